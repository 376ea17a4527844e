"""Statements printed below the line that tells whose they are."""

from __future__ import annotations

import pytest
from reading import found

from kgraph.explain import extract_text
from kgraph.model import Article


@pytest.mark.parametrize(
    "text",
    [
        "Foreign Minister Ann Wanjiru said:\n\nI encourage Kenya to sign the treaty with its neighbours this year.",
        'Foreign Minister Ann Wanjiru released the following statement:\n\n"I encourage Kenya to sign the treaty."',
    ],
)
def test_first_person_of_a_statement(text: str) -> None:
    assert ("Ann Wanjiru", "requests", "Kenya") in {f[:3] for f in found(text)}


def test_we_in_a_statement_is_whoever_issues_it() -> None:
    text = "Ghana strongly condemns the raid on Kodok. We urge Sudan to withdraw its troops, and our embassy is closed."
    assert ("Ghana", "requests", "Sudan", "asserted") in found(text)


def test_we_in_an_essay_is_nobody() -> None:
    text = "Ghana condemns the raid and Mali welcomes it. We urge Sudan to withdraw its troops."
    assert not {s for s in found(text) if s[2] == "Sudan" and s[0] in {"Ghana", "Mali"}}


def test_i_in_a_statement_is_whom_the_title_names() -> None:
    title = "Statement by foreign minister Lena Holm on the talks with Peru"
    text = "I welcome the release of Ana Paz and thank Peru for its help."
    article = Article(id="t", title=title, text=f"{title}\n\n{text}")
    (result,) = extract_text([article])
    thanks = {(result.entities[f.subject.entity].name, f.relation) for f in result.findings if f.relation == "supports"}
    assert ("Lena Holm", "supports") in thanks
