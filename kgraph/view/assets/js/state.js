"use strict";
/*
 * What the user has chosen. It lives in the address after the `#`, so a reload, a bookmark or a mail to a colleague
 * shows the same. Everything else on the page is computed from it.
 */
{
  const { model } = kgraph;

  /* Facets: a choice among values, by what is switched off. */
  const FACETS = {
    polarity: ["1", "-1", "0"],
    status: model.statuses,
    type: model.types,
    relation: model.relations.map((relation) => relation.name),
    outlet: [...new Set(model.articles.map((article) => article.outlet))].sort(),
    article: model.articles.map((article) => article.id),
  };

  const fresh = () => ({
    off: Object.fromEntries(Object.keys(FACETS).map((facet) => [facet, new Set()])),
    since: "",
    until: "",
    support: 1,
    confidence: 0,
    budget: null,
    pins: [],
    loners: false,
    selected: null,
    ego: null,
    path: null,
    view: "graph",
  });

  const state = fresh();
  const listeners = [];
  let theme = "";

  function encode() {
    const query = new URLSearchParams();
    for (const [facet, values] of Object.entries(FACETS)) {
      const off = state.off[facet];
      if (!off.size) continue;
      const on = values.filter((value) => !off.has(value));
      // Whichever list is shorter; a value may hold a comma, so each is a parameter of its own.
      if (on.length && on.length < off.size) for (const value of on) query.append(facet, value);
      else for (const value of off) query.append(`no-${facet}`, value);
    }
    if (state.since) query.set("since", state.since);
    if (state.until) query.set("until", state.until);
    if (state.support > 1) query.set("support", state.support);
    if (state.confidence > 0) query.set("confidence", state.confidence);
    if (state.budget !== null) query.set("lines", state.budget);
    for (const actor of state.pins) query.append("with", actor.id);
    if (state.loners) query.set("loners", "1");
    if (state.ego) query.set("around", `${state.ego.actor.id}~${state.ego.steps}`);
    if (state.path) query.set("path", `${state.path.from.id}~${state.path.to.id}`);
    if (state.selected?.actor) query.set("actor", state.selected.actor.id);
    if (state.selected?.line) query.set("line", model.lineId(state.selected.line));
    if (state.view !== "graph") query.set("view", state.view);
    if (theme) query.set("theme", theme);
    return query.toString();
  }

  /** Takes what it understands and leaves the rest: an old link to a newer build must still open. */
  function decode(hash) {
    const query = new URLSearchParams(hash.replace(/^#/, ""));
    Object.assign(state, fresh());
    for (const [facet, values] of Object.entries(FACETS)) {
      const on = query.getAll(facet).filter((value) => values.includes(value));
      if (on.length) state.off[facet] = new Set(values.filter((value) => !on.includes(value)));
      else state.off[facet] = new Set(query.getAll(`no-${facet}`).filter((value) => values.includes(value)));
    }
    const day = (key) => (/^\d{4}(-\d\d){0,2}$/.test(query.get(key) ?? "") ? query.get(key) : "");
    state.since = day("since");
    state.until = day("until");
    state.support = Math.max(1, Number.parseInt(query.get("support"), 10) || 1);
    state.confidence = Math.min(1, Math.max(0, Number.parseFloat(query.get("confidence")) || 0));
    state.budget = query.has("lines") ? Math.max(0, Number.parseInt(query.get("lines"), 10) || 0) : null;
    state.pins = query.getAll("with").map(model.actor).filter(Boolean);
    state.loners = query.get("loners") === "1";
    const [centre, steps] = (query.get("around") ?? "").split("~");
    if (model.actor(centre)) state.ego = { actor: model.actor(centre), steps: steps === "2" ? 2 : 1 };
    const ends = (query.get("path") ?? "").split("~").map(model.actor);
    if (ends.length === 2 && ends[0] && ends[1]) state.path = { from: ends[0], to: ends[1] };
    const actor = model.actor(query.get("actor"));
    const line = model.line(query.get("line"));
    state.selected = actor ? { actor } : line ? { line } : null;
    state.view = query.get("view") === "table" ? "table" : "graph";
    theme = ["dark", "light"].includes(query.get("theme")) ? query.get("theme") : "";
  }

  let written = null;
  /** Changes the state and tells everybody; `what` names what changed, for those who care. */
  function change(changes, what = "filter") {
    Object.assign(state, changes);
    written = encode();
    // replaceState is refused on file:// by some browsers; the hash itself always works.
    try {
      history.replaceState(null, "", written ? `#${written}` : location.pathname + location.search);
    } catch {
      location.hash = written;
    }
    for (const listener of listeners) listener(what);
  }

  decode(location.hash);
  addEventListener("hashchange", () => {
    if (location.hash.replace(/^#/, "") === (written ?? "")) return;
    decode(location.hash);
    for (const listener of listeners) listener("all");
  });

  /** Switches values of a facet; `only` switches all others off. */
  const switchOff = (facet, off) => change({ off: { ...state.off, [facet]: new Set(off) } });

  kgraph.state = state;
  kgraph.facets = FACETS;
  kgraph.change = change;
  kgraph.onChange = (listener) => listeners.push(listener);
  kgraph.choose = {
    only: (facet, value) =>
      switchOff(
        facet,
        FACETS[facet].filter((other) => other !== value),
      ),
    all: (facet) => switchOff(facet, []),
    flip: (facet, value) => {
      const off = new Set(state.off[facet]);
      if (!off.delete(value)) off.add(value);
      switchOff(facet, off);
    },
    isOnly: (facet, value) =>
      !state.off[facet].has(value) && state.off[facet].size === FACETS[facet].length - 1 && FACETS[facet].length > 1,
    reset: () => change({ ...fresh(), view: state.view }, "all"),
    changed: () =>
      Object.values(state.off).some((off) => off.size) ||
      Boolean(state.since || state.until) ||
      state.support > 1 ||
      state.confidence > 0 ||
      state.budget !== null ||
      state.pins.length > 0 ||
      Boolean(state.ego || state.path || state.selected) ||
      state.loners,
  };
  kgraph.themeInAddress = {
    get: () => theme,
    set: (value) => {
      theme = value;
      change({}, "theme");
    },
  };
}
