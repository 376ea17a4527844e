"use strict";
/* Where things are: positions from the build, scaled to how many actors are shown, and the boxes around them. */
{
  const { model } = kgraph;

  kgraph.radius = (actor) => Math.min(34, 7 + 3 * Math.sqrt(actor.evidence));
  kgraph.fontSize = (actor) => 12 + Math.min(4, Math.sqrt(actor.evidence) / 2);

  /*
   * A large graph is placed in a world in which all actors have room; while few are shown that would be mostly empty,
   * so the world shrinks with their number. `spread` is how much larger it is than the first view.
   */
  kgraph.worldScale = (count) => {
    if (model.spread <= 1) return 1;
    const crowd = model.actors.filter((actor) => actor.statements.length).length;
    const few = model.page.backbone[0];
    const share = Math.min(1, Math.max(0, (count - few) / Math.max(1, crowd - few)));
    // Area grows with the number of actors shown, so length with its root.
    return (1 / model.spread) * Math.sqrt(1 + share * (model.spread ** 2 - 1));
  };

  /** A place that nothing else occupies: boxes in a grid of cells, asked and filled by one label after the other. */
  kgraph.occupancy = (cell = 64) => {
    const cells = new Map();
    const each = (box, act) => {
      for (let x = Math.floor(box.x0 / cell); x <= Math.floor(box.x1 / cell); x += 1) {
        for (let y = Math.floor(box.y0 / cell); y <= Math.floor(box.y1 / cell); y += 1)
          if (act(x * 73856093 + y * 19349663)) return true;
      }
      return false;
    };
    return {
      free: (box, but) =>
        !each(box, (key) =>
          (cells.get(key) ?? []).some(
            (other) =>
              other.owner !== but && box.x0 < other.x1 && box.x1 > other.x0 && box.y0 < other.y1 && box.y1 > other.y0,
          ),
        ),
      take: (box) =>
        each(box, (key) => {
          if (cells.has(key)) cells.get(key).push(box);
          else cells.set(key, [box]);
        }),
    };
  };
}
