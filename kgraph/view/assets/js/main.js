"use strict";
/* Puts it together: what is computed when, the buttons, the keys. */
{
  const { model, state, byId, t, drawing, choose } = kgraph;
  const { counts } = model.page;
  const place = byId("network");

  byId("counts").textContent = [
    t("n_actors", { n: counts.actors }),
    t("n_statements", { n: counts.statements }),
    t("n_articles", { n: counts.articles }),
  ].join(" · ");
  if (counts.actors > model.actors.length || counts.statements > model.statements.length) {
    byId("left-out").hidden = false;
    byId("left-out").textContent = t("left_out", {
      actors: model.actors.length,
      of: counts.actors,
      statements: model.statements.length,
      all: counts.statements,
    });
  }

  /* The notice above the drawing: what is hidden, and the slider that shows more. */
  const slider = byId("budget");
  slider.addEventListener(
    "input",
    kgraph.soon(() => kgraph.change({ budget: slider.valueAsNumber }, "budget")),
  );
  byId("show-all").addEventListener("click", () => kgraph.change({ budget: kgraph.shown.order.length }));

  function notice() {
    const { order, standard, drawn, actors, connected, loners } = kgraph.shown;
    const large = order.length > standard;
    const total = order.length;
    byId("notice").hidden = !large && state.budget === null;
    slider.max = total;
    slider.value = kgraph.shown.budget;
    const text = t(drawn.size < total ? "showing" : "showing_all", {
      lines: drawn.size,
      of: total,
      actors: actors.size,
      all: connected.size,
    });
    byId("showing").textContent = text;
    slider.setAttribute("aria-valuetext", text);
    byId("show-all").hidden = drawn.size >= total;
    const filtered = kgraph.shown.passing.length < model.statements.length || state.ego;
    const summary = [t("visible_summary", { actors: actors.size, n: kgraph.shown.statements.length })];
    if (loners.length && !state.loners) summary.push(t("loners_hidden", { n: loners.length }));
    byId("visible").textContent = filtered || large || loners.length ? summary.join(" · ") : "";
    byId("toggle-loners").hidden = !loners.length;
    byId("toggle-loners").setAttribute("aria-pressed", String(state.loners));
    byId("toggle-loners").textContent = state.loners ? t("hide_loners") : t("show_loners", { n: loners.length });
    byId("empty").hidden = actors.size > 0;
    byId("empty-text").textContent = model.statements.length ? t("nothing_passes") : t("no_statements");
    byId("empty-reset").hidden = !model.statements.length;
    place.setAttribute("aria-label", t("graph_label", { actors: actors.size, n: drawn.size }));
  }

  function ego() {
    byId("ego").hidden = !state.ego;
    if (state.ego) byId("ego-text").textContent = t("ego_text", { name: state.ego.actor.name, n: state.ego.steps });
  }

  function show(what) {
    kgraph.shown = kgraph.compute();
    document.body.dataset.view = state.view;
    document.body.classList.toggle("chosen", Boolean(state.selected || state.path));
    byId("stage-graph").hidden = state.view === "table";
    byId("table-view").hidden = state.view !== "table";
    for (const button of document.querySelectorAll("[data-view-button]"))
      button.setAttribute("aria-pressed", String(button.dataset.viewButton === state.view));
    const moved = drawing.draw();
    notice();
    ego();
    kgraph.updateFilters();
    kgraph.renderPanel();
    kgraph.renderTable();
    if (moved || ["all", "ego", "path", "view", "first"].includes(what))
      requestAnimationFrame(() =>
        drawing.fit(what === "path" && kgraph.shown.path ? drawing.focus()?.actors : undefined, what !== "first"),
      );
  }

  kgraph.onChange((what) => {
    if (what !== "theme") show(what);
  });
  kgraph.theme.onChange(() => {
    drawing.draw();
    drawing.network.redraw();
  });

  /* Buttons. */
  const act = {
    graph: () => kgraph.change({ view: "graph" }, "view"),
    table: () => kgraph.change({ view: "table" }, "view"),
    fit: () => drawing.fit(),
    in: () => drawing.zoom(1.3),
    out: () => drawing.zoom(1 / 1.3),
    theme: () => kgraph.theme.flip(),
    reset: () => {
      choose.reset();
      kgraph.say(t("reset_done"));
    },
    share: () => kgraph.evidence.copy(location.href),
    help: () => byId("help").showModal(),
    "close-help": () => byId("help").close(),
    filters: () => kgraph.toggleSidebar(),
    "leave-ego": () => kgraph.change({ ego: null }, "ego"),
    loners: () => kgraph.change({ loners: !state.loners }, "all"),
    png: () => kgraph.save.png(),
    svg: () => kgraph.save.svg(),
    json: () => kgraph.save.json(),
    csv: () => kgraph.save.csv(),
  };
  for (const button of document.querySelectorAll("[data-act]")) {
    button.addEventListener("click", () => {
      button.closest("details.menu")?.removeAttribute("open");
      act[button.dataset.act]();
    });
  }
  for (const menu of document.querySelectorAll("details.menu")) {
    menu.addEventListener("focusout", (event) => {
      if (!menu.contains(event.relatedTarget)) menu.open = false;
    });
    menu.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        menu.open = false;
        menu.querySelector("summary").focus();
        event.stopPropagation();
      }
    });
  }

  /* On a narrow screen the filters are a drawer. */
  kgraph.toggleSidebar = (open = !document.body.classList.contains("filters-open")) => {
    document.body.classList.toggle("filters-open", open);
    byId("filters-button").setAttribute("aria-expanded", String(open));
    if (open) byId("filters").focus();
  };
  kgraph.openSidebar = () => {
    if (getComputedStyle(byId("filters-button")).display !== "none") kgraph.toggleSidebar(true);
  };

  /* Keys. */
  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  /** From the selected actor to the nearest one in a direction; without a selection, to the busiest. */
  function walk([dx, dy]) {
    const spots = drawing.network.getPositions();
    const here = state.selected?.actor ?? state.selected?.line?.from;
    const actors = [...kgraph.shown.actors];
    if (!here || !spots[here.index]) {
      const busiest = actors.sort((a, b) => b.evidence - a.evidence)[0];
      if (busiest) kgraph.select({ actor: busiest });
      return;
    }
    const from = spots[here.index];
    let best = null;
    for (const actor of actors) {
      const [x, y] = [spots[actor.index].x - from.x, spots[actor.index].y - from.y];
      const ahead = x * dx + y * dy;
      if (actor === here || ahead <= 0) continue;
      const cost = ahead + 2.2 * Math.abs(x * dy - y * dx);
      if (!best || cost < best.cost) best = { actor, cost };
    }
    if (best) kgraph.select({ actor: best.actor });
  }

  place.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (ARROWS[event.key]) {
      event.preventDefault();
      walk(ARROWS[event.key]);
      if (state.selected?.actor)
        kgraph.say(t("selected", { name: state.selected.actor.name, n: state.selected.actor.statements.length }));
    } else if (event.key === "Enter" && state.selected) {
      event.preventDefault();
      byId("panel").focus();
    } else if (event.key === "e" && state.selected?.actor) kgraph.expand(state.selected.actor);
    else if (event.key === "+" || event.key === "=") drawing.zoom(1.3);
    else if (event.key === "-") drawing.zoom(1 / 1.3);
    else if (event.key === "0" || event.key === "f") drawing.fit();
  });

  addEventListener("keydown", (event) => {
    const typing = event.target.matches?.("input:not([type=range]):not([type=checkbox]), textarea, select");
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.key === "Escape" && document.body.classList.contains("filters-open")) {
      kgraph.toggleSidebar(false);
      byId("filters-button").focus();
    } else if (event.key === "Escape" && (state.selected || state.path))
      kgraph.change({ selected: null, path: state.selected ? state.path : null }, "select");
    else if (!typing && event.key === "/") {
      event.preventDefault();
      byId("search").select();
    } else if (!typing && event.key === "?") byId("help").showModal();
    else if (!typing && event.key === "t") kgraph.change({ view: state.view === "table" ? "graph" : "table" }, "view");
  });

  /* The room for the drawing changes: keep everything in it, unless the user has moved it. */
  let touched = false;
  for (const event of ["dragStart", "zoom"])
    drawing.network.on(event, () => {
      touched = true;
    });
  new ResizeObserver(
    kgraph.soon(() => {
      if (!touched && state.view === "graph") drawing.fit(undefined, false);
    }),
  ).observe(place);

  show("first");
  if (state.selected?.actor) requestAnimationFrame(() => drawing.reveal(state.selected.actor));
  document.body.dataset.ready = "true";
}
