from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph.read.blocks import BlockKind, split_blocks
from kgraph.read.boilerplate import patterns
from kgraph.resources import resource_dir

LONG = (
    "Moscow and Minsk agreed on Monday to hold joint exercises next year, the two ministries of defence said in Brest."
)


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind.value, text[block.start : block.end]) for block in split_blocks(text)]


def kind_of(line: str) -> str:
    """The kind of a line inside an article."""
    text = f"A title here\n\n{LONG}\n\n{line}\n\n{LONG}"
    return next(kind for kind, found in kinds(text) if found and line.strip().endswith(found) and found != LONG)


def test_title_stands_alone() -> None:
    assert kinds(f"Putin backs Lukashenko\n\n{LONG}")[0] == ("title", "Putin backs Lukashenko")


def test_first_paragraph_is_no_title() -> None:
    assert kinds(f"{LONG}\n\n{LONG}")[0][0] == "body"


def test_title_below_a_dateline() -> None:
    found = kinds(f"Friday, January 4, 2019\n\nPutin backs Lukashenko\n\n{LONG}")
    assert [kind for kind, _ in found] == ["byline", "title", "body"]


def test_question_as_heading_but_not_inside_a_paragraph() -> None:
    assert kind_of("What is happening in Minsk?") == "heading"
    assert (
        kind_of("He asked: is Russia going to do the same thing that it did with Ukraine in the year 2014?") == "body"
    )


@pytest.mark.parametrize(
    "line",
    [
        "Photo: Ivan Petrov",
        "The march in Minsk on Sunday. Photo: Ivan Petrov / AFP",
        "Protesters at the march. Image: Andrew Gray.",
        "Sirhan in 1969  (Image: CDCR)",
        "Supporters at a rally in Hrodna. Photo Belta TV/",
        "A rally in Hrodna last week / Getty Images",
        "President Obama at the summit (AP Photo/John Smith)",
        "The meeting at the Palace of the Republic. October 24, 2023",
        "Boris Johnson",
        "spotkanie z młodzieżą",
        "██ Syrian Democratic Forces",
    ],
)
def test_captions(line: str) -> None:
    assert kind_of(line) == "caption"


@pytest.mark.parametrize(
    "line",
    [
        "By Jane Doe",
        "By Jane Doe and John O'Neil",
        "~ Jane Doe ~",
        "Translated by PEV",
        "Reporting by Jane Doe in Minsk; editing by John Roe",
        "Friday, January 4, 2019",
        "Published: 4 January 2019, 12:30",
        "—Łukasz Kowalski on the failed talks",
        "Jan Kowalski, cez/",
    ],
)
def test_bylines(line: str) -> None:
    assert kind_of(line) == "byline"


@pytest.mark.parametrize(
    "line",
    [
        "Your email address will not be published.",
        "Required fields are marked *",
        "To support us, please consider a\xa0contribution.",
        "Sign up to our free daily newsletter and get the news in your inbox",
        "Share this:",
        "Share on Facebook",
        "Follow us on Twitter and Facebook",
        "© 2024 The Daily. All rights reserved.",
        "We use cookies to improve your experience.",
        "Read more: Russia and Belarus sign a new treaty",
        "Have an opinion on this story? Share it!",
        "The opinions expressed in this article are those of the author and do not reflect those of the editors.",
        "Subscribe",
        "Advertisement",
    ],
)
def test_boilerplate(line: str) -> None:
    assert kind_of(line) == "boilerplate"


@pytest.mark.parametrize(
    "line",
    [
        "Photographs shared on Telegram showed soldiers who held a red and white flag.",
        "By Monday evening, police had arrested forty protesters.",
        "By Sunday Russia had withdrawn its troops from the border.",
        "Share prices fell after the United States sanctioned Belarus.",
        "He subscribed to the view that Russia would win.",
        "– A year later, Lukashenka admitted that he had asked Putin for help.",
        "“You are incredible, I love you”, she said to the crowd.",
        "Follow-up talks between Russia and Ukraine took place in Minsk.",
        "The president rejected the photo as a fake.",
        "Email leaks embarrassed the government in Warsaw.",
        "Support for Lukashenko has fallen since August.",
        "Comments by Putin angered the opposition.",
        "The copyright dispute pitted Apple against Samsung.",
        "Sources in the ministry said that Russia attacked Ukraine.",
        "- Russia attacked Ukraine.",
        "In 2020 the opposition supported sanctions. The views of its author, Tikhanovskaya, were clear to everybody.",
    ],
)
def test_article_text_stays(line: str) -> None:
    assert kind_of(line) == "body"


def test_all_after_leave_a_reply_is_boilerplate() -> None:
    text = f"A title\n\n{LONG}\n\nLeave a Reply\n\nI think that Putin is right.\n\n{LONG}"
    assert [kind for kind, _ in kinds(text)] == ["title", "body", "boilerplate", "boilerplate", "boilerplate"]


def test_a_reply_link_above_the_article_hides_nothing() -> None:
    text = f"A title\n\nLeave a Reply\n\n{LONG}"
    assert kinds(text)[-1] == ("body", LONG)


def test_link_titles_after_related_articles() -> None:
    text = f"A title\n\n{LONG}\n\nRelated articles\n\nRussia wins\n\nWhy Putin backs Lukashenko\n\n{LONG}"
    assert [kind for kind, _ in kinds(text)] == ["title", "body", "boilerplate", "boilerplate", "boilerplate", "body"]


def test_wikinews_sources_section() -> None:
    text = f'A title\n\n{LONG}\n\nSources\n\nJane Doe. "Russia attacks" — BBC News, January 4, 2019'
    assert [kind for kind, _ in kinds(text)][2:] == ["boilerplate", "boilerplate"]


def test_a_caption_that_tells_a_story_loses_only_its_credit() -> None:
    story = (
        "The troops of the Ministry of Internal Affairs are already being prepared to fight the emigration. "
        "On October 19, General Smith said this in front of soldiers of the Ministry in Minsk and Brest."
    )
    assert kinds(f"A title\n\n{story} Photo press service of the army")[1:] == [
        ("body", story),
        ("caption", "Photo press service of the army"),
    ]


def test_hard_wrapped_lines_are_one_block() -> None:
    text = (
        "Russia and Belarus agree\n\nMoscow and Minsk agreed on Monday to hold joint exercises\nnext year, the"
        " ministries of defence said in a statement\nthat was published in Brest.\n\nThe end came soon for them.\n"
    )
    assert [kind for kind, _ in kinds(text)] == ["title", "body", "body"]
    assert kinds(text)[1][1].endswith("in Brest.")


def test_paragraphs_without_blank_lines_stay_apart() -> None:
    assert len(kinds(f"A title\n{LONG}\n{LONG}\n{LONG}")) == 4


def test_crlf_offsets() -> None:
    text = f"A title\r\n\r\n{LONG}\r\n\r\n{LONG}\r\n"
    assert [found for _, found in kinds(text)] == ["A title", LONG, LONG]


def test_front_matter_is_no_article_text() -> None:
    text = f"---\ntitle: Putin\ndate: 2020-08-16\n---\nA title\n\n{LONG}"
    assert [kind for kind, _ in kinds(text)] == ["boilerplate", "title", "body"]


def test_markdown_marks_and_bullets_are_outside() -> None:
    assert kinds(f"# A title\n\n> {LONG}\n\n* {LONG}")[0] == ("title", "A title")
    assert all(found == LONG for _, found in kinds(f"# A title\n\n> {LONG}\n\n* {LONG}")[1:])


def test_control_characters_end_a_block() -> None:
    blocks = kinds(f"A title\n\n{LONG}\x00{LONG}\x07")
    assert [found for _, found in blocks] == ["A title", LONG, LONG]


def test_an_endless_line_is_cut_after_a_sentence() -> None:
    blocks = kinds(f"{LONG} " * 500)
    assert len(blocks) > 1
    assert all(found.endswith("Brest.") for _, found in blocks)


@pytest.mark.parametrize(
    "text", ["a " * 10**6, "\n" * 10**6, "# " * 10**6, "- — > " * 10**5, "x" * 10**6, "---\n" * 10**5]
)
def test_odd_texts_take_no_time(text: str) -> None:
    started = time.process_time()
    split_blocks(text)
    assert time.process_time() - started < 5


def test_seeds() -> None:
    seeds = {path.stem[:3]: path.read_bytes().decode() for path in sorted(resource_dir("seeds").glob("*.txt"))}
    left_out = {
        name: [text[b.start : b.end] for b in split_blocks(text) if b.kind not in ("title", "heading", "body")]
        for name, text in seeds.items()
    }
    assert left_out["000"] == left_out["001"] == []
    assert left_out["002"] == ["~ Nikita Ivansky ~"]
    assert left_out["003"][1:] == ["Leave a Reply", "Your email address will not be published."]
    assert "Translated by PEV" in left_out["004"]
    assert any(line.endswith("Photo Vot Tak TV/") for line in left_out["004"])


@given(st.text(alphabet=st.characters(codec="utf-8") | st.sampled_from("\n\r\t \x00-–—.?:#>*"), max_size=300))
def test_blocks_are_ordered_apart_and_trimmed(text: str) -> None:
    position = 0
    for block in split_blocks(text):
        assert position <= block.start < block.end <= len(text)
        assert text[block.start : block.end].strip() != ""
        position = block.end


def test_every_pattern_has_a_known_kind() -> None:
    assert {pattern.kind for pattern in patterns()} <= {kind.value for kind in BlockKind}
