"use strict";
/* The article behind a piece of evidence, scrolled to its sentence. */
{
  const { model, el, t, byId, evidence } = kgraph;
  const dialog = byId("article");
  let opener = null;

  function openArticle(piece) {
    const { article } = piece.statement;
    opener = document.activeElement;
    const body = el("div", { class: "article-text", dir: "auto", lang: article.lang || null });
    article.chunks.forEach((chunk, index) => {
      if (!model.page.whole_texts && (index > 0 || chunk[0] > 0)) body.append(el("p", { class: "gap" }, "[…]"));
      body.append(...paragraphs(chunk, piece));
    });
    if (!model.page.whole_texts && article.chunks.length) body.append(el("p", { class: "gap" }, "[…]"));
    dialog.replaceChildren(
      el(
        "div",
        { class: "dialog-head" },
        el(
          "div",
          {},
          el("h2", { id: "article-title", dir: "auto" }, article.title),
          el(
            "p",
            { class: "subtitle" },
            [article.authors.join(", "), article.outlet, kgraph.day(article.date)].filter(Boolean).join(" · "),
          ),
        ),
        kgraph.button("✕", () => dialog.close(), {
          class: "icon close",
          "aria-label": t("close_article"),
          title: t("close_article"),
        }),
      ),
      model.page.whole_texts ? "" : el("p", { class: "note" }, t("text_left_out")),
      el("div", { class: "dialog-body", tabindex: 0, role: "region", "aria-labelledby": "article-title" }, body),
      el(
        "div",
        { class: "dialog-foot" },
        /^https?:/i.test(article.url) ? kgraph.link(t("at_source"), article.url, { class: "button" }) : null,
        kgraph.button(t("copy_citation"), () => evidence.copy(evidence.citation(piece))),
        el("span", { class: "facts", dir: "auto" }, article.id),
      ),
    );
    if (!dialog.open) dialog.showModal();
    const target = dialog.querySelector(".sentence");
    target?.scrollIntoView({ block: "center" });
    dialog.querySelector(".dialog-body").focus({ preventScroll: true });
  }

  /** The text of a chunk as paragraphs, the sentence in it marked, other sentences of evidence underlined. */
  function paragraphs(chunk, piece) {
    const [start, text] = chunk;
    const found = model.stretch(piece.statement.article, piece.sentence);
    const holds = found && found.text === text && piece.sentence[0] >= start;
    const from = holds ? found.at(piece.sentence[0]) : -1;
    const to = holds ? found.at(piece.sentence[1]) : -1;
    const made = [];
    let at = 0;
    for (const part of text.split(/(\n+)/)) {
      const end = at + part.length;
      if (!/^\n*$/.test(part)) {
        const paragraph = el("p", { dir: "auto" });
        if (holds && from < end && to > at) {
          paragraph.append(text.slice(at, Math.max(at, from)));
          if (from >= at)
            paragraph.append(
              el("span", { class: "sentence", "data-evidence": piece.id }, ...evidence.marked(model.pieces(piece))),
            );
          paragraph.append(text.slice(Math.min(Math.max(to, at), end), end));
        } else paragraph.append(part);
        made.push(paragraph);
      }
      at = end;
    }
    return made;
  }

  dialog.addEventListener("close", () => opener?.isConnected && opener.focus());
  // A click beside the dialog closes it, like everywhere.
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  kgraph.openArticle = openArticle;
}
