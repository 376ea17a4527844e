"use strict";
/* The same statements as a table: for screen readers, for sorting, for those who do not like drawings. Made only when looked at. */
{
  const { model, state, el, t, byId } = kgraph;
  const PAGE = 200;
  const host = byId("table-view");
  const sorting = { column: "date", down: false };

  // Without any date the column would be empty.
  const dated = model.articles.some((article) => article.date);
  const COLUMNS = {
    subject: (s) => s.subject.name,
    relation: (s) => s.relation.label,
    object: (s) => s.object.name,
    status: (s) => model.statuses.indexOf(s.status),
    date: (s) => s.article.date || "9999",
    article: (s) => s.article.title,
    confidence: (s) => s.confidence,
  };

  function cells(s) {
    const piece = s.evidence[0];
    return [
      el("th", { scope: "row" }, kgraph.actorLink(s.subject)),
      el(
        "td",
        { class: `p${s.polarity}` },
        el("span", { class: "relation" }, kgraph.lineMark(s.polarity, s.status), s.relation.label),
      ),
      el("td", {}, kgraph.actorLink(s.object)),
      el("td", {}, t(`status_${s.status}`)),
      dated ? el("td", { class: "date" }, kgraph.day(s.article.date)) : null,
      el(
        "td",
        { class: "article-cell", dir: "auto", title: s.article.title },
        kgraph.shorten(s.article.title, 44),
        s.article.outlet ? el("span", { class: "where" }, s.article.outlet) : null,
      ),
      el("td", { class: "figure" }, `${Math.round(s.confidence * 100)} %`),
      el(
        "td",
        { class: "sentence-cell", dir: "auto" },
        piece
          ? el(
              "button",
              {
                type: "button",
                class: "quote-link",
                title: t("open_in_article"),
                on: { click: () => kgraph.openArticle(piece) },
              },
              kgraph.shorten(model.quote(piece), 180),
            )
          : null,
        s.evidence.length > 1
          ? el("span", { class: "where" }, t("more_sentences", { n: s.evidence.length - 1 }))
          : null,
      ),
    ];
  }

  function header(column) {
    const chosen = sorting.column === column;
    return el(
      "th",
      { scope: "col", "aria-sort": chosen ? (sorting.down ? "descending" : "ascending") : "none" },
      el(
        "button",
        {
          type: "button",
          "data-column": column,
          on: {
            click: () => {
              sorting.down = chosen ? !sorting.down : column === "confidence";
              sorting.column = column;
              render();
              host.querySelector(`[data-column="${column}"]`).focus();
            },
          },
        },
        t(`column_${column}`),
        el("span", { class: "arrow", "aria-hidden": "true" }, chosen ? (sorting.down ? "▼" : "▲") : ""),
      ),
    );
  }

  function render() {
    if (state.view !== "table") return;
    const of = COLUMNS[sorting.column];
    const sign = sorting.down ? -1 : 1;
    const rows = [...kgraph.shown.statements].sort((a, b) => {
      const [x, y] = [of(a), of(b)];
      return sign * (typeof x === "number" ? x - y : x.localeCompare(y, model.page.strings.lang)) || a.index - b.index;
    });
    const body = el("tbody");
    const more = kgraph.button("", next, { class: "button wide" });
    let done = 0;
    function next() {
      body.append(
        ...rows
          .slice(done, done + PAGE)
          .map((s) => el("tr", { "data-statement": s.index }, ...cells(s).filter(Boolean))),
      );
      done = Math.min(rows.length, done + PAGE);
      more.hidden = done >= rows.length;
      more.textContent = t("show_more", { n: Math.min(PAGE, rows.length - done), rest: rows.length - done });
    }
    next();
    host.replaceChildren(
      el(
        "table",
        {},
        el("caption", {}, t("table_caption", { n: rows.length, actors: kgraph.shown.actors.size })),
        el(
          "thead",
          {},
          el(
            "tr",
            {},
            ...Object.keys(COLUMNS)
              .filter((column) => dated || column !== "date")
              .map(header),
            el("th", { scope: "col" }, t("column_evidence")),
          ),
        ),
        body,
      ),
      more,
      rows.length ? "" : el("p", { class: "empty" }, t(model.statements.length ? "nothing_passes" : "no_statements")),
    );
  }

  kgraph.renderTable = render;
}
