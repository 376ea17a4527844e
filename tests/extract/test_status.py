"""Stated, reported, possible, denied."""

from __future__ import annotations

import pytest
from reading import extraction, found


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Morocco attacked Algeria.", "asserted"),
        ("Morocco has not attacked Algeria.", "negated"),
        ("Morocco never attacked Algeria.", "negated"),
        ("Morocco refused to attack Algeria.", "negated"),
        ("Morocco failed to attack Algeria.", "negated"),
        ("Mali denied that Morocco had attacked Algeria.", "negated"),
        ("Mali said that Morocco had attacked Algeria.", "reported"),
        ("Morocco attacked Algeria, Mali said.", "reported"),
        ("According to Mali, Morocco attacked Algeria.", "reported"),
        ("Morocco reportedly attacked Algeria.", "reported"),
        ("Morocco might attack Algeria.", "hypothetical"),
        ("Morocco will attack Algeria.", "hypothetical"),
        ("Morocco plans to attack Algeria.", "hypothetical"),
        ("If Morocco attacked Algeria, Mali would protest.", "hypothetical"),
        ("Had Morocco attacked Algeria, Mali would have protested.", "hypothetical"),
        ("Mali urged Morocco to attack Algeria.", "hypothetical"),
        ("Morocco continued to attack Algeria.", "asserted"),
        ("Morocco managed to attack Algeria.", "asserted"),
        ("Did Morocco invade Algeria last year?", "hypothetical"),
        ("Mali admitted that Morocco had attacked Algeria.", "asserted"),
    ],
)
def test_status(text: str, status: str) -> None:
    statuses = {st for s, r, o, st in found(text) if (s, r, o) == ("Morocco", "assaults", "Algeria")}
    assert statuses == {status}


def test_the_speaker_of_a_report_is_an_actor() -> None:
    result = extraction("Mali said that Morocco had attacked Algeria.")
    speakers = [
        result.entities[f.speaker.entity].name for f in result.findings if f.speaker and f.relation == "assaults"
    ]
    assert speakers == ["Mali"]


def test_direct_speech_is_reported() -> None:
    triples = found('"Morocco attacked Algeria without any warning last night," the president of Mali said.')
    assert ("Morocco", "assaults", "Algeria", "reported") in triples


def test_a_title_is_presupposed() -> None:
    assert ("William Ruto", "leads", "Kenya", "asserted") in found("Kenyan President William Ruto may visit Chad.")


def test_withdrawn_support_is_no_support() -> None:
    triples = found("Khalifa Haftar withdrew his support for Fathi Bashagha.")
    assert ("Khalifa Haftar", "supports", "Fathi Bashagha", "negated") in triples
    assert ("Khalifa Haftar", "supports", "Fathi Bashagha", "asserted") not in triples
