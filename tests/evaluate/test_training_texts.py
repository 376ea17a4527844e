"""The annotated short texts that the learned parts are trained on are well-formed, and read as they are written."""

import importlib.util
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "texts.py"


@pytest.fixture(scope="module")
def texts():
    spec = importlib.util.spec_from_file_location("texts", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    sys.modules["texts"] = module  # its dataclasses look their module up
    spec.loader.exec_module(module)
    yield module
    del sys.modules["texts"]


def written(folder: Path, text: str) -> Path:
    path = folder / "some.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_all_texts_are_well_formed(texts):
    found = list(texts.load_texts())
    names = [text.gold.article.id for text in found]
    assert len(found) > 1000
    assert len(set(names)) == len(names)


def test_brackets_nest_and_are_no_part_of_the_text(texts, tmp_path):
    path = written(
        tmp_path, "= x\n[m=[K=Kenya]'s minister] left.\n  m leads K\n[m=She] met [P=Odinga].\n  m consults P negated\n"
    )
    (text,) = texts.read_texts(path)
    assert text.gold.article.text == "Kenya's minister left. She met Odinga."
    assert [
        text.actor(text.gold.article.text.index(word)) for word in ("Kenya", "minister", "She", "left", "Odinga")
    ] == [
        "K",
        "m",
        "m",
        None,
        "P",
    ]
    assert [(*r.triple, r.status, r.evidence) for r in text.gold.relations] == [
        ("m", "leads", "K", "asserted", "Kenya's minister left."),
        ("m", "consults", "P", "negated", "She met Odinga."),
    ]
    assert text.gold.actors["m"]["aliases"] == ["Kenya's minister", "minister"]
    assert not text.gold.named("m") and text.gold.named("K")


@pytest.mark.parametrize(
    "line",
    ["[a=A] left [b=B.", "[A] left.", "a=A] left.", "[a=A] left.\n  a leads b", "[a=A] left.\n  a loves a",
     "[a=A] met [b=B].\n  a consults b perhaps", "[a=A] met [a=him].\n  a consults a"],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_line(texts, tmp_path, line):
    with pytest.raises(ValueError, match=r"some\.txt:2|some\.txt:3"):
        list(texts.read_texts(written(tmp_path, f"= x\n{line}\n")))


def test_a_headline_stands_apart(texts, tmp_path):
    path = written(tmp_path, "= x\n[K=Kenya] shuts port\n[K=Kenya] has shut a port.\nNobody knows why.\n")
    (text,) = texts.read_texts(path)
    assert text.gold.article.text == "Kenya shuts port\n\nKenya has shut a port. Nobody knows why."
