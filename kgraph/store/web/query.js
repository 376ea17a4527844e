"use strict";
// The query page: fills in ready questions, asks the endpoint beside it, shows the answer. Text only, never HTML.
(() => {
  const byId = (id) => document.getElementById(id);
  const { endpoint, root, base, queries, prefixes } = JSON.parse(byId("settings").textContent);
  const query = byId("query"), status = byId("status"), answer = byId("answer"), parameters = byId("parameters");
  let last = null;

  const element = (name, text, attributes = {}) => {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };

  const say = (text, isError = false) => {
    status.textContent = text;
    status.className = isError ? "error" : "";
  };

  byId("named").addEventListener("change", async (event) => {
    const named = queries[event.target.value];
    parameters.replaceChildren(element("legend", "About"));
    parameters.hidden = !named || named.parameters.length === 0;
    if (!named) return;
    for (const parameter of named.parameters) {
      const id = `parameter-${parameter.name}`;
      const input = element("input", undefined, { id, name: parameter.name, value: parameter.default ?? "" });
      if (parameter.type === "actor") input.setAttribute("list", "actors");
      const line = element("p");
      line.append(element("label", `${parameter.name}: ${parameter.description}`, { for: id }), input);
      parameters.append(line);
    }
    query.value = named.text;
    say(named.description);
  });

  const bound = async () => {
    const name = byId("named").value;
    if (!name || parameters.hidden || query.value !== queries[name].text) return query.value;
    const values = new URLSearchParams();
    for (const input of parameters.querySelectorAll("input")) if (input.value) values.set(input.name, input.value);
    const response = await fetch(`${root}/queries/${encodeURIComponent(name)}?${values}`);
    const text = await response.text();
    if (!response.ok) throw new Error(text);
    return text;
  };

  const shorten = (iri) => {
    for (const [prefix, start] of prefixes) if (iri.startsWith(start)) return `${prefix}:${iri.slice(start.length)}`;
    return iri;
  };

  const cell = (term) => {
    const td = element("td");
    if (!term) return td;
    if (term.type === "uri" && /^https?:\/\//.test(term.value)) {
      const local = term.value.startsWith(base) ? `${root}/${term.value.slice(base.length)}` : term.value;
      td.append(element("a", shorten(term.value), { href: local, rel: "noreferrer noopener" }));
    } else {
      td.textContent = term.type === "uri" ? shorten(term.value) : term.value;
    }
    return td;
  };

  const show = (result) => {
    if ("boolean" in result) return answer.replaceChildren(element("p", result.boolean ? "Yes" : "No"));
    const names = result.head.vars, rows = result.results.bindings;
    const table = element("table"), head = element("tr"), body = element("tbody");
    for (const name of names) head.append(element("th", name, { scope: "col" }));
    for (const row of rows.slice(0, 5000)) {
      const line = element("tr");
      for (const name of names) line.append(cell(row[name]));
      body.append(line);
    }
    const top = element("thead");
    top.append(head);
    table.append(top, body);
    answer.replaceChildren(table);
    return undefined;
  };

  const post = (text, accept) => fetch(endpoint, {
    method: "POST", headers: { "Content-Type": "application/sparql-query", Accept: accept }, body: text,
  });

  const ask = async () => {
    answer.replaceChildren();
    byId("csv").disabled = true;
    say("Asking …");
    try {
      const text = await bound(), started = performance.now();
      const response = await post(text, "application/sparql-results+json, text/turtle;q=0.9");
      if (!response.ok) throw new Error(await response.text());
      const seconds = ((performance.now() - started) / 1000).toFixed(2);
      if ((response.headers.get("Content-Type") ?? "").startsWith("text/turtle")) {
        answer.replaceChildren(element("pre", await response.text()));
        say(`${seconds} s`);
      } else {
        const result = await response.json();
        show(result);
        const count = result.results ? result.results.bindings.length : 1;
        say(`${count} ${count === 1 ? "row" : "rows"} in ${seconds} s${count > 5000 ? "; the first 5000 are shown" : ""}`);
        last = text;
        byId("csv").disabled = !result.results;
      }
      history.replaceState(null, "", `#${encodeURIComponent(text)}`);
    } catch (error) {
      say(error.message, true);
    }
  };

  byId("csv").addEventListener("click", async () => {
    const response = await post(last, "text/csv");
    const link = element("a", undefined, { href: URL.createObjectURL(await response.blob()), download: "answer.csv" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });
  byId("ask").addEventListener("submit", (event) => { event.preventDefault(); ask(); });
  query.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); ask(); }
  });
  if (location.hash.length > 1) query.value = decodeURIComponent(location.hash.slice(1));
})();
