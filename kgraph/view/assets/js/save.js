"use strict";
/* Taking away what is shown: a picture, or the statements as data. */
{
  const { model, state, theme, drawing, el, t } = kgraph;

  function offer(name, blob) {
    const address = URL.createObjectURL(blob);
    const anchor = el("a", { href: address, download: name });
    document.body.append(anchor);
    anchor.click();
    anchor.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
    kgraph.say(t("saved", { name }));
  }

  function asPng() {
    const view = document.querySelector("#network canvas");
    const copy = el("canvas");
    copy.width = view.width;
    copy.height = view.height;
    const ctx = copy.getContext("2d");
    ctx.fillStyle = theme.palette.page;
    ctx.fillRect(0, 0, copy.width, copy.height);
    ctx.drawImage(view, 0, 0);
    copy.toBlob((blob) => offer("graph.png", blob), "image/png");
  }

  /* SVG: drawn anew from the positions, so that it stays sharp and can be edited. */
  const { svg } = kgraph;

  function asSvg() {
    const { network } = drawing;
    network.redraw();
    const scale = Math.max(0.4, Math.min(1.4, network.getScale()));
    const box = drawing.frame(kgraph.shown.actors, scale);
    if (!box) return;
    const spots = network.getPositions();
    const pad = 30;
    const size = [box.x1 - box.x0 + 2 * pad, box.y1 - box.y0 + 2 * pad];
    const root = svg(
      "svg",
      {
        xmlns: "http://www.w3.org/2000/svg",
        viewBox: `${box.x0 - pad} ${box.y0 - pad} ${size[0]} ${size[1]}`,
        width: Math.round(size[0]),
        height: Math.round(size[1]),
        "font-family": theme.palette.font,
      },
      svg("title", {}, model.page.title),
      svg("rect", { x: box.x0 - pad, y: box.y0 - pad, width: size[0], height: size[1], fill: theme.palette.page }),
    );
    for (const entry of kgraph.shown.drawn) root.append(...lineShapes(entry, scale));
    for (const actor of kgraph.shown.actors) root.append(actorShape(actor, spots[actor.index], scale));
    const plan = kgraph.labels.planAt(scale);
    for (const label of plan.relations)
      root.append(
        label.text || label.sign
          ? textOf(`${label.sign} ${label.text}`.trim(), label.box, 11, theme.palette.word[label.entry.line.polarity])
          : "",
      );
    for (const label of plan.names)
      root.append(textOf(label.text, label.box, kgraph.fontSize(label.actor), theme.palette.ink, label.strong));
    offer(
      "graph.svg",
      new Blob([`<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(root)}`], {
        type: "image/svg+xml",
      }),
    );
  }

  const textOf = (text, box, size, fill, strong = false) =>
    svg(
      "text",
      {
        x: (box.x0 + box.x1) / 2,
        y: (box.y0 + box.y1) / 2,
        "text-anchor": "middle",
        "dominant-baseline": "central",
        "font-size": size,
        "font-weight": strong ? 650 : 450,
        fill,
        stroke: theme.palette.page,
        "stroke-width": 3.5,
        "stroke-linejoin": "round",
        "paint-order": "stroke",
      },
      storable(text),
    );

  /** XML has no place for control characters, however they came into a name. */
  // eslint-disable-next-line no-control-regex
  const storable = (text) => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd");

  function lineShapes(entry, scale) {
    const { line } = entry;
    const curve = drawing.network.body.edges[line.index].edgeType;
    const colour = theme.palette.line[line.polarity];
    const width = 1.4 + Math.min(4, 0.9 * Math.sqrt(entry.evidence - 1));
    const at = (part) => {
      const point = curve.getPoint(part);
      return [point.x * scale, point.y * scale];
    };
    const [start, middle, end] = [at(0), at(0.5), at(1)];
    // The control point of the quadratic curve that goes through its middle.
    const control = [0, 1].map((axis) => 2 * middle[axis] - (start[axis] + end[axis]) / 2);
    const dash = kgraph.dashes[line.polarity];
    const shapes = [
      svg("path", {
        d: `M${start} Q${control} ${end}`,
        fill: "none",
        stroke: colour,
        "stroke-width": width,
        "stroke-dasharray": dash ? dash.join(" ") : null,
        opacity: entry.asserted ? 1 : 0.85,
      }),
    ];
    if (entry.forth) shapes.push(headOf(control, end, kgraph.radius(line.to) * scale, colour, entry.asserted));
    if (entry.back) shapes.push(headOf(control, start, kgraph.radius(line.from) * scale, colour, entry.asserted));
    return shapes;
  }

  function headOf([cx, cy], [x, y], radius, colour, firm) {
    const angle = Math.atan2(y - cy, x - cx);
    const tip = [x - Math.cos(angle) * radius, y - Math.sin(angle) * radius];
    const wing = (turn) => [tip[0] - 10 * Math.cos(angle + turn), tip[1] - 10 * Math.sin(angle + turn)];
    return svg("path", {
      d: `M${wing(0.4)} L${tip} L${wing(-0.4)}${firm ? " Z" : ""}`,
      fill: firm ? colour : "none",
      stroke: colour,
      "stroke-width": 1.4,
    });
  }

  function actorShape(actor, spot, scale) {
    const r = Math.max(3, kgraph.radius(actor) * scale);
    const [x, y] = [spot.x * scale, spot.y * scale];
    const look = { fill: theme.palette.type[actor.type], stroke: theme.palette.page, "stroke-width": 1.5 };
    const points = (corners) =>
      svg("polygon", { ...look, points: corners.map(([a, b]) => `${x + a * r},${y + b * r}`).join(" ") });
    switch (actor.type) {
      case "Organization":
        return points([
          [0, -1],
          [1, 0],
          [0, 1],
          [-1, 0],
        ]);
      case "Country":
        return points([
          [-1, -1],
          [1, -1],
          [1, 1],
          [-1, 1],
        ]);
      case "Place":
        return points([
          [-1, -0.7],
          [1, -0.7],
          [0, 1],
        ]);
      case "Group":
        return points([
          [-0.5, -0.87],
          [0.5, -0.87],
          [1, 0],
          [0.5, 0.87],
          [-0.5, 0.87],
          [-1, 0],
        ]);
      default:
        return svg("circle", { ...look, cx: x, cy: y, r });
    }
  }

  /* Data: field names as in statements.jsonl and actors.jsonl. */
  const record = (piece) => {
    const { statement } = piece;
    const [start, end] = piece.sentence;
    return {
      id: piece.id,
      article: statement.article.id,
      subject: statement.subject.id,
      relation: statement.relation.name,
      object: statement.object.id,
      status: statement.status,
      polarity: statement.polarity,
      confidence: piece.confidence,
      speaker: piece.speaker?.id ?? null,
      evidence: model.quote(piece),
      start,
      end,
      subject_start: piece.subject[0],
      subject_end: piece.subject[1],
      trigger_start: piece.trigger[0],
      trigger_end: piece.trigger[1],
      object_start: piece.object[0],
      object_end: piece.object[1],
      date: statement.article.date || null,
      extractor: piece.rule,
    };
  };
  const inOrder = () => [...kgraph.shown.statements].sort((a, b) => a.index - b.index);
  const records = () => inOrder().flatMap((statement) => statement.evidence.map(record));

  function asJson() {
    const actors = [...kgraph.shown.actors]
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ id, name, type, aliases, wikidata, mentions, articles, iri }) => ({
        id,
        name,
        type,
        aliases,
        wikidata: wikidata || null,
        mentions,
        articles,
        iri,
      }));
    const cited = new Set(kgraph.shown.statements.map((s) => s.article));
    const articles = [...cited].map(({ id, title, outlet, authors, date, url }) => ({
      id,
      title,
      outlet: outlet || null,
      authors,
      date: date || null,
      url: url || null,
    }));
    const data = {
      title: model.page.title,
      view: location.hash.replace(/^#/, ""),
      actors,
      articles,
      statements: records(),
    };
    offer("graph.json", new Blob([`${JSON.stringify(data, null, 1)}\n`], { type: "application/json" }));
  }

  /** A cell that a spreadsheet takes as text: one that begins like a formula is not run. */
  function cell(value) {
    let text = value === null || value === undefined ? "" : String(value);
    if (typeof value === "string" && /^[=+\-@\t\r]/.test(text)) text = `'${text}`;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }

  function asCsv() {
    const rows = inOrder().flatMap((statement) =>
      statement.evidence.map((piece) => ({
        ...record(piece),
        subject_name: statement.subject.name,
        object_name: statement.object.name,
        article_title: statement.article.title,
        outlet: statement.article.outlet,
        url: statement.article.url,
      })),
    );
    const columns = rows.length ? Object.keys(rows[0]) : ["id"];
    const lines = [columns, ...rows.map((row) => columns.map((column) => row[column]))].map((row) =>
      row.map(cell).join(","),
    );
    // The mark at the start tells spreadsheets that this is UTF-8.
    offer("graph.csv", new Blob([`\ufeff${lines.join("\r\n")}\r\n`], { type: "text/csv" }));
  }

  kgraph.save = { png: asPng, svg: asSvg, json: asJson, csv: asCsv };
}
