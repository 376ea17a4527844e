"""SHACL validation by whichever engine is installed: `shacl` (Rust, 60 times faster) or `pyshacl`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import Any

from kgraph.resources import ontology

ENGINES = ("shacl", "pyshacl")


@dataclass(frozen=True, slots=True)
class ShapeViolation:
    """A node that a shape does not allow, in N-Triples syntax."""

    node: str
    message: str
    value: str
    path: str
    shape: str


def available_engine() -> str | None:
    """The fastest installed engine, None if there is none."""
    return next((name for name in ENGINES if find_spec(name)), None)


def shape_violations(turtle: str, engine: str | None = None) -> tuple[str | None, list[ShapeViolation]]:
    """Validate Turtle text against ``ontology/shapes.ttl``.

    Returns
    -------
    tuple
        The engine that was used, None if there is none, and the violations, sorted.

    Raises
    ------
    RuntimeError
        If the engine failed: that is no verdict about the graph.
    """
    engine = engine or available_engine()
    if engine is None:
        return None, []
    found = _by_shacl(turtle) if engine == "shacl" else _by_pyshacl(turtle)
    return engine, sorted(found, key=lambda v: (v.node, v.path, v.message, v.value))


@cache
def _compiled() -> Any:
    import shacl  # noqa: PLC0415 - optional

    return shacl.Shapes.from_file(str(ontology("shapes.ttl")))


def _by_shacl(turtle: str) -> list[ShapeViolation]:
    report = _compiled().validate_turtle(turtle)
    return [
        ShapeViolation(
            node=result.focus_node,
            message=_message(result.message, result.component, result.path),
            value=result.value_plain or "",
            path=(result.path or "").strip("<>"),
            shape=result.root_shape or "",
        )
        for result in report.results
    ]


def _by_pyshacl(turtle: str) -> list[ShapeViolation]:
    import pyshacl  # noqa: PLC0415 - optional
    import rdflib  # noqa: PLC0415 - slow to import
    from rdflib.namespace import SH  # noqa: PLC0415

    data = rdflib.Graph().parse(data=turtle, format="turtle")
    shapes = rdflib.Graph().parse(ontology("shapes.ttl"), format="turtle")
    conforms, results, text = pyshacl.validate(data, shacl_graph=shapes)
    found = [
        ShapeViolation(
            node=results.value(node, SH.focusNode).n3(),
            message=_message(
                str(results.value(node, SH.resultMessage) or ""),
                str(results.value(node, SH.sourceConstraintComponent)).rpartition("#")[2],
                str(results.value(node, SH.resultPath) or ""),
            ),
            value=str(results.value(node, SH.value) or ""),
            path=str(results.value(node, SH.resultPath) or ""),
            shape=str(results.value(node, SH.sourceShape) or ""),
        )
        for node in results.objects(None, SH.result)
    ]
    if not conforms and not found:  # so it says "no" when the shapes are wrong
        raise RuntimeError(f"pyshacl failed: {text}")
    return found


def _message(message: str | None, component: str, path: str | None) -> str:
    name = (path or "").strip("<>").rpartition("#")[2].rpartition("/")[2]
    detail = component.removesuffix("ConstraintComponent")
    return f"{message} ({name})" if message and name else message or f"{detail} of {name or 'the node'} is violated"
