"""The trigger lexicon: well-formed, large enough, and each example is found."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from kgraph.errors import SettingsError
from kgraph.extract.coreference import analyse
from kgraph.extract.learned import score_pairs
from kgraph.extract.lexicon import Trigger, load_lexicon, read_tsv, unmarked
from kgraph.extract.parse import load_pipeline, parse_articles
from kgraph.extract.rules import candidates, mention_of
from kgraph.gazetteer import Gazetteer
from kgraph.model import Article, Mention
from kgraph.resources import ontology
from kgraph.vocabulary import relations

EXTRACTED = 0.97  # of the examples; the rest is the parser's share


def test_every_relation_has_triggers() -> None:
    counts = Counter(trigger.relation for trigger in load_lexicon().entries)
    assert set(counts) == set(relations())
    assert sum(counts.values()) >= 900
    assert min(counts.values()) >= 30


def test_every_example_marks_both_ends() -> None:
    for trigger in load_lexicon().entries:
        _, spans = unmarked(trigger.example)
        assert set(spans) == {"subject", "object"}, trigger.name


def test_the_examples_are_extracted() -> None:
    lexicon, gazetteer = load_lexicon(), Gazetteer.load()
    entries = lexicon.entries
    marked = [unmarked(entry.example) for entry in entries]
    articles = [Article(id=str(i), title="", text=text) for i, (text, _) in enumerate(marked)]
    missed = []
    for entry, (_, spans), parse in zip(entries, marked, parse_articles(articles, load_pipeline()), strict=True):
        discourse = analyse(parse, gazetteer)
        pairs = [
            (mention_of(c.subject, parse), mention_of(c.object, parse))
            for c in candidates(discourse, lexicon, (), score_pairs(discourse, lexicon, None, None))
            if c.relation == entry.relation
        ]
        if not any(expresses(pair, spans, entry) for pair in pairs):
            missed.append(entry.example)
    assert len(missed) <= (1 - EXTRACTED) * len(entries), missed[:20]


def expresses(pair: tuple[Mention, Mention], spans: dict[str, tuple[int, int]], entry: Trigger) -> bool:
    def overlaps(mention: Mention, role: str) -> bool:
        return mention.start < spans[role][1] and spans[role][0] < mention.end

    one, other = pair
    straight = overlaps(one, "subject") and overlaps(other, "object")
    turned = overlaps(other, "subject") and overlaps(one, "object")
    return straight or (turned and any(frame.mutual for frame in entry.frames))


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("hugs\tembrace\tv\tnsubj>dobj\t\t\t{A} embraced [B].", "unknown relation 'hugs'"),
        ("supports\tembrace\tx\tnsubj>dobj\t\t\t{A} embraced [B].", "pos v, n or a"),
        ("supports\tembrace\tv\tnsubj\t\t\t{A} embraced [B].", "the frame 'nsubj'"),
        ("supports\tembrace\tv\tnsubj>dobj\tfriend\t\t{A} embraced [B].", "unknown need 'friend'"),
    ],
)
def test_a_wrong_entry_is_named_by_file_and_line(tmp_path: Path, line: str, complaint: str) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text(f"relation\ttrigger\tpos\tframe\tneeds\tveto\texample\n{line}\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"mine\.tsv:2") as error:
        load_lexicon((path,))
    assert complaint in str(error.value)


def test_the_users_own_entry_is_used(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text(
        "relation\ttrigger\tpos\tframe\tneeds\tveto\texample\n"
        "supports\tbefriend\tv\tnsubj>dobj\t\t\t{A} befriended [B].\n",
        encoding="utf-8",
    )
    assert any(trigger.words == ("befriend",) for trigger in load_lexicon((path,)).entries)


def test_no_word_set_shadows_another() -> None:
    names = [row["name"] for _, row in read_tsv(ontology("lexicon", "word_sets.tsv"), ("name",))]
    assert len(names) == len(set(names))
