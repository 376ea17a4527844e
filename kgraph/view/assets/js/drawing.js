"use strict";
/*
 * The graph on vis-network: data sets that hold only what is shown, so that a filter costs what it changes. Labels are
 * not vis-network's (see labels.js): those grow with the zoom and cover each other.
 */
{
  const { model, state, theme, byId } = kgraph;
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const HEAVY = 800; // lines; above, they are hidden while the drawing moves

  const network = new vis.Network(
    byId("network"),
    { nodes, edges },
    {
      ...JSON.parse(kgraph.source.options),
      autoResize: true,
      interaction: { hover: true, multiselect: false, selectConnectedEdges: false, tooltipDelay: 1e6, zoomSpeed: 0.7 },
      nodes: { shape: "dot", borderWidth: 1.5, borderWidthSelected: 3, labelHighlightBold: false },
      edges: { smooth: false, selectionWidth: 1.5, hoverWidth: 1, arrowStrikethrough: false },
    },
  );

  /** What is emphasised: the selection, its neighbours, the path; everything else steps back. */
  function focus() {
    const { selected, path } = state;
    if (path && kgraph.shown.path) {
      const entries = new Set(kgraph.shown.path.map((step) => step.entry));
      const actors = new Set([path.from, path.to]);
      for (const { line } of entries) actors.add(line.from).add(line.to);
      if (!selected) return { actors, entries };
    }
    if (selected?.line) {
      const entry = kgraph.shown.found.get(selected.line);
      return { actors: new Set([selected.line.from, selected.line.to]), entries: new Set(entry ? [entry] : []) };
    }
    if (selected?.actor) {
      const entries = new Set(
        [...kgraph.shown.drawn].filter(({ line }) => line.from === selected.actor || line.to === selected.actor),
      );
      const actors = new Set([selected.actor]);
      for (const { line } of entries) actors.add(line.from).add(line.to);
      return { actors, entries };
    }
    return null;
  }

  function nodeOf(actor, scale, lit) {
    const { palette } = theme;
    const chosen = state.selected?.actor === actor || state.path?.from === actor || state.path?.to === actor;
    const fill = palette.type[actor.type];
    const colours = { background: fill, border: chosen ? palette.select : palette.page };
    return {
      id: actor.index,
      shape: kgraph.shapes[actor.type],
      size: kgraph.radius(actor),
      x: Math.round(actor.x * scale),
      y: Math.round(actor.y * scale),
      color: { ...colours, highlight: colours, hover: { background: fill, border: palette.select } },
      borderWidth: chosen ? 4 : 1.5,
      opacity: lit ? 1 : 0.22,
    };
  }

  const faint = (colour, share) =>
    `${colour}${Math.round(share * 255)
      .toString(16)
      .padStart(2, "0")}`;

  /** In a crowd each line is fainter, so that where many run together still shows. */
  const crowding = (count) => (count > 3000 ? 0.35 : count > HEAVY ? 0.55 : 1);

  function edgeOf(entry, bend, lit, crowd) {
    const { line } = entry;
    const colour = theme.palette.line[line.polarity];
    const strength = (entry.asserted ? 1 : 0.85) * crowd;
    const shown = faint(colour, lit ? strength : 0.12);
    const head = { enabled: true, type: entry.asserted ? "arrow" : "vee", scaleFactor: entry.asserted ? 0.62 : 0.55 };
    return {
      id: line.index,
      from: line.from.index,
      to: line.to.index,
      width: (entry.asserted ? 1.5 : 1.1) + Math.min(4.5, 0.9 * Math.sqrt(entry.evidence - 1)),
      color: { color: shown, highlight: colour, hover: colour, inherit: false },
      dashes: kgraph.dashes[line.polarity],
      hidden: false,
      arrows: { to: { ...head, enabled: entry.forth }, from: { ...head, enabled: entry.back } },
      smooth: bend
        ? { enabled: true, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) }
        : { enabled: false },
    };
  }

  /** Lines between the same two actors bow apart; a single one stays straight. */
  function bends(entries) {
    const pairs = new Map();
    for (const entry of entries) {
      const key =
        Math.min(entry.line.from.index, entry.line.to.index) * 1e6 +
        Math.max(entry.line.from.index, entry.line.to.index);
      if (pairs.has(key)) pairs.get(key).push(entry);
      else pairs.set(key, [entry]);
    }
    const found = new Map();
    for (const group of pairs.values()) {
      group.sort((a, b) => b.line.polarity - a.line.polarity);
      group.forEach((entry, place) => {
        const lane = group.length === 1 ? 0 : place - (group.length - 1) / 2;
        // CW and CCW are seen from the start of the line, which differs within the pair.
        found.set(entry, 0.26 * lane * (entry.line.from.index < entry.line.to.index ? 1 : -1));
      });
    }
    return found;
  }

  const known = { nodes: new Map(), edges: new Map() };
  /** Brings a data set to `wanted`, touching only what differs. */
  function bring(set, wanted, cache) {
    const gone = [...cache.keys()].filter((id) => !wanted.has(id));
    const changed = [];
    for (const [id, item] of wanted) {
      const print = JSON.stringify(item);
      if (cache.get(id) !== print) {
        cache.set(id, print);
        changed.push(item);
      }
    }
    for (const id of gone) cache.delete(id);
    if (gone.length) set.remove(gone);
    if (changed.length) set.update(changed);
  }

  let last = { count: -1, scale: 0 };
  function draw() {
    const { drawn, actors } = kgraph.shown;
    const scale = kgraph.worldScale(actors.size);
    const lit = focus();
    const wantedNodes = new Map(
      [...actors].map((actor) => [actor.index, nodeOf(actor, scale, !lit || lit.actors.has(actor))]),
    );
    const curves = bends(drawn);
    const wantedEdges = new Map(
      [...drawn].map((entry) => [
        entry.line.index,
        edgeOf(entry, curves.get(entry), !lit || lit.entries.has(entry), lit ? 1 : crowding(drawn.size)),
      ]),
    );
    const heavy = drawn.size > HEAVY;
    network.setOptions({
      interaction: { hideEdgesOnDrag: heavy, hideEdgesOnZoom: heavy, hover: drawn.size <= 2 * HEAVY },
    });
    // Edges go first and come last: vis-network looks for both ends of each.
    bring(edges, new Map([...wantedEdges].filter(([id]) => known.edges.has(id))), known.edges);
    bring(nodes, wantedNodes, known.nodes);
    bring(edges, wantedEdges, known.edges);
    const selected = { nodes: [], edges: [] };
    if (state.selected?.actor && actors.has(state.selected.actor)) selected.nodes.push(state.selected.actor.index);
    if (state.selected?.line && wantedEdges.has(state.selected.line.index))
      selected.edges.push(state.selected.line.index);
    network.setSelection(selected, { highlightEdges: false });
    kgraph.labels?.forget();
    const moved = scale !== last.scale;
    last = { count: actors.size, scale };
    return moved;
  }

  /** The box around actors in screen units at a scale, with their labels; `null` if none is shown. */
  function frame(actors, scale) {
    const box = { x0: Infinity, y0: Infinity, x1: -Infinity, y1: -Infinity };
    // In a crowd most labels are not drawn, so they need no room.
    const letters = kgraph.shown.actors.size > model.page.whole[0] ? 0 : byId("network").clientWidth < 500 ? 13 : 34;
    for (const actor of actors) {
      const node = nodes.get(actor.index);
      if (!node) continue;
      const radius = kgraph.radius(actor) * scale;
      const side = Math.max(radius, 3.4 * Math.min(actor.name.length, letters)) + 4;
      box.x0 = Math.min(box.x0, node.x * scale - side);
      box.x1 = Math.max(box.x1, node.x * scale + side);
      box.y0 = Math.min(box.y0, node.y * scale - radius - 6);
      box.y1 = Math.max(box.y1, node.y * scale + radius + 24);
    }
    return box.x0 < box.x1 ? box : null;
  }

  function fit(actors = kgraph.shown.actors, animated = true) {
    const place = byId("network");
    if (!place.clientWidth || !frame(actors, 1)) return;
    // The line that says what is shown, below or on a phone above, must not cover an actor.
    const foot = 40;
    const side = matchMedia("(max-width: 860px)").matches ? 1 : -1;
    const room = { x: place.clientWidth - 24, y: place.clientHeight - 20 - foot };
    // Labels keep their size whatever the scale, so the scale that fits is found step by step.
    let scale = 1;
    for (let turn = 0; turn < 12; turn += 1) {
      const box = frame(actors, scale);
      scale = Math.min(1.4, Math.max(0.02, scale * Math.min(room.x / (box.x1 - box.x0), room.y / (box.y1 - box.y0))));
    }
    const framed = frame(actors, scale);
    const box = Object.fromEntries(Object.entries(framed).map(([side, value]) => [side, value / scale]));
    const lift = (side * foot) / 2 / scale;
    network.moveTo({
      position: { x: (box.x0 + box.x1) / 2, y: (box.y0 + box.y1) / 2 - lift },
      scale,
      animation: animated && !kgraph.calm() ? { duration: 350, easingFunction: "easeInOutQuad" } : false,
    });
  }

  /** Brings an actor into sight, without a jump if it is there already. */
  function reveal(actor) {
    const node = nodes.get(actor.index);
    if (!node) return;
    const spot = network.canvasToDOM({ x: node.x, y: node.y });
    const place = byId("network");
    const margin = 70;
    const inside =
      spot.x > margin && spot.y > margin && spot.x < place.clientWidth - margin && spot.y < place.clientHeight - margin;
    if (inside && network.getScale() > 0.45) return;
    network.moveTo({
      position: { x: node.x, y: node.y },
      scale: Math.max(network.getScale(), 0.7),
      animation: kgraph.calm() ? false : { duration: 350, easingFunction: "easeInOutQuad" },
    });
  }

  function zoom(factor) {
    network.moveTo({
      scale: Math.min(4, Math.max(0.05, network.getScale() * factor)),
      animation: kgraph.calm() ? false : { duration: 150 },
    });
  }

  network.on("click", ({ nodes: [node], edges: [edge], pointer }) => {
    if (node !== undefined) kgraph.select({ actor: model.actors[node] });
    else if (edge !== undefined) kgraph.select({ line: model.lines[edge] });
    else {
      const hit = kgraph.labels.at(pointer.DOM);
      kgraph.select(hit);
    }
  });
  network.on("doubleClick", ({ nodes: [node] }) => {
    if (node !== undefined) kgraph.expand(model.actors[node]);
  });
  network.on("dragEnd", ({ nodes: [node] }) => {
    if (node !== undefined) {
      network.storePositions();
      kgraph.labels.forget();
    }
  });
  // A moved actor keeps its place until the filters move the world.
  network.on("dragging", ({ nodes: dragged }) => {
    if (dragged.length) kgraph.labels.forget();
  });

  kgraph.drawing = { network, nodes, edges, draw, fit, reveal, zoom, focus, frame };
}
