"use strict";
/* The rows of the JSON block as objects that point at each other. */
{
  const { page, nodes, edges } = kgraph.source;

  /** The IRI of a resource, as the RDF of the build has it: everything but unreserved letters percent-encoded. */
  const iri = (kind, id) =>
    `${page.base}${kind}/${encodeURIComponent(id).replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)}`;

  const articles = page.articles.map((row, index) => ({ index, ...row, statements: 0 }));

  const actors = page.actors.map(([id, name, type, aliases, wikidata, mentions, count], index) => ({
    index,
    id,
    name,
    type: page.types[type],
    aliases,
    wikidata,
    mentions,
    articles: count,
    iri: iri("actor", id),
    x: nodes[index].x,
    y: nodes[index].y,
    statements: [],
    evidence: 0,
    lines: [],
  }));

  const relations = page.relations.map(([name, label, polarity, symmetric, definition], index) => ({
    index,
    name,
    label,
    polarity,
    symmetric,
    definition,
  }));

  const lines = edges.map((edge) => ({
    index: edge.id,
    from: actors[edge.from],
    to: actors[edge.to],
    polarity: edge.p,
    statements: [],
  }));

  const statements = page.statements.map(
    ([article, subject, relation, object, status, line, claim, evidence], index) => {
      const statement = {
        index,
        claim,
        article: articles[article],
        subject: actors[subject],
        relation: relations[relation],
        object: actors[object],
        status: page.statuses[status],
        line: lines[line],
        polarity: relations[relation].polarity,
      };
      statement.evidence = evidence.map(([id, s0, s1, a0, a1, t0, t1, o0, o1, confidence, rule, speaker]) => ({
        id,
        statement,
        confidence,
        rule: page.rules[rule],
        speaker: speaker < 0 ? null : actors[speaker],
        sentence: [s0, s1],
        subject: [a0, a1],
        trigger: [t0, t1],
        object: [o0, o1],
      }));
      statement.confidence = Math.max(0, ...statement.evidence.map((piece) => piece.confidence));
      statement.article.statements += 1;
      statement.line.statements.push(statement);
      for (const end of new Set([statement.subject, statement.object])) {
        end.statements.push(statement);
        end.evidence += Math.max(1, evidence.length);
      }
      return statement;
    },
  );

  for (const line of lines) for (const end of [line.from, line.to]) end.lines.push(line);

  /*
   * Python counts code points, JavaScript UTF-16 units: they differ after the first emoji. A chunk without such
   * letters, the usual case, needs no table.
   */
  function unitsOf(chunk) {
    if (chunk.units === undefined) {
      chunk.units = null;
      if (/[\ud800-\udbff]/.test(chunk[1])) {
        chunk.units = [0];
        for (const letter of chunk[1]) chunk.units.push(chunk.units[chunk.units.length - 1] + letter.length);
      }
    }
    return chunk.units;
  }

  const lengthOf = (chunk) => (unitsOf(chunk) ? chunk.units.length - 1 : chunk[1].length);

  /** The part of an article's text that holds the offsets: {text, at(offset) in UTF-16 units of it}. */
  function stretch(article, [start, end]) {
    const chunk = article.chunks.find((c) => c[0] <= start && end <= c[0] + lengthOf(c));
    if (!chunk) return null;
    const units = unitsOf(chunk);
    return {
      text: chunk[1],
      at: (offset) => (units ? units[offset - chunk[0]] : offset - chunk[0]),
    };
  }

  /** The sentence in pieces: [{text, role}], role one of null, "subject", "trigger", "object"; roles may lie in each other. */
  function pieces(evidence, [start, end] = evidence.sentence) {
    const found = stretch(evidence.statement.article, [start, end]);
    if (!found) return [];
    const cuts = new Set([start, end]);
    const roles = ["subject", "trigger", "object"];
    for (const role of roles) for (const cut of evidence[role]) if (cut > start && cut < end) cuts.add(cut);
    const sorted = [...cuts].sort((a, b) => a - b);
    return sorted.slice(0, -1).map((from, i) => ({
      text: found.text.slice(found.at(from), found.at(sorted[i + 1])),
      role: roles.filter((role) => evidence[role][0] <= from && sorted[i + 1] <= evidence[role][1]).join(" ") || null,
    }));
  }

  const quote = (evidence) =>
    pieces(evidence)
      .map((piece) => piece.text)
      .join("");

  /** Names and aliases folded, for the search. */
  for (const actor of actors) {
    actor.keys = [...new Set([actor.name, ...actor.aliases])].map((name) => {
      const folded = kgraph.fold(name);
      return { name, folded, sound: kgraph.sound(folded) };
    });
  }

  const byId = new Map(actors.map((actor) => [actor.id, actor]));
  const lineId = (line) => `${line.from.id}~${line.to.id}~${line.polarity}`;
  // Which end comes first depends on the build; a link should outlive it.
  const byLine = new Map(
    lines.flatMap((line) => [
      [lineId(line), line],
      [`${line.to.id}~${line.from.id}~${line.polarity}`, line],
    ]),
  );

  kgraph.model = {
    page,
    articles,
    actors,
    relations,
    lines,
    statements,
    pieces,
    quote,
    stretch,
    lineId,
    actor: (id) => byId.get(id) ?? null,
    line: (id) => byLine.get(id) ?? null,
    types: page.types,
    statuses: page.statuses,
    spread: page.spread,
    statementIri: (statement) => iri("statement", statement.claim),
    evidenceIri: (evidence) => iri("evidence", evidence.id),
  };
}
