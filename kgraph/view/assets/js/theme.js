"use strict";
/* Light and dark. The canvas takes its colours from the same custom properties as the rest of the page. */
{
  const root = document.documentElement;
  const wish = matchMedia("(prefers-color-scheme: dark)");
  const listeners = [];
  let palette = null;

  const isDark = () => (kgraph.themeInAddress.get() || (wish.matches ? "dark" : "light")) === "dark";

  function apply() {
    root.dataset.theme = isDark() ? "dark" : "light";
    const style = getComputedStyle(root);
    const of = (name) => style.getPropertyValue(`--${name}`).trim();
    palette = {
      page: of("canvas"),
      ink: of("ink"),
      soft: of("ink-soft"),
      accent: of("accent"),
      select: of("select"),
      line: { 1: of("coop"), "-1": of("conflict"), 0: of("neutral") },
      // Small letters need more contrast than lines do.
      word: { 1: of("coop-ink"), "-1": of("conflict-ink"), 0: of("neutral-ink") },
      type: Object.fromEntries(kgraph.model.types.map((type) => [type, of(`type-${type.toLowerCase()}`)])),
      font: style.getPropertyValue("--font").trim() || "sans-serif",
    };
    for (const listener of listeners) listener();
  }

  wish.addEventListener("change", apply);
  kgraph.theme = {
    isDark,
    apply,
    flip: () => {
      kgraph.themeInAddress.set(isDark() ? "light" : "dark");
      apply();
    },
    onChange: (listener) => listeners.push(listener),
    get palette() {
      return palette;
    },
  };
  kgraph.onChange((what) => {
    if (what === "all") apply();
  });
  apply();

  /** Shape of an actor's type, in the words of vis-network. */
  kgraph.shapes = {
    Person: "dot",
    Organization: "diamond",
    Country: "square",
    Place: "triangleDown",
    Group: "hexagon",
  };
  /** Dash pattern of a polarity: never colour alone. */
  kgraph.dashes = { 1: false, "-1": [9, 5], 0: [2, 5] };

  /** A small drawing of an actor's shape, for legend, panel and table. */
  kgraph.typeMark = (type) => {
    const outline = {
      Person: kgraph.svg("circle", { cx: 8, cy: 8, r: 6 }),
      Organization: kgraph.svg("path", { d: "M8 1 15 8 8 15 1 8Z" }),
      Country: kgraph.svg("rect", { x: 2.5, y: 2.5, width: 11, height: 11, rx: 1 }),
      Place: kgraph.svg("path", { d: "M1.5 3H14.5L8 14.5Z" }),
      Group: kgraph.svg("path", { d: "M4.5 2H11.5L15 8 11.5 14H4.5L1 8Z" }),
    }[type];
    return kgraph.svg(
      "svg",
      { class: `mark type-${type.toLowerCase()}`, viewBox: "0 0 16 16", "aria-hidden": "true" },
      outline,
    );
  };

  /** A sample of a line: polarity by colour and dashes, status by head and strength. */
  kgraph.lineMark = (polarity, status = "asserted") => {
    const dash = kgraph.dashes[polarity];
    const firm = status === "asserted";
    const head = firm
      ? kgraph.svg("path", { d: "M26 2 35 7 26 12Z", class: "head" })
      : kgraph.svg("path", { d: "M27 2 34 7 27 12", class: "open-head" });
    return kgraph.svg(
      "svg",
      { class: `line-mark p${polarity} ${status}`, viewBox: "0 0 36 14", "aria-hidden": "true" },
      kgraph.svg("path", {
        d: firm ? "M1 7H27" : "M1 7H33",
        "stroke-dasharray": dash ? dash.map((d) => d * 0.7).join(" ") : null,
        class: "shaft",
      }),
      head,
      firm ? null : kgraph.svg("circle", { cx: 14, cy: 7, r: 6, class: "badge" }),
      firm
        ? null
        : kgraph.svg("text", { x: 14, y: 10.5, "text-anchor": "middle", class: "sign" }, kgraph.signs[status]),
    );
  };

  /** The sign on a line on which nothing is plainly asserted. */
  kgraph.signs = { reported: "”", hypothetical: "?", negated: "×" };
}
