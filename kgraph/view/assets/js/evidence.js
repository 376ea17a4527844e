"use strict";
/* One statement as a card: who, what, whom; the sentence with the words that made it one; where it stands. */
{
  const { model, el, t, state } = kgraph;

  /** An actor's name that leads to the actor. */
  kgraph.actorLink = (actor) =>
    el(
      "button",
      {
        type: "button",
        class: "actor-link",
        "data-actor": actor.index,
        dir: "auto",
        on: { click: () => kgraph.select({ actor }) },
      },
      actor.name,
    );

  /** The pieces of a sentence, marked; the parts also differ by more than colour. */
  function marked(pieces) {
    return pieces.map(({ text, role }) =>
      role
        ? el(
            "mark",
            {
              class: role
                .split(" ")
                .map((name) => `is-${name}`)
                .join(" "),
              "data-role": role,
              title: role
                .split(" ")
                .map((name) => t(`role_${name}`))
                .join(", "),
            },
            text,
          )
        : document.createTextNode(text),
    );
  }

  const sentence = (evidence) =>
    el("blockquote", { class: "quote", dir: "auto", "data-evidence": evidence.id }, ...marked(model.pieces(evidence)));

  kgraph.statusChip = (status) =>
    el("span", { class: `chip status-${status}`, title: t(`status_${status}_means`) }, t(`status_${status}`));

  /** "The Observer, 11 Aug 2020", as far as it is known. */
  function sourceOf(article) {
    const parts = [article.outlet, kgraph.day(article.date)].filter(Boolean).join(", ");
    return el(
      "p",
      { class: "source" },
      el(
        "cite",
        {},
        kgraph.link(kgraph.shorten(article.title, 110), article.url, { dir: "auto", title: article.title }),
      ),
      parts ? el("span", { class: "where" }, parts) : null,
    );
  }

  function facts(evidence) {
    const { statement, speaker, confidence } = evidence;
    const said =
      statement.status === "reported" || speaker
        ? el("span", {}, ...(speaker ? [`${t("according_to")} `, kgraph.actorLink(speaker)] : [t("unnamed_source")]))
        : null;
    return el(
      "p",
      { class: "facts" },
      said,
      el("span", { title: evidence.rule }, t("confidence_is", { percent: Math.round(confidence * 100) })),
    );
  }

  const identifiers = (evidence) => {
    const { statement } = evidence;
    const rows = [
      [t("iri_statement"), model.statementIri(statement)],
      [t("iri_subject"), statement.subject.iri],
      [t("iri_object"), statement.object.iri],
      [t("iri_evidence"), model.evidenceIri(evidence)],
      [t("found_by"), evidence.rule],
    ];
    return el(
      "details",
      { class: "ids" },
      el("summary", {}, t("identifiers")),
      el("dl", {}, ...rows.flatMap(([name, value]) => [el("dt", {}, name), el("dd", { dir: "auto" }, value)])),
    );
  };

  function citation(evidence) {
    const { statement } = evidence;
    const { article } = statement;
    const heading = [article.authors.join(", "), article.title, article.outlet, article.date, article.url]
      .filter(Boolean)
      .join(". ");
    return `“${model.quote(evidence).trim()}” ${heading}.\n[${statement.subject.name} – ${statement.relation.label} – ${statement.object.name}; ${t(`status_${statement.status}`)}; ${evidence.id}]`;
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // The clipboard API is for secure origins; a file on the disk is none in every browser.
      const field = el("textarea", { class: "visually-hidden", "aria-hidden": "true" });
      field.value = text;
      (document.querySelector("dialog[open]") ?? document.body).append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
    }
    kgraph.say(t("copied"));
  }

  /** The card of one piece of evidence. `headed` says whether it names subject, relation and object. */
  function card(evidence, headed = true) {
    const { statement } = evidence;
    return el(
      "article",
      { class: `card p${statement.polarity} ${statement.status}`, "data-statement": statement.index },
      headed ? heading(statement) : null,
      sentence(evidence),
      sourceOf(statement.article),
      facts(evidence),
      el(
        "div",
        { class: "card-foot" },
        kgraph.button(t("open_in_article"), () => kgraph.openArticle(evidence), { class: "link open-article" }),
        kgraph.button(t("copy_citation"), () => copy(citation(evidence)), { class: "link copy-citation" }),
        identifiers(evidence),
      ),
    );
  }

  function heading(statement) {
    return el(
      "h3",
      { class: "claim" },
      kgraph.actorLink(statement.subject),
      " ",
      el("span", { class: "relation", title: statement.relation.definition }, statement.relation.label),
      " ",
      kgraph.actorLink(statement.object),
      " ",
      statement.status === "asserted" ? null : kgraph.statusChip(statement.status),
    );
  }

  /** One claim with all its evidence, in the order of publication; more than two pieces are folded away. */
  function claim(statements) {
    const pieces = inOrder(statements).flatMap((statement) => statement.evidence);
    const sources = new Set(statements.map((statement) => statement.article)).size;
    const rest = pieces.slice(2);
    const { line } = statements[0];
    const others = kgraph.shown.found.get(line)?.statements.length ?? 0;
    return el(
      "section",
      { class: `claim-group p${statements[0].polarity}` },
      heading(statements[0]),
      sources > 1 ? el("p", { class: "support" }, t("independent_articles", { n: sources })) : null,
      ...pieces.slice(0, 2).map((piece) => card(piece, false)),
      rest.length
        ? folded(t("more_sentences", { n: rest.length }), () => rest.map((piece) => card(piece, false)))
        : null,
      state.selected?.actor && others > statements.length
        ? kgraph.button(t("all_of_line", { n: others }), () => kgraph.select({ line }), { class: "link to-line" })
        : null,
    );
  }

  /** A part that is made only when it is opened. */
  function folded(label, make) {
    const details = el("details", { class: "more" }, el("summary", {}, label));
    details.addEventListener("toggle", () => {
      if (details.open && details.childElementCount === 1) details.append(...make());
    });
    return details;
  }

  /** By date of publication; of one day, or without dates, the surest first. */
  const inOrder = (statements) =>
    [...statements].sort(
      (a, b) =>
        (a.article.date || "9999").localeCompare(b.article.date || "9999") ||
        b.confidence - a.confidence ||
        a.index - b.index,
    );

  /** Statements by claim (subject, relation, object, status), each group in order of publication. */
  function byClaim(statements) {
    const groups = new Map();
    for (const statement of inOrder(statements)) {
      if (groups.has(statement.claim)) groups.get(statement.claim).push(statement);
      else groups.set(statement.claim, [statement]);
    }
    return [...groups.values()];
  }

  /**
   * Where sources disagree: a relation that one asserts or reports and another denies, or friendly and hostile
   * relations asserted of the same two in the same direction. Returns [{about, left, right, kind}].
   */
  function contradictions(statements) {
    const found = [];
    const pairs = new Map();
    for (const s of statements) {
      const key = `${s.subject.index}>${s.object.index}`;
      if (!pairs.has(key)) pairs.set(key, []);
      pairs.get(key).push(s);
    }
    for (const group of pairs.values()) {
      for (const relation of new Set(group.map((s) => s.relation))) {
        const same = group.filter((s) => s.relation === relation);
        const yes = same.filter((s) => s.status === "asserted" || s.status === "reported");
        const no = same.filter((s) => s.status === "negated");
        if (yes.length && no.length) found.push({ kind: "denied", left: yes, right: no });
      }
      const stated = group.filter((s) => s.status === "asserted");
      const good = stated.filter((s) => s.polarity > 0);
      const bad = stated.filter((s) => s.polarity < 0);
      if (good.length && bad.length) found.push({ kind: "mixed", left: good, right: bad });
    }
    return found;
  }

  function sideBySide({ kind, left, right }) {
    const column = (statements, side) =>
      el(
        "div",
        { class: "side" },
        el("h4", {}, t(`${kind}_${side}`)),
        ...inOrder(statements)
          .slice(0, 3)
          .map((s) =>
            el(
              "div",
              { class: `card small p${s.polarity}` },
              el(
                "p",
                { class: "mini-claim" },
                `${kgraph.isolated(s.subject.name)} `,
                el("b", {}, s.relation.label),
                ` ${kgraph.isolated(s.object.name)}`,
              ),
              s.evidence[0] ? sentence(s.evidence[0]) : null,
              sourceOf(s.article),
              s.evidence[0]
                ? kgraph.button(t("open_in_article"), () => kgraph.openArticle(s.evidence[0]), { class: "link" })
                : null,
            ),
          ),
        statements.length > 3 ? el("p", { class: "facts" }, t("and_more", { n: statements.length - 3 })) : null,
      );
    return el(
      "section",
      { class: "contradiction" },
      el("h3", {}, t(`${kind}_title`)),
      el("div", { class: "sides" }, column(left, "left"), column(right, "right")),
    );
  }

  kgraph.evidence = {
    card,
    claim,
    byClaim,
    inOrder,
    contradictions,
    sideBySide,
    folded,
    citation,
    copy,
    marked,
    sourceOf,
  };
  kgraph.select = (selected) => {
    // An actor that the budget hides is brought in: a name that can be clicked always leads somewhere.
    const pins =
      selected?.actor && !kgraph.shown.actors.has(selected.actor) ? [...state.pins, selected.actor] : state.pins;
    kgraph.change({ selected, pins }, "select");
    if (selected?.actor) kgraph.drawing.reveal(selected.actor);
    // Where the panel is below the graph, show the beginning of it and leave the graph half in sight.
    if (selected && matchMedia("(max-width: 860px)").matches) {
      const top = kgraph.byId("panel").getBoundingClientRect().top + scrollY - innerHeight * 0.45;
      scrollTo({ top, behavior: kgraph.calm() ? "auto" : "smooth" });
    }
  };
  kgraph.expand = (actor) => {
    kgraph.change(
      { pins: state.pins.includes(actor) ? state.pins : [...state.pins, actor], selected: { actor } },
      "filter",
    );
  };
}
