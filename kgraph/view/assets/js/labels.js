"use strict";
/*
 * Names of actors and relations on the canvas, always at the same size on the screen. They are placed one after the
 * other, the busiest actor first; one that would cover another or a shape moves beside its actor or is left out until
 * there is room. Places depend on the zoom but not on the position, so they stand still while the drawing is moved.
 */
{
  const { model, state, theme, drawing } = kgraph;
  const { network } = drawing;
  const LIMIT = 34; // letters, as in text.py; fewer on a phone
  const HUBS = 12; // so many actors are named even where their label covers small shapes
  const FEW = 70; // lines; up to so many, relations are named without pointing at them
  const widths = new Map();
  let plan = null;
  let hovered = null;

  const fontOf = (size, strong) => `${strong ? 650 : 450} ${size}px ${theme.palette.font}`;

  function widthOf(ctx, text, font) {
    const key = `${font}|${text}`;
    if (!widths.has(key)) {
      ctx.font = font;
      widths.set(key, ctx.measureText(text).width);
    }
    return widths.get(key);
  }

  const around = (x, y, width, height, owner) => ({
    x0: x - width / 2,
    x1: x + width / 2,
    y0: y - height / 2,
    y1: y + height / 2,
    owner,
  });

  /** Places for all labels at this zoom, in screen units from the drawing's origin. */
  function arrange(ctx, scale) {
    const taken = kgraph.occupancy();
    const written = kgraph.occupancy();
    const words = kgraph.occupancy();
    const letters = ctx.canvas.clientWidth && ctx.canvas.clientWidth < 500 ? 20 : LIMIT;
    const busiest = [...kgraph.shown.actors].map((actor) => actor.evidence).sort((a, b) => b - a);
    const hubs = Math.max(2, busiest[(letters < LIMIT ? HUBS / 2 : HUBS) - 1] ?? 0);
    const limits = drawing.frame(kgraph.shown.actors, scale);
    const lit = drawing.focus();
    const spots = network.getPositions();
    const actors = [...kgraph.shown.actors].filter((actor) => spots[actor.index]);
    for (const actor of actors) {
      const spot = spots[actor.index];
      const side = Math.max(3, kgraph.radius(actor) * scale) * 2;
      taken.take(around(spot.x * scale, spot.y * scale, side, side, actor));
      // A hub's label may cover a small shape, but no other label and no other hub.
      if (actor.evidence >= hubs) written.take(around(spot.x * scale, spot.y * scale, side, side, actor));
    }
    const rank = (actor) =>
      (actor === hovered?.actor || actor === state.selected?.actor ? 2e6 : lit?.actors.has(actor) ? 1e6 : 0) +
      actor.evidence;
    actors.sort((a, b) => rank(b) - rank(a) || a.index - b.index);
    const names = [];
    const room = { scale, taken, written, words, limits, letters };
    for (const actor of actors) {
      const must = rank(actor) >= 2e6;
      const hub = must || actor.evidence >= hubs;
      const name = placeName(ctx, actor, spots[actor.index], room, {
        must,
        hub,
        strong: must || actor.evidence >= Math.max(6, busiest[9] ?? 0),
      });
      if (name) names.push({ ...name, faint: Boolean(lit) && !lit.actors.has(actor) });
    }
    return { scale, names, relations: placeRelations(ctx, scale, taken, lit) };
  }

  function placeName(ctx, actor, spot, { scale, taken, written, words, limits, letters }, { must, hub, strong }) {
    const size = kgraph.fontSize(actor) * (scale < 0.35 ? 0.92 : 1);
    const font = fontOf(size, strong);
    const text = kgraph.shorten(actor.name, letters);
    const width = widthOf(ctx, text, font) + 4;
    const height = size * 1.2;
    const [x, y] = [spot.x * scale, spot.y * scale];
    const off = Math.max(3, kgraph.radius(actor) * scale) + 3;
    const tries = [
      [x, y + off + height / 2],
      [x, y - off - height / 2],
      [x + off + width / 2, y],
      [x - off - width / 2, y],
      [x + off * 0.7 + width / 2, y + off * 0.7 + height / 2],
      [x - off * 0.7 - width / 2, y + off * 0.7 + height / 2],
      [x + off * 0.7 + width / 2, y - off * 0.7 - height / 2],
      [x - off * 0.7 - width / 2, y - off * 0.7 - height / 2],
      [x + width / 3, y + off + height / 2],
      [x - width / 3, y + off + height / 2],
    ];
    const boxes = tries.map(([cx, cy]) => around(cx, cy, width, height, actor));
    const inside = boxes.filter(
      (box) =>
        !limits || (box.x0 >= limits.x0 && box.x1 <= limits.x1 && box.y0 >= limits.y0 - 4 && box.y1 <= limits.y1 + 4),
    );
    const found =
      inside.find((box) => taken.free(box, actor)) ??
      (hub ? (inside.find((box) => written.free(box, actor)) ?? inside.find((box) => words.free(box))) : null) ??
      (must ? boxes[0] : null);
    if (!found) return null;
    taken.take(found);
    written.take(found);
    words.take(found);
    return { actor, text, font, strong, box: found };
  }

  /** "accuses", "supports, aids", "accuses +2" – with the sign of what is not plainly asserted. */
  function nameOf(entry) {
    const names = entry.relations.map(([label]) => label);
    const text = names.length <= 2 ? names.join(", ") : `${names[0]} +${names.length - 1}`;
    const count = entry.statements.length > names.length ? ` ×${entry.statements.length}` : "";
    return text + count;
  }

  const signOf = (entry) =>
    entry.asserted
      ? ""
      : kgraph.signs[["reported", "hypothetical", "negated"].find((status) => entry.statuses.has(status))];

  function placeRelations(ctx, scale, taken, lit) {
    if (scale < 0.3) return [];
    const few = kgraph.shown.drawn.size <= FEW;
    const font = fontOf(11, false);
    const placed = [];
    const entries = [...kgraph.shown.drawn].sort((a, b) => b.evidence - a.evidence || a.line.index - b.line.index);
    for (const entry of entries) {
      const pointed = hovered?.line === entry.line || state.selected?.line === entry.line;
      const wanted = pointed || (lit ? lit.entries.has(entry) && lit.entries.size <= 2 * FEW : few);
      const sign = signOf(entry);
      if (!wanted && (!sign || lit)) continue;
      const text = wanted ? nameOf(entry) : "";
      const curve = network.body.edges[entry.line.index]?.edgeType;
      if (!curve) continue;
      const width = (text ? widthOf(ctx, text, font) + 6 : 0) + (sign ? 16 : 0);
      const spot =
        [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74]
          .map((part) => curve.getPoint(part))
          .map((point) => around(point.x * scale, point.y * scale, width, 15, entry))
          .find((box) => taken.free(box)) ??
        (pointed ? around(curve.getPoint(0.5).x * scale, curve.getPoint(0.5).y * scale, width, 15, entry) : null);
      if (spot) {
        taken.take(spot);
        placed.push({ entry, text, sign, font, box: spot });
      } else if (sign) {
        const point = curve.getPoint(0.5);
        const small = around(point.x * scale, point.y * scale, 15, 15, entry);
        if (taken.free(small)) {
          taken.take(small);
          placed.push({ entry, text: "", sign, font, box: small });
        }
      }
    }
    return placed;
  }

  function write(ctx, text, x, y, font, colour, align = "center") {
    ctx.font = font;
    ctx.textAlign = align;
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    ctx.lineWidth = 4;
    ctx.strokeStyle = theme.palette.page;
    ctx.strokeText(text, x, y);
    ctx.fillStyle = colour;
    ctx.fillText(text, x, y);
  }

  function paint(ctx) {
    const scale = network.getScale();
    if (!plan || plan.scale !== scale) plan = arrange(ctx, scale);
    const origin = network.canvasToDOM({ x: 0, y: 0 });
    const ratio = ctx.canvas.width / ctx.canvas.clientWidth;
    ctx.save();
    ctx.setTransform(ratio, 0, 0, ratio, ratio * origin.x, ratio * origin.y);
    const { clientWidth, clientHeight } = ctx.canvas;
    const inSight = ({ box }) =>
      box.x1 + origin.x > 0 &&
      box.x0 + origin.x < clientWidth &&
      box.y1 + origin.y > 0 &&
      box.y0 + origin.y < clientHeight;
    for (const label of plan.relations) if (inSight(label)) paintRelation(ctx, label);
    for (const { text, font, box, faint } of plan.names.filter(inSight).reverse()) {
      ctx.globalAlpha = faint ? 0.35 : 1;
      write(ctx, text, (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2, font, theme.palette.ink);
    }
    ctx.restore();
  }

  function paintRelation(ctx, { entry, text, sign, font, box }) {
    const colour = theme.palette.word[entry.line.polarity];
    const y = (box.y0 + box.y1) / 2;
    if (sign) {
      const x = text ? box.x0 + 8 : (box.x0 + box.x1) / 2;
      ctx.beginPath();
      ctx.arc(x, y, 6.5, 0, 2 * Math.PI);
      ctx.fillStyle = theme.palette.page;
      ctx.fill();
      ctx.lineWidth = 1.2;
      ctx.strokeStyle = colour;
      ctx.stroke();
      ctx.font = fontOf(11, true);
      ctx.textAlign = "center";
      ctx.textBaseline = "middle";
      ctx.fillStyle = colour;
      ctx.fillText(sign, x, y + (sign === "”" ? 3 : 0.5));
    }
    if (text) write(ctx, text, box.x1 - 3, y, font, colour, "right");
  }

  /** The actor or line whose label is at a point of the screen: labels can be clicked too. */
  function at(point) {
    if (!plan) return null;
    const origin = network.canvasToDOM({ x: 0, y: 0 });
    const [x, y] = [point.x - origin.x, point.y - origin.y];
    const inside = ({ box }) => x >= box.x0 && x <= box.x1 && y >= box.y0 && y <= box.y1;
    const name = plan.names.find(inside);
    if (name) return { actor: name.actor };
    const relation = plan.relations.find(inside);
    return relation ? { line: relation.entry.line } : null;
  }

  network.on("afterDrawing", paint);
  const forget = () => {
    plan = null;
  };
  const again = () => {
    forget();
    network.redraw();
  };
  network.on("hoverNode", ({ node }) => {
    hovered = { actor: model.actors[node] };
    again();
  });
  network.on("hoverEdge", ({ edge }) => {
    hovered = { line: model.lines[edge] };
    again();
  });
  for (const event of ["blurNode", "blurEdge"])
    network.on(event, () => {
      hovered = null;
      again();
    });

  kgraph.labels = {
    forget,
    at,
    nameOf,
    signOf,
    get plan() {
      return plan;
    },
    planAt: (scale) => arrange(document.createElement("canvas").getContext("2d"), scale),
  };
}
