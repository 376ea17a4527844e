"use strict";
/* The column of legend and filters: each entry of the legend is the switch for what it explains. */
{
  const { model, state, facets, choose, el, t, byId } = kgraph;
  const SHORT = 8;
  const host = byId("facets");

  const articleOf = new Map(model.articles.map((article) => [article.id, article]));
  const labels = {
    polarity: (value) => t(`polarity_${value}`),
    status: (value) => t(`status_${value}`),
    type: (value) => t(`type_${value}`),
    relation: (value) => model.relations.find((relation) => relation.name === value).label,
    outlet: (value) => value || t("no_outlet"),
    article: (value) => kgraph.shorten(articleOf.get(value).title, 60),
  };
  const notes = {
    status: (value) => t(`status_${value}_means`),
    relation: (value) => model.relations.find((relation) => relation.name === value).definition,
    article: (value) =>
      [articleOf.get(value).title, articleOf.get(value).outlet, kgraph.day(articleOf.get(value).date)]
        .filter(Boolean)
        .join(" · "),
  };
  const marks = {
    polarity: (value) => kgraph.lineMark(Number(value)),
    status: (value) => kgraph.lineMark(0, value),
    type: (value) => kgraph.typeMark(value),
  };

  const parts = {};

  /** One facet: a fieldset of rows, each a checkbox with its count and a button "only". */
  function build(facet) {
    const used = {
      relation: new Set(model.statements.map((s) => s.relation.name)),
      article: new Set(model.statements.map((s) => s.article.id)),
    }[facet];
    const values = facets[facet].filter((value) => !used || used.has(value));
    if ((facet === "outlet" && values.length < 2) || (facet === "article" && values.length < 2)) return null;
    const rows = new Map();
    const list = el("div", { class: "rows" });
    const total = new Map();
    for (const s of model.statements)
      for (const value of { relation: [s.relation.name], article: [s.article.id], outlet: [s.article.outlet] }[facet] ??
        [])
        total.set(value, (total.get(value) ?? 0) + 1);
    const order = total.size
      ? [...values].sort((a, b) => (total.get(b) ?? 0) - (total.get(a) ?? 0) || values.indexOf(a) - values.indexOf(b))
      : values;
    const make = (value) => {
      const box = el("input", {
        type: "checkbox",
        checked: true,
        "data-facet": facet,
        "data-value": value,
        on: { change: () => choose.flip(facet, value) },
      });
      const count = el("span", { class: "count" });
      const only = el(
        "button",
        {
          type: "button",
          class: "only",
          "data-only": value,
          on: { click: () => (choose.isOnly(facet, value) ? choose.all(facet) : choose.only(facet, value)) },
        },
        t("only"),
      );
      const row = el(
        "div",
        { class: "row", title: notes[facet]?.(value) ?? null },
        el(
          "label",
          {},
          box,
          marks[facet]?.(value) ?? null,
          el("span", { class: "name", dir: "auto" }, labels[facet](value)),
          count,
        ),
        only,
      );
      rows.set(value, { row, box, count, only });
      return row;
    };
    const [first, rest] =
      facet !== "relation" && order.length > SHORT + 2 ? [order.slice(0, SHORT), order.slice(SHORT)] : [order, []];
    list.append(...first.map(make));
    if (rest.length) list.append(more(rest, make));
    const all = kgraph.button(t("all"), () => choose.all(facet), { class: "link all" });
    const set = el("fieldset", { class: `facet facet-${facet}` }, el("legend", {}, t(`facet_${facet}`)), all, list);
    parts[facet] = { rows, all };
    return set;
  }

  /** The rarer values, made when they are wanted: ten thousand articles are ten thousand checkboxes. */
  function more(rest, make) {
    let made = 0;
    const button = kgraph.button(
      "",
      () => {
        const next = rest.slice(made, made + 100).map(make);
        made += next.length;
        button.before(...next);
        next[0]?.querySelector("input").focus();
        relabel();
        update();
      },
      { class: "link more-rows" },
    );
    const relabel = () => {
      button.textContent = t("more_values", { n: rest.length - made });
      button.hidden = made >= rest.length;
    };
    relabel();
    return button;
  }

  /* Dates. */
  function bins() {
    const dates = [
      ...new Set(
        model.articles
          .filter((article) => article.statements)
          .map((article) => article.date)
          .filter(Boolean),
      ),
    ].sort();
    if (dates.length < 2) return null;
    for (const letters of [10, 7, 4]) {
      const cells = periods(dates[0], dates[dates.length - 1], letters);
      if (cells.length <= 72 || letters === 4) return { cells, letters };
    }
    return null;
  }

  /** Every day, month or year from one date to another. */
  function periods(first, last, letters) {
    const cells = [];
    const date = new Date(`${first.slice(0, letters).padEnd(10, "-01-01".slice(letters === 4 ? 0 : 3))}T00:00:00Z`);
    while (cells.length < 500) {
      const cell = date.toISOString().slice(0, letters);
      if (cell > last.slice(0, letters)) break;
      cells.push(cell);
      if (letters === 10) date.setUTCDate(date.getUTCDate() + 1);
      else if (letters === 7) date.setUTCMonth(date.getUTCMonth() + 1);
      else date.setUTCFullYear(date.getUTCFullYear() + 1);
    }
    return cells;
  }

  let dates = null;
  function buildDates() {
    const found = bins();
    if (!found) return null;
    const { cells, letters } = found;
    const bars = cells.map(() => kgraph.svg("rect", {}));
    const chart = kgraph.svg(
      "svg",
      {
        class: "histogram",
        viewBox: `0 0 ${cells.length * 10} 40`,
        preserveAspectRatio: "none",
        "aria-hidden": "true",
      },
      ...bars,
    );
    const range = (name, value) =>
      el("input", {
        type: "range",
        id: name,
        min: 0,
        max: cells.length - 1,
        value,
        "aria-label": t(name),
        on: { input: kgraph.soon(moved) },
      });
    const since = range("since", 0);
    const until = range("until", cells.length - 1);
    const text = el("output", { class: "value", for: "since until" });
    function moved() {
      const [from, to] = [
        Math.min(since.valueAsNumber, until.valueAsNumber),
        Math.max(since.valueAsNumber, until.valueAsNumber),
      ];
      kgraph.change({ since: from > 0 ? cells[from] : "", until: to < cells.length - 1 ? cells[to] : "" });
    }
    dates = { cells, letters, bars, since, until, text };
    const undated = model.statements.filter((s) => !s.article.date).length;
    return el(
      "fieldset",
      { class: "facet facet-date" },
      el("legend", {}, t("facet_date")),
      chart,
      el("div", { class: "range" }, since, until),
      text,
      undated ? el("p", { class: "facts" }, t("undated", { n: undated })) : null,
    );
  }

  function updateDates() {
    if (!dates) return;
    const { cells, letters, bars, since, until, text } = dates;
    const from = state.since
      ? Math.max(
          0,
          cells.findIndex((cell) => cell >= state.since.slice(0, letters)),
        )
      : 0;
    const after = state.until ? cells.findIndex((cell) => cell > state.until.slice(0, letters)) : -1;
    const to = after < 0 ? cells.length - 1 : Math.max(0, after - 1);
    const height = cells.map(() => 0);
    for (const [date, count] of kgraph.shown.dates) {
      const place = cells.indexOf(date.slice(0, letters));
      if (place >= 0) height[place] += count;
    }
    const top = Math.max(1, ...height);
    bars.forEach((bar, index) => {
      // The root keeps a single article visible beside a busy week.
      const tall = height[index] ? 4 + 36 * Math.sqrt(height[index] / top) : 0;
      for (const [name, value] of Object.entries({ x: index * 10 + 1, y: 40 - tall, width: 8, height: tall }))
        bar.setAttribute(name, value);
      bar.setAttribute("class", index >= from && index <= to ? "in" : "out");
    });
    since.value = from;
    until.value = to;
    for (const [input, cell] of [
      [since, cells[from]],
      [until, cells[to]],
    ])
      input.setAttribute("aria-valuetext", kgraph.day(cell));
    text.textContent = `${kgraph.day(cells[from])} – ${kgraph.day(cells[to])}`;
  }

  /* Support and confidence. */
  const sliders = {};
  function slider(name, attributes, set, say) {
    const input = el("input", {
      type: "range",
      id: name,
      ...attributes,
      on: { input: kgraph.soon(() => set(input.valueAsNumber)) },
    });
    const output = el("output", { class: "value", for: name });
    sliders[name] = { input, output, say };
    return el("div", { class: "facet slider" }, el("label", { for: name }, t(`facet_${name}`)), output, input);
  }

  const mostSources = Math.max(1, ...model.lines.map((line) => new Set(line.statements.map((s) => s.article)).size));

  host.append(
    ...[
      build("polarity"),
      build("status"),
      build("type"),
      buildDates(),
      build("relation"),
      build("outlet"),
      build("article"),
      mostSources > 1
        ? slider(
            "support",
            { min: 1, max: mostSources, step: 1 },
            (value) => kgraph.change({ support: value }),
            (value) => t("support_value", { n: value }),
          )
        : null,
      slider(
        "confidence",
        { min: 0, max: 1, step: 0.05 },
        (value) => kgraph.change({ confidence: value }),
        (value) => t("confidence_value", { percent: Math.round(value * 100) }),
      ),
      el("p", { class: "facts key" }, t("size_means")),
    ].filter(Boolean),
  );

  function update() {
    for (const [facet, { rows, all }] of Object.entries(parts)) {
      const counts = kgraph.shown.counts[facet];
      for (const [value, { row, box, count, only }] of rows) {
        box.checked = !state.off[facet].has(value);
        count.textContent = kgraph.number(counts.get(value) ?? 0);
        row.classList.toggle("none", !counts.get(value));
        const alone = choose.isOnly(facet, value);
        only.textContent = alone ? t("all") : t("only");
        only.setAttribute(
          "aria-label",
          alone ? t("all_of", { facet: t(`facet_${facet}`) }) : t("only_this", { value: labels[facet](value) }),
        );
      }
      all.hidden = state.off[facet].size === 0;
    }
    for (const [name, { input, output, say }] of Object.entries(sliders)) {
      input.value = state[name];
      output.textContent = say(state[name]);
      input.setAttribute("aria-valuetext", output.textContent);
    }
    updateDates();
    for (const button of document.querySelectorAll(".reset")) button.disabled = !choose.changed();
  }

  kgraph.updateFilters = update;
}
