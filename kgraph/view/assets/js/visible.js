"use strict";
/*
 * Which statements, lines and actors are shown: first the filters, then the ego view, then the budget of lines, the
 * best supported first. What the budget hides is counted, so the page can say so.
 */
{
  const { model, state, facets } = kgraph;
  const { whole, backbone } = model.page;
  const PINNED_LINES = 25;

  const names = Object.keys(facets);
  const bit = Object.fromEntries([...names, "date", "confidence", "support"].map((name, index) => [name, 1 << index]));

  /** The facets in which the statement is switched off, as bits. */
  function faults(statement) {
    const { off } = state;
    let mask = 0;
    if (off.polarity.size && off.polarity.has(String(statement.polarity))) mask |= bit.polarity;
    if (off.status.has(statement.status)) mask |= bit.status;
    if (off.relation.has(statement.relation.name)) mask |= bit.relation;
    if (off.type.size && (off.type.has(statement.subject.type) || off.type.has(statement.object.type)))
      mask |= bit.type;
    if (off.outlet.has(statement.article.outlet)) mask |= bit.outlet;
    if (off.article.has(statement.article.id)) mask |= bit.article;
    if (statement.confidence < state.confidence) mask |= bit.confidence;
    if (state.since || state.until) {
      const { date } = statement.article;
      // "2020" as an upper end means the whole year: compare as many letters as the bound has.
      if (
        !date ||
        (state.since && date < state.since) ||
        (state.until && date.slice(0, state.until.length) > state.until)
      ) {
        mask |= bit.date;
      }
    }
    return mask;
  }

  const valuesOf = {
    polarity: (s) => [String(s.polarity)],
    status: (s) => [s.status],
    relation: (s) => [s.relation.name],
    type: (s) => (s.subject.type === s.object.type ? [s.subject.type] : [s.subject.type, s.object.type]),
    outlet: (s) => [s.article.outlet],
    article: (s) => [s.article.id],
  };

  function gather(passing) {
    const found = new Map();
    for (const statement of passing) {
      let entry = found.get(statement.line);
      if (!entry)
        found.set(statement.line, (entry = { line: statement.line, statements: [], sources: new Set(), evidence: 0 }));
      entry.statements.push(statement);
      entry.sources.add(statement.article);
      entry.evidence += Math.max(1, statement.evidence.length);
    }
    return found;
  }

  /** The best supported lines first: by independent articles, by sentences, then those between busy actors (as in data.py). */
  const busy = ({ line }) => Math.min(line.from.evidence, line.to.evidence);
  const ranked = (entries) =>
    [...entries].sort(
      (a, b) =>
        b.sources.size - a.sources.size || b.evidence - a.evidence || busy(b) - busy(a) || a.line.index - b.line.index,
    );

  function describe(entry) {
    const { line } = entry;
    entry.asserted = entry.statements.some((s) => s.status === "asserted");
    entry.statuses = new Set(entry.statements.map((s) => s.status));
    const directed = entry.statements.filter((s) => !s.relation.symmetric);
    entry.forth = directed.some((s) => s.subject === line.from);
    entry.back = directed.some((s) => s.subject === line.to);
    const counted = new Map();
    for (const s of entry.statements) counted.set(s.relation.label, (counted.get(s.relation.label) ?? 0) + 1);
    entry.relations = [...counted].sort((a, b) => b[1] - a[1]);
    return entry;
  }

  /** Actors within `steps` of one, over these lines. */
  function ball(centre, steps, found) {
    const near = new Set([centre]);
    for (let step = 0; step < steps; step += 1) {
      for (const actor of [...near]) {
        for (const line of actor.lines) if (found.has(line)) near.add(line.from).add(line.to);
      }
    }
    return near;
  }

  /** How many of the ranked lines are drawn at first: all of a small graph, the backbone of a larger one. */
  function budgeted(order) {
    const all = new Set(order.flatMap(({ line }) => [line.from, line.to]));
    if (order.length <= whole[1] && all.size <= whole[0]) return order.length;
    const ends = new Set();
    let count = 0;
    for (const { line } of order) {
      const fresh = Number(!ends.has(line.from)) + Number(!ends.has(line.to));
      if (count >= backbone[1] || ends.size + fresh > backbone[0]) break;
      ends.add(line.from).add(line.to);
      count += 1;
    }
    return count;
  }

  function compute() {
    const counts = Object.fromEntries(names.map((name) => [name, new Map()]));
    const masks = model.statements.map(faults);
    if (state.support > 1) {
      const sources = new Map();
      for (const { line, article, index } of model.statements) {
        if (masks[index] === 0) sources.set(line, (sources.get(line) ?? new Set()).add(article));
      }
      for (const { line, index } of model.statements)
        if ((sources.get(line)?.size ?? 0) < state.support) masks[index] |= bit.support;
    }
    const passing = [];
    const dates = new Map();
    for (const statement of model.statements) {
      const mask = masks[statement.index];
      if (mask === 0) passing.push(statement);
      if ((mask & ~bit.date) === 0) dates.set(statement.article.date, (dates.get(statement.article.date) ?? 0) + 1);
      // A value's count tells what switching it on would show: the other facets apply, its own does not.
      for (const name of names) {
        if ((mask & ~bit[name]) !== 0) continue;
        for (const value of valuesOf[name](statement)) counts[name].set(value, (counts[name].get(value) ?? 0) + 1);
      }
    }
    const found = gather(passing);
    let entries = [...found.values()].map(describe);
    if (state.ego) {
      const near = ball(state.ego.actor, state.ego.steps, found);
      entries = entries.filter(({ line }) => near.has(line.from) && near.has(line.to));
    }
    const path = state.path ? kgraph.shortest(state.path.from, state.path.to, found) : null;
    const order = ranked(entries);
    const standard = budgeted(order);
    const budget = Math.min(state.budget ?? standard, order.length);
    const drawn = new Set(order.slice(0, budget));
    for (const actor of state.pins) {
      for (const entry of order.filter(({ line }) => line.from === actor || line.to === actor).slice(0, PINNED_LINES))
        drawn.add(entry);
    }
    if (state.selected?.line && found.has(state.selected.line)) drawn.add(found.get(state.selected.line));
    for (const step of path ?? []) drawn.add(step.entry);
    const actors = new Set();
    for (const { line } of drawn) actors.add(line.from).add(line.to);
    for (const actor of state.pins) actors.add(actor);
    if (state.ego) actors.add(state.ego.actor);
    if (state.selected?.actor) actors.add(state.selected.actor);
    if (state.path) actors.add(state.path.from).add(state.path.to);
    const loners = model.actors.filter((actor) => !actor.statements.length && !state.off.type.has(actor.type));
    if (state.loners) for (const actor of loners) actors.add(actor);
    const connected = new Set();
    for (const { line } of order) connected.add(line.from).add(line.to);
    return {
      passing,
      counts,
      dates,
      found,
      order,
      standard,
      budget,
      drawn,
      actors,
      loners,
      path,
      connected,
      statements: [...drawn].flatMap((entry) => entry.statements),
    };
  }

  /**
   * The shortest chain of lines between two actors, whatever the direction; of equally short ones that with the most
   * support. Returns [{entry, from, to}] or null.
   */
  kgraph.shortest = (from, to, found) => {
    if (from === to) return [];
    const best = new Map([[from, { steps: 0, support: 0, by: null, prior: null }]]);
    let front = [from];
    while (front.length && !best.has(to)) {
      const next = new Map();
      for (const actor of front) {
        for (const line of actor.lines) {
          const entry = found.get(line);
          const other = line.from === actor ? line.to : line.from;
          if (!entry || best.has(other)) continue;
          const support = best.get(actor).support + Math.min(5, entry.evidence);
          if (!next.has(other) || next.get(other).support < support)
            next.set(other, { support, by: entry, prior: actor });
        }
      }
      for (const [actor, way] of next) best.set(actor, way);
      front = [...next.keys()];
    }
    if (!best.has(to)) return null;
    const steps = [];
    for (let actor = to; actor !== from; actor = best.get(actor).prior) {
      steps.unshift({ entry: best.get(actor).by, from: best.get(actor).prior, to: actor });
    }
    return steps;
  };

  kgraph.compute = compute;
  kgraph.shown = compute();
}
