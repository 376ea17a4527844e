"""The encoder: word pieces as BERT cuts them, and judgements that depend on the sentence alone."""

import numpy as np
import pytest
from reading import discourse_of

from kgraph.extract.encoder import LONGEST, load_encoder
from kgraph.extract.learned import load_model, score_pairs
from kgraph.extract.lexicon import load_lexicon
from kgraph.extract.pairs import pairs
from kgraph.extract.wordpieces import UNKNOWN, WordPieces
from kgraph.resources import ontology


@pytest.fixture(scope="module")
def pieces() -> WordPieces:
    return WordPieces.read(ontology("wordpieces.txt"))


@pytest.mark.parametrize(
    ("word", "cut"),
    [
        ("President", ["president"]),
        ("Naïve", ["naive"]),
        ("unaffable", ["una", "##ffa", "##ble"]),
        ("U.S.", ["u", ".", "s", "."]),
        ("Łódź", ["łodz"]),
        ("a\x00b", ["ab"]),
        ("東京", ["東", "京"]),
        ("don’t", ["don", "’", "t"]),
    ],
)
def test_words_are_cut_into_the_longest_pieces(pieces: WordPieces, word: str, cut: list[str]) -> None:
    assert list(pieces.of(word)) == [pieces.numbers[piece] for piece in cut]


@pytest.mark.parametrize("word", ["", " ", "\u202e", "x" * 101, "\U0001f642"])
def test_what_is_no_word_is_unknown(pieces: WordPieces, word: str) -> None:
    assert pieces.of(word) == (UNKNOWN,)


def judged(text: str) -> dict[tuple[str, str], str]:
    """For each pair of actors of a text the relation that the encoder holds likeliest."""
    discourse, encoder = discourse_of(text), load_encoder()
    assert encoder is not None
    found = list(pairs(discourse))
    best = encoder.log_odds(discourse, found).argmax(axis=1)
    names = [(discourse.entities[p.subject.entity].name, discourse.entities[p.object.entity].name) for p in found]
    return {ends: encoder.relations[number] for ends, number in zip(names, best.tolist(), strict=True)}


@pytest.mark.parametrize(
    ("text", "subject", "relation", "object_"),
    [
        ("Kenya condemned Uganda on Friday.", "Kenya", "accuses", "Uganda"),
        ("Rebels shelled soldiers near the river.", "rebels", "assaults", "soldiers"),
        ("Peru handed Bolivia 40 fire engines.", "Peru", "aids", "Bolivia"),
        ("Angola's president flew to Lusaka and held talks with Zambia.", "Zambia", "consults", "Angola"),
    ],
)
def test_plain_sentences_are_understood(text: str, subject: str, relation: str, object_: str) -> None:
    found = judged(text)
    assert relation in {found.get((subject, object_)), found.get((object_, subject))}


def test_a_sentence_is_read_by_itself() -> None:
    encoder = load_encoder()
    assert encoder is not None
    alone = discourse_of("Kenya condemned Uganda on Friday.")
    among = discourse_of("Peru praised Chile for a long and patient mediation.\n\nKenya condemned Uganda on Friday.")
    expected = encoder.log_odds(alone, list(pairs(alone)))
    assert np.array_equal(encoder.log_odds(among, list(pairs(among)))[-2:], expected)


def test_too_long_a_sentence_is_left_to_the_other_model() -> None:
    encoder, model = load_encoder(), load_model()
    assert encoder is not None
    assert model is not None
    discourse = discourse_of("Kenya condemned Uganda over a list of " + "grain, " * LONGEST + "and salt.")
    assert np.isnan(encoder.log_odds(discourse, list(pairs(discourse)))).all()
    assert np.isfinite(score_pairs(discourse, load_lexicon(), model, encoder).table).all()
