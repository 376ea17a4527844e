"""``graph.html``: pyvis's network on our own template, one file that fetches nothing.

Of pyvis it uses the network (nodes, edges, options) and the vis-network that comes with it; its stock template calls a
content delivery network and runs hostile titles, so the template, the script and the style are our own.
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from importlib.resources import files
from math import sqrt
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader
from pyvis.network import Network

from kgraph.atomic import write_atomic
from kgraph.graph.statement_graph import StatementGraph
from kgraph.view.data import MOST_ACTORS, Content, page_data, select, web_link
from kgraph.view.layout import BACKBONE, WHOLE, Box, Places, arrange
from kgraph.view.text import label_of, label_width, storable

DEFAULT_TITLE = "Who does what to whom"
DEFAULT_BASE = "https://w3id.org/kgraph/id/"
EMBED_TEXT_BYTES = 1_500_000

# In the order in which the browser runs them: each adds to the one object `kgraph`.
SCRIPTS = (
    "base.js", "model.js", "state.js", "visible.js", "theme.js", "geometry.js", "drawing.js", "labels.js",
    "evidence.js", "panel.js", "article.js", "search.js", "filters.js", "table.js", "save.js", "main.js",
)  # fmt: skip
STYLES = ("tokens.css", "frame.css", "parts.css", "evidence.css")
_VIS = "templates/lib/vis-9.1.2/vis-network.min.js"


def write_html(
    graph: StatementGraph,
    path: Path,
    *,
    title: str = DEFAULT_TITLE,
    base_iri: str = DEFAULT_BASE,
    embed_text_bytes: int = EMBED_TEXT_BYTES,
    most_actors: int = MOST_ACTORS,
) -> None:
    """Write the interactive page of a graph.

    Parameters
    ----------
    graph : StatementGraph
    path : Path
        Replaced only when the page is complete.
    title : str
        The page's heading.
    base_iri : str
        Where the IRIs of actors and statements begin, as in the RDF of the same build.
    embed_text_bytes : int
        Up to this size the articles' texts are in the page; above, two sentences around each piece of evidence.
    most_actors : int
        Above, only the actors with the most evidence are in the page, and it says so.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    write_atomic(
        path,
        render(graph, title=title, base_iri=base_iri, embed_text_bytes=embed_text_bytes, most_actors=most_actors),
    )


def render(
    graph: StatementGraph,
    *,
    title: str = DEFAULT_TITLE,
    base_iri: str = DEFAULT_BASE,
    embed_text_bytes: int = EMBED_TEXT_BYTES,
    most_actors: int = MOST_ACTORS,
) -> str:
    """Return the page as text; see `write_html`."""
    content = select(graph, most_actors)
    places = _places(content)
    data = page_data(graph, content, base_iri=base_iri, embed_text_bytes=embed_text_bytes)
    data |= {
        "title": storable(title),
        "strings": strings(),
        "spread": places.spread,
        "whole": WHOLE,
        "backbone": BACKBONE,
    }
    network = _network(content, places)
    script = "\n".join(asset("js", name) for name in SCRIPTS)
    style = "\n".join(asset("css", name) for name in STYLES)
    network.templateEnv = _environment()
    network.templateEnv.globals.update(
        data=data,
        strings=data["strings"],
        vis=vis_network(),
        script=script,
        style=style,
        policy=policy([vis_network(), script], [style]),
    )
    network.path = "page.html.j2"
    return str(network.generate_html())


def _environment() -> Environment:
    """A jinja environment that escapes by default and writes JSON compactly, in one order."""
    environment = Environment(
        autoescape=True,
        loader=ChoiceLoader([PackageLoader("kgraph.view", "assets"), PackageLoader("pyvis", "templates")]),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.policies["json.dumps_kwargs"] = {
        "sort_keys": True,
        "separators": (",", ":"),
        "ensure_ascii": False,
        "allow_nan": False,
    }
    return environment


def _network(content: Content, places: Places) -> Network:
    """The drawing as pyvis holds it; no text of the articles goes through pyvis."""
    network = Network(directed=True, cdn_resources="in_line")
    # Assigned, not added one by one: pyvis's add_edge compares each edge with all before.
    network.nodes = [{"id": number, "x": x, "y": y} for number, (x, y) in enumerate(places.at)]
    network.edges = [
        {"id": number, "from": one, "to": other, "p": polarity}
        for number, (one, other, polarity) in enumerate(content.lines)
    ]
    network.options = {"physics": {"enabled": False}, "layout": {"improvedLayout": False}}
    return network


def _places(content: Content) -> Places:
    boxes = []
    for actor in content.actors:
        weight = content.weight.get(actor.id, 0)
        radius = radius_of(weight)
        size = 12.0 + min(4.0, sqrt(weight) / 2)
        # Busy actors are written in bold letters.
        wide = 1.1 if weight >= 6 else 1.0
        width = max(2 * radius, wide * label_width(label_of(actor.name), size)) + 14
        boxes.append(Box(width, 2 * radius + size * 1.3 + 16, 1.0 + weight))
    return arrange(boxes, [(a, b) for a, b, _ in content.lines])


def radius_of(weight: int) -> float:
    """The radius of an actor with so many pieces of evidence; the page draws it with the same formula."""
    return min(34.0, 7.0 + 3.0 * sqrt(weight))


def policy(scripts: list[str], styles: list[str]) -> str:
    """The Content-Security-Policy: only these scripts and styles, no request, nothing else."""
    script = " ".join(_source_hash(text) for text in scripts)
    style = " ".join(_source_hash(text) for text in styles)
    return (
        f"default-src 'none'; script-src {script}; style-src {style}; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def _source_hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


@cache
def asset(*parts: str) -> str:
    """The text of a file that comes with this package."""
    return files("kgraph.view").joinpath("assets", *parts).read_text(encoding="utf-8")


@cache
def strings() -> dict[str, Any]:
    """Every word of the interface, by key: the one file to translate."""
    loaded = json.loads(asset("strings.en.json"))
    assert isinstance(loaded, dict)
    return loaded


@cache
def vis_network() -> str:
    """vis-network as it comes with pyvis."""
    return files("pyvis").joinpath(_VIS).read_text(encoding="utf-8")


__all__ = ["DEFAULT_BASE", "DEFAULT_TITLE", "render", "web_link", "write_html"]
