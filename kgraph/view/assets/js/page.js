"use strict";
{
  const all = JSON.parse(document.getElementById("kgraph-data").textContent);
  const page = all.page;
  const panel = document.getElementById("panel");
  document.getElementById("status").textContent =
    `${page.counts.actors} actors, ${page.counts.statements} statements, ${page.counts.articles} articles`;
  const colour = { 1: "#0072B2", 0: "#6B7280", "-1": "#D55E00" };
  const nodes = new vis.DataSet(all.nodes.map((n) => ({
    ...n, label: page.actors[n.id][1], shape: ["dot", "diamond", "square", "triangleDown", "hexagon"][page.actors[n.id][2]],
    size: 12,
  })));
  const edges = new vis.DataSet(all.edges.map((e) => ({
    ...e, color: colour[e.p], dashes: e.p < 0, arrows: "to",
    label: [...new Set(page.statements.filter((s) => s[5] === e.id).map((s) => page.relations[s[2]][1]))].join(", "),
  })));
  const network = new vis.Network(document.getElementById("network"), { nodes, edges }, JSON.parse(all.options));
  const show = (test) => {
    panel.replaceChildren();
    for (const s of page.statements.filter(test)) {
      const p = document.createElement("p");
      const [, from, to] = s[7][0];
      const article = page.articles[s[0]];
      const chunk = article.chunks.find(([start, text]) => start <= from && start + [...text].length >= to);
      p.textContent = `${page.actors[s[1]][1]} ${page.relations[s[2]][1]} ${page.actors[s[3]][1]} (${page.statuses[s[4]]}): ` +
        `“${[...chunk[1]].slice(from - chunk[0], to - chunk[0]).join("")}” – ${article.title} ${article.date}`;
      panel.append(p);
    }
  };
  network.on("selectNode", ({ nodes: [id] }) => show((s) => s[1] === id || s[3] === id));
  network.on("selectEdge", (e) => e.nodes.length || show((s) => s[5] === e.edges[0]));
  window.kgraph = { network, nodes, edges };
}
