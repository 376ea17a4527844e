"use strict";
/* A box that finds actors by any of their names: a combobox as the ARIA practices describe it. */
{
  const { model, el, t, byId } = kgraph;
  const MOST = 12;

  /** Actors for a query, best first: a name that begins so, then a word that does, any part, what sounds alike. */
  function find(query) {
    const wanted = kgraph.fold(query);
    if (!wanted) return [];
    const heard = kgraph.sound(wanted);
    const found = [];
    for (const actor of model.actors) {
      let best = null;
      for (const { name, folded, sound } of actor.keys) {
        const place = folded.indexOf(wanted);
        // Too few consonants fit too many names.
        const alike = place < 0 && heard.length >= 3 && ` ${sound}`.includes(` ${heard}`);
        if (place < 0 && !alike) continue;
        const grade = alike ? 4 : folded === wanted ? 0 : place === 0 ? 1 : folded[place - 1] === " " ? 2 : 3;
        if (!best || grade < best.grade) best = { actor, name, grade };
      }
      if (best) found.push(best);
    }
    return found.sort(
      (a, b) => a.grade - b.grade || b.actor.evidence - a.actor.evidence || a.actor.index - b.actor.index,
    );
  }

  /**
   * Makes a combobox of an input and a list.
   * `choose(actor)` is called with the choice; the input then holds the actor's name, or nothing if `clears`.
   */
  function combobox(input, list, choose, { clears = false } = {}) {
    let options = [];
    let active = -1;

    function close() {
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
      active = -1;
    }

    function take(option) {
      if (!option) return;
      input.value = clears ? "" : option.actor.name;
      close();
      choose(option.actor);
    }

    function mark(index) {
      active = index;
      [...list.children].forEach((child, place) => child.setAttribute("aria-selected", String(place === index)));
      const chosen = list.children[index];
      if (chosen) {
        input.setAttribute("aria-activedescendant", chosen.id);
        chosen.scrollIntoView({ block: "nearest" });
      } else input.removeAttribute("aria-activedescendant");
    }

    function update() {
      const found = find(input.value);
      options = found.slice(0, MOST);
      list.replaceChildren(
        ...options.map(({ actor, name }, index) =>
          el(
            "li",
            {
              id: `${list.id}-${index}`,
              role: "option",
              "aria-selected": "false",
              on: {
                // mousedown, not click: the input must not lose the focus, which closes the list.
                mousedown: (event) => {
                  event.preventDefault();
                  take(options[index]);
                },
              },
            },
            kgraph.typeMark(actor.type),
            el("span", { class: "name", dir: "auto" }, actor.name),
            name === actor.name ? null : el("span", { class: "alias", dir: "auto" }, name),
            el("span", { class: "count" }, kgraph.number(actor.statements.length)),
          ),
        ),
      );
      if (!options.length && kgraph.fold(input.value)) {
        list.replaceChildren(
          el(
            "li",
            { role: "option", "aria-disabled": "true", "aria-selected": "false", class: "nothing" },
            t("no_actor_found"),
          ),
        );
      }
      const open = list.childElementCount > 0;
      list.hidden = !open;
      input.setAttribute("aria-expanded", String(open));
      mark(options.length ? 0 : -1);
    }

    input.addEventListener("input", update);
    input.addEventListener("focus", () => input.select());
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      const last = options.length - 1;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list.hidden) update();
        else mark(event.key === "ArrowDown" ? (active >= last ? 0 : active + 1) : active <= 0 ? last : active - 1);
      } else if (event.key === "Enter" && !list.hidden) {
        event.preventDefault();
        take(options[active]);
      } else if (event.key === "Escape" && !list.hidden) {
        event.stopPropagation();
        close();
      }
    });
    return {
      clear: () => {
        input.value = "";
        close();
      },
    };
  }

  combobox(byId("search"), byId("search-list"), (actor) => {
    kgraph.select({ actor });
    kgraph.say(t("selected", { name: actor.name, n: actor.statements.length }));
  });

  /* Path between two actors. */
  const chosen = { from: null, to: null };
  const boxes = Object.fromEntries(
    ["from", "to"].map((end) => [
      end,
      combobox(byId(`path-${end}`), byId(`path-${end}-list`), (actor) => {
        chosen[end] = actor;
        if (chosen.from && chosen.to) {
          kgraph.change({ path: { ...chosen }, selected: null }, "path");
          kgraph.toggleSidebar(false);
          byId("panel").focus();
        } else byId(end === "from" ? "path-to" : "path-from").focus();
      }),
    ]),
  );

  kgraph.startPath = (actor) => {
    chosen.from = actor;
    chosen.to = null;
    boxes.to.clear();
    byId("path-from").value = actor.name;
    kgraph.openSidebar();
    byId("path").open = true;
    byId("path-to").focus();
  };
  kgraph.onChange(() => {
    const { path } = kgraph.state;
    if (path) {
      Object.assign(chosen, path);
      for (const end of ["from", "to"]) byId(`path-${end}`).value = path[end].name;
      byId("path").open = true;
    } else if (chosen.from && chosen.to) {
      chosen.from = chosen.to = null;
      boxes.from.clear();
      boxes.to.clear();
    }
  });
  kgraph.find = find;
}
