"""An output made by hand from the annotated seeds: right, turned, mistyped, invented and missing statements in turn."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

GOLD = Path(__file__).resolve().parent.parent / "gold" / "seeds"
_OTHER = {"supports": "accuses", "leads": "memberOf", "accuses": "rejects"}


def annotations() -> dict[str, dict[str, Any]]:
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(GOLD.glob("*.json"))}


def write_output(folder: Path) -> Path:
    """Every fifth relation is right, turned round, of another relation and status, about a stranger, or missing."""
    actors: dict[str, dict[str, Any]] = {}
    statements = []
    for article, data in annotations().items():
        for actor in data["actors"]:
            actors[f"{article}/{actor['id']}"] = {
                "id": f"{article}/{actor['id']}", "name": actor["name"], "type": actor["type"], "mentions": 1,
                "aliases": sorted(actor.get("aliases", ()))[::2], "wikidata": None, "articles": 1,
            }  # fmt: skip
        for number, relation in enumerate(data["relations"]):
            statement = _statement(article, number, relation)
            if statement:
                statements.append(statement)
    actors["stranger"] = {"id": "stranger", "name": "Zenobia Zork", "type": "Person", "aliases": ["Zork"]}
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "actors.jsonl", list(actors.values()))
    _write(folder / "statements.jsonl", statements)
    return folder


def _statement(article: str, number: int, relation: dict[str, Any]) -> dict[str, Any] | None:
    subject, name, obj, status = (relation[key] for key in ("subject", "relation", "object", "status"))
    subject, obj = f"{article}/{subject}", f"{article}/{obj}"
    match number % 5:
        case 1:
            subject, obj = obj, subject
        case 2:
            name, status = _OTHER.get(name, name), "reported"
        case 3:
            obj = "stranger"
        case 4:
            return None
    return {
        "article": article, "subject": subject, "relation": name, "object": obj, "status": status, "polarity": 0,
        "confidence": (number % 10) / 10, "subject_mention": "he", "object_mention": None, "trigger": "did",
        "evidence": relation["evidence"], "extractor": f"rules/{number % 3}",
    }  # fmt: skip


def _write(path: Path, rows: list[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
