"use strict";
/* The panel beside the drawing: what is selected, or else everything that is shown, with its sentences. */
{
  const { model, state, el, t, byId, evidence } = kgraph;
  const PAGE = 25;
  const panel = byId("panel");

  function render() {
    panel.replaceChildren();
    if (state.selected?.actor) actorPanel(state.selected.actor);
    else if (state.selected?.line) linePanel(state.selected.line);
    else if (state.path) pathPanel();
    else overview();
    panel.scrollTop = 0;
  }

  function title(text, mark, subtitle) {
    const close =
      state.selected || state.path
        ? kgraph.button(
            "✕",
            () => {
              kgraph.change({ selected: null, path: state.selected ? state.path : null }, "select");
              byId("network").focus();
            },
            { class: "icon close", "aria-label": t("close_panel"), title: t("close_panel") },
          )
        : null;
    panel.append(
      el(
        "div",
        { class: "panel-head" },
        el(
          "div",
          {},
          el("h2", { dir: "auto", id: "panel-title" }, mark, text),
          subtitle ? el("p", { class: "subtitle", dir: "auto" }, subtitle) : null,
        ),
        close,
      ),
    );
  }

  /* Nothing selected. */
  function overview() {
    const { statements, passing } = kgraph.shown;
    title(t("overview_title"), null, statements.length ? t("overview_hint") : null);
    if (!statements.length) {
      const nothing = model.statements.length === 0;
      panel.append(
        el(
          "div",
          { class: "empty" },
          el("p", {}, nothing ? t("no_statements") : t("nothing_passes")),
          nothing ? null : kgraph.button(t("reset"), kgraph.choose.reset),
        ),
      );
      return;
    }
    const busiest = [...kgraph.shown.actors].sort((a, b) => b.evidence - a.evidence || a.index - b.index).slice(0, 8);
    panel.append(
      el("h3", { class: "section" }, t("busiest")),
      el(
        "div",
        { class: "chips" },
        ...busiest.map((actor) =>
          el(
            "button",
            { type: "button", class: "chip actor", dir: "auto", on: { click: () => kgraph.select({ actor }) } },
            kgraph.typeMark(actor.type),
            actor.name,
            el("span", { class: "count" }, kgraph.number(actor.statements.length)),
          ),
        ),
      ),
    );
    if (kgraph.shown.loners.length && !state.loners) {
      panel.append(
        evidence.folded(t("loners", { n: kgraph.shown.loners.length }), () => [
          el("p", { class: "facts" }, t("loners_why")),
          el(
            "div",
            { class: "chips" },
            ...kgraph.shown.loners
              .slice(0, 200)
              .map((actor) =>
                el(
                  "button",
                  { type: "button", class: "chip actor", dir: "auto", on: { click: () => kgraph.select({ actor }) } },
                  kgraph.typeMark(actor.type),
                  actor.name,
                ),
              ),
          ),
        ]),
      );
    }
    panel.append(
      el(
        "h3",
        { class: "section" },
        t("statements_shown", { n: statements.length }),
        statements.length < passing.length ? el("span", { class: "of" }, t("of_all", { n: passing.length })) : null,
      ),
    );
    // The lines come ranked by support; who is for or against whom is what most readers look for first.
    const telling = [...statements].sort((a, b) => Number(b.polarity !== 0) - Number(a.polarity !== 0));
    paged(
      telling.flatMap((s) => s.evidence),
      (piece) => evidence.card(piece),
    );
  }

  /** The first cards, and a button for the next ones: a large graph has thousands. */
  function paged(items, make, place = panel) {
    let done = 0;
    const more = kgraph.button("", next, { class: "button wide" });
    function next() {
      const cards = items.slice(done, done + PAGE).map(make);
      done += cards.length;
      more.before(...cards);
      more.textContent = t("show_more", { n: Math.min(PAGE, items.length - done), rest: items.length - done });
      if (done >= items.length) more.remove();
    }
    place.append(more);
    next();
  }

  /* An actor. */
  let direction = "all";
  let before = null;
  function actorPanel(actor) {
    if (before !== actor) direction = "all";
    before = actor;
    const mine = kgraph.shown.passing.filter((s) => s.subject === actor || s.object === actor);
    const others = actor.aliases.filter((alias) => alias !== actor.name);
    title(
      actor.name,
      kgraph.typeMark(actor.type),
      t("actor_facts", {
        type: t(`type_${actor.type}`),
        n: mine.length,
        articles: actor.articles,
        mentions: actor.mentions,
      }),
    );
    if (others.length) {
      const shown = others.slice(0, 8).join(" · ");
      panel.append(
        el(
          "p",
          { class: "aliases", dir: "auto" },
          el("span", { class: "label" }, `${t("also")} `),
          shown,
          others.length > 8 ? ` ${t("and_more", { n: others.length - 8 })}` : null,
        ),
      );
    }
    panel.append(
      el(
        "div",
        { class: "actions" },
        ...[1, 2].map((steps) =>
          kgraph.button(
            t(`around_${steps}`),
            () => kgraph.change({ ego: isEgo(actor, steps) ? null : { actor, steps } }, "ego"),
            { class: "button small", "aria-pressed": String(isEgo(actor, steps)), "data-steps": steps },
          ),
        ),
        hidden(actor)
          ? kgraph.button(t("expand", { n: hidden(actor) }), () => kgraph.expand(actor), {
              class: "button small expand",
            })
          : null,
        kgraph.button(t("path_from"), () => kgraph.startPath(actor), { class: "button small path-from" }),
      ),
    );
    panel.append(
      el(
        "details",
        { class: "ids" },
        el("summary", {}, t("identifiers")),
        el(
          "dl",
          {},
          el("dt", {}, "IRI"),
          el("dd", {}, actor.iri),
          ...(/^Q\d+$/.test(actor.wikidata)
            ? [
                el("dt", {}, "Wikidata"),
                el("dd", {}, kgraph.link(actor.wikidata, `https://www.wikidata.org/wiki/${actor.wikidata}`)),
              ]
            : []),
        ),
      ),
    );
    if (!mine.length) {
      panel.append(el("p", { class: "empty" }, actor.statements.length ? t("none_passes") : t("loner")));
      return;
    }
    panel.append(directionTabs(actor, mine));
    const chosen = mine.filter(
      (s) => direction === "all" || (direction === "does" ? s.subject === actor : s.object === actor),
    );
    const clashes = evidence.contradictions(chosen);
    if (clashes.length)
      panel.append(
        evidence.folded(t("contradictions", { n: clashes.length }), () =>
          clashes.slice(0, 12).map(evidence.sideBySide),
        ),
      );
    for (const polarity of [1, -1, 0]) {
      const claims = evidence.byClaim(chosen.filter((s) => s.polarity === polarity));
      if (!claims.length) continue;
      const section = el(
        "section",
        { class: "polarity" },
        el(
          "h3",
          { class: `section p${polarity}` },
          kgraph.lineMark(polarity),
          t(`polarity_${polarity}`),
          el("span", { class: "count" }, kgraph.number(claims.length)),
        ),
      );
      panel.append(section);
      paged(claims, evidence.claim, section);
    }
  }

  const isEgo = (actor, steps) => state.ego?.actor === actor && state.ego.steps === steps;
  /** Lines of the actor that pass the filters but are not drawn. */
  const hidden = (actor) =>
    kgraph.shown.order.filter(
      (entry) => (entry.line.from === actor || entry.line.to === actor) && !kgraph.shown.drawn.has(entry),
    ).length;

  function directionTabs(actor, mine) {
    const counts = {
      all: mine.length,
      does: mine.filter((s) => s.subject === actor).length,
      undergoes: mine.filter((s) => s.object === actor).length,
    };
    return el(
      "div",
      { class: "segments", role: "group", "aria-label": t("direction") },
      ...Object.entries(counts).map(([key, count]) =>
        el(
          "button",
          {
            type: "button",
            "aria-pressed": String(direction === key),
            "data-direction": key,
            on: {
              click: () => {
                direction = key;
                render();
                panel.querySelector(`[data-direction="${key}"]`).focus();
              },
            },
          },
          t(`direction_${key}`),
          el("span", { class: "count" }, kgraph.number(count)),
        ),
      ),
    );
  }

  /* A line: everything between two actors with one polarity. */
  function linePanel(line) {
    const entry = kgraph.shown.found.get(line);
    const { from, to } = line;
    const arrow = entry ? (entry.forth && entry.back ? "⇄" : entry.back ? "←" : entry.forth ? "→" : "–") : "–";
    title(
      `${kgraph.isolated(from.name)} ${arrow} ${kgraph.isolated(to.name)}`,
      null,
      entry
        ? t("line_facts", { n: entry.statements.length, articles: entry.sources.size, span: span(entry.statements) })
        : null,
    );
    panel.append(siblings(line));
    if (!entry) {
      panel.append(el("p", { class: "empty" }, t("none_passes")));
      return;
    }
    const between = kgraph.shown.passing.filter(
      (s) => (s.subject === from && s.object === to) || (s.subject === to && s.object === from),
    );
    panel.append(...evidence.contradictions(between).map(evidence.sideBySide));
    panel.append(
      el("h3", { class: `section p${line.polarity}` }, kgraph.lineMark(line.polarity), t(`polarity_${line.polarity}`)),
    );
    paged(evidence.byClaim(entry.statements), evidence.claim);
  }

  /** The lines between the same two actors, as tabs. */
  function siblings(line) {
    const all = line.from.lines
      .filter((other) => (other.from === line.to || other.to === line.to) && kgraph.shown.found.has(other))
      .sort((a, b) => b.polarity - a.polarity);
    return all.length < 2
      ? ""
      : el(
          "div",
          { class: "segments", role: "group", "aria-label": t("other_lines") },
          ...all.map((other) =>
            el(
              "button",
              {
                type: "button",
                "aria-pressed": String(other === line),
                on: { click: () => kgraph.select({ line: other }) },
              },
              kgraph.lineMark(other.polarity),
              t(`polarity_${other.polarity}`),
              el("span", { class: "count" }, kgraph.number(kgraph.shown.found.get(other).statements.length)),
            ),
          ),
        );
  }

  function span(statements) {
    const dates = statements
      .map((s) => s.article.date)
      .filter(Boolean)
      .sort();
    if (!dates.length) return "";
    const [first, last] = [kgraph.day(dates[0]), kgraph.day(dates[dates.length - 1])];
    return first === last ? ` · ${first}` : ` · ${first} – ${last}`;
  }

  /* A path. */
  function pathPanel() {
    const { from, to } = state.path;
    const { path } = kgraph.shown;
    title(t("path_title"), null, path ? t("path_steps", { n: path.length, from: from.name, to: to.name }) : null);
    if (!path) {
      panel.append(
        el(
          "div",
          { class: "empty" },
          el("p", {}, t("no_path", { from: from.name, to: to.name })),
          kgraph.choose.changed() ? kgraph.button(t("reset"), kgraph.choose.reset) : null,
        ),
      );
      return;
    }
    path.forEach((step, index) => {
      panel.append(
        el(
          "section",
          { class: "step" },
          el(
            "h3",
            { class: "section" },
            el("span", { class: "number" }, `${index + 1}`),
            el("span", { dir: "auto" }, `${kgraph.isolated(step.from.name)} – ${kgraph.isolated(step.to.name)}`),
          ),
          ...evidence.byClaim(step.entry.statements).slice(0, 3).map(evidence.claim),
          evidence.byClaim(step.entry.statements).length > 3
            ? kgraph.button(
                t("all_of_line", { n: step.entry.statements.length }),
                () => kgraph.select({ line: step.entry.line }),
                { class: "button small" },
              )
            : null,
        ),
      );
    });
  }

  kgraph.renderPanel = render;
}
