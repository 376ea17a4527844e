from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest

from kgraph.errors import InputError
from kgraph.read import read, read_article
from kgraph.read.articles import read_source
from kgraph.read.sources import Source
from kgraph.resources import resource_dir

ENGLISH = (
    "The president of Russia said on Monday that he would support the government of Belarus, and that the two "
    "countries have agreed to hold joint exercises in the west of the country."
)
RUSSIAN = "Президент России заявил, что поддержит правительство Белоруссии. " * 5


def reason(tmp_path: Path, data: bytes, name: str = "a.txt", max_bytes: int = 5_000_000) -> str:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        read_article(path, max_bytes)
    assert str(path) in str(caught.value)
    return caught.value.reason


def article(tmp_path: Path, text: str | bytes, name: str = "a.txt"):  # type: ignore[no-untyped-def]
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return read_article(path)


def test_text_is_kept_verbatim(tmp_path: Path) -> None:
    text = f"\ufeffPutin backs Lukashenko\r\n\r\n{ENGLISH}\r\n\tEnd.  \n"
    found = article(tmp_path, text)
    assert found.text == text
    assert found.title == "Putin backs Lukashenko"
    assert found.sha256 == hashlib.sha256(text.encode("utf-8")).hexdigest()
    assert found.id == "a"


def test_without_a_headline_the_title_is_the_beginning(tmp_path: Path) -> None:
    assert article(tmp_path, ENGLISH).title == (
        "The president of Russia said on Monday that he would support the government of…"
    )


@pytest.mark.parametrize("data", [b"", b"\n \t\r\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n"])
def test_empty(tmp_path: Path, data: bytes) -> None:
    assert reason(tmp_path, data) in ("is empty", "has no text")


def test_no_words(tmp_path: Path) -> None:
    assert reason(tmp_path, b"123 456 --- !!!") == "has no words"


def test_binary(tmp_path: Path) -> None:
    assert reason(tmp_path, b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 9).startswith(
        "is a binary file"
    )
    assert reason(tmp_path, bytes(range(1, 32)) * 20 + b"\xff").startswith("is a binary file")


def test_a_stray_zero_byte_is_not_binary(tmp_path: Path) -> None:
    assert "\x00" in article(tmp_path, f"A title\x00\n\n{ENGLISH * 20}").text


def test_latin_1_names_the_byte_and_the_way_out(tmp_path: Path) -> None:
    found = reason(tmp_path, "Le président a dit".encode("latin-1"))
    assert "not UTF-8" in found
    assert "byte 0xe9 at offset 5" in found
    assert "iconv -f LATIN1 -t UTF-8" in found
    assert "WINDOWS-1252" in reason(tmp_path, "He said “no” — Putin".encode("cp1252"))


def test_utf_16(tmp_path: Path) -> None:
    assert "is UTF-16" in reason(tmp_path, ENGLISH.encode("utf-16"))


def test_too_large_names_the_setting(tmp_path: Path) -> None:
    found = reason(tmp_path, b"Putin. " * 100, max_bytes=100)
    assert "700 bytes" in found
    assert "limit of 100" in found
    assert "max_bytes" in found


def test_twenty_megabytes_are_refused_by_default(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as stream:
        stream.truncate(20_000_000)  # refused by size, unread
    with pytest.raises(InputError, match="20,000,000 bytes"):
        read_article(path)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ENGLISH)
    path.chmod(0)
    with pytest.raises(InputError, match="permission denied"):
        read_article(path)


def test_unreadable_as_any_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "a.txt"
    path.write_text(ENGLISH)
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(InputError, match="permission denied"):
        read_article(path)


def test_a_link_to_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    (found,) = read([tmp_path]).skipped
    assert "link to nothing" in str(found)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", RUSSIAN),
        ("uk", "Президент України заявив, що підтримає уряд Польщі та її народ."),
        ("be", "Прэзідэнт Беларусі заявіў, што падтрымае ўрад Расіі."),
        ("zh", "俄罗斯总统表示将支持白俄罗斯政府。"),
        ("ar", "قال الرئيس إنه سيدعم الحكومة"),
        (
            "de",
            "Der Präsident sagte, dass er die Regierung von Belarus und das Land mit der Armee unterstützen werde, und "
            * 2,
        ),
        (
            "fr",
            "Le président a dit que la Russie soutient le gouvernement de la Biélorussie et les forces dans le pays. "
            * 2,
        ),
        (
            "pl",
            "Prezydent powiedział, że Rosja i Polska nie są w stanie wojny, a rząd jest na miejscu i nie ma zdania. "
            * 2,
        ),
    ],
)
def test_other_languages_are_named(tmp_path: Path, language: str, text: str) -> None:
    assert reason(tmp_path, text.encode()) == f"its language {language!r} is not supported; kgraph reads English"


def test_english_with_foreign_words_is_english(tmp_path: Path) -> None:
    assert article(tmp_path, f"łukaszenka z młodzieżą\n\n{ENGLISH}\n\nЛукашенко").language == "en"


def test_all_shared_samples_are_english() -> None:
    assert len(read([resource_dir("seeds")]).articles) == 5


def test_front_matter(tmp_path: Path) -> None:
    found = article(
        tmp_path,
        "---\ntitle: Putin backs Lukashenko\nurl: https://example.org/a\noutlet: The Daily\n"
        f"authors: Jane Doe, John Roe\ndate: 16 August 2020\n---\n{ENGLISH}",
    )
    assert (found.title, found.url, found.outlet) == ("Putin backs Lukashenko", "https://example.org/a", "The Daily")
    assert (found.authors, found.date) == (("Jane Doe", "John Roe"), "2020-08-16")


def test_a_hostile_url_is_dropped(tmp_path: Path) -> None:
    assert article(tmp_path, f"---\nurl: javascript:alert(1)\n---\n{ENGLISH}").url is None


@pytest.mark.parametrize(
    ("name", "head", "date"),
    [
        ("2020-08-16-minsk.txt", "", "2020-08-16"),
        ("minsk_20200816.txt", "", "2020-08-16"),
        ("000_cfdc191809356789.txt", "", None),
        ("2020-13-45.txt", "", None),
        ("a.txt", "Friday, January 4, 2019\n\n", "2019-01-04"),
        ("a.txt", "Putin backs Lukashenko\n\nPublished: 4 January 2019\n\n", "2019-01-04"),
        ("a.txt", "Putin backs Lukashenko\n\nPublished: 3/4/2019\n\n", None),
        (
            "a.txt",
            "Putin backs Lukashenko\n\nOn January 4, 2019, he spoke to the press in the city of Minsk.\n\n",
            None,
        ),
    ],
)
def test_dates_are_read_and_never_guessed(tmp_path: Path, name: str, head: str, date: str | None) -> None:
    assert article(tmp_path, head + ENGLISH, name).date == date


def test_html(tmp_path: Path) -> None:
    page = f"""<!doctype html><html lang=en><head><title>Ignored | The Daily</title>
    <meta property="article:published_time" content="2020-08-16T10:00:00Z"><meta name=author content="Jane Doe">
    <meta property="og:site_name" content="The Daily"><link rel=canonical href="https://example.org/a">
    <script>var a = "<p>no</p>";</script></head><body><nav><p>Home</p></nav><article><p class=by>By Jane Doe</p>
    <h1>Putin backs<br>Lukashenko</h1><p>{ENGLISH} <b>So</b> it &amp; he said.<p>{ENGLISH}
    <figure><img src=x><figcaption>A caption</figcaption></figure><aside>More</aside></article>
    <footer>©</footer></body></html>"""
    found = article(tmp_path, page, "a.html")
    assert found.title == "Putin backs Lukashenko"
    assert found.text.splitlines()[0] == "Putin backs Lukashenko"
    assert "So it & he said." in found.text
    assert not any(word in found.text for word in ("Home", "caption", "More", "©", "var a"))
    assert (found.url, found.outlet, found.authors) == ("https://example.org/a", "The Daily", ("Jane Doe",))
    assert found.date == "2020-08-16"


def test_html_in_its_declared_encoding(tmp_path: Path) -> None:
    page = f'<meta charset="windows-1252"><h1>The café</h1><p>{ENGLISH}</p>'.encode("cp1252")
    assert article(tmp_path, page, "a.html").title == "The café"


def table(tmp_path: Path, name: str, text: str):  # type: ignore[no-untyped-def]
    path = tmp_path / name
    path.write_text(text, encoding="utf-8", newline="")
    return list(read_source(Source(path, name, name), 5_000_000))


def test_csv(tmp_path: Path) -> None:
    first_row = f'https://example.org/a,2020-08-16,Putin,"{ENGLISH}\r\n\r\nHe ""agreed""."'
    text = f"URL,date,title,text\r\n{first_row}\r\n,,,\r\n,,,{RUSSIAN}\r\n"
    first, empty, russian = table(tmp_path, "news.csv", text)
    assert first.text == f'{ENGLISH}\r\n\r\nHe "agreed".'
    assert (first.title, first.date, first.url) == ("Putin", "2020-08-16", "https://example.org/a")
    assert first.id.startswith("news-")
    assert str(empty) == "news.csv, row 2: is empty"
    assert "row 3: its language 'ru'" in str(russian)


def test_csv_without_a_text_column(tmp_path: Path) -> None:
    assert "has no column 'text' (columns: a, b)" in str(table(tmp_path, "a.csv", "a,b\n1,2\n")[0])


def test_jsonl(tmp_path: Path) -> None:
    lines = [
        json.dumps({"text": ENGLISH, "title": "Putin", "authors": ["Jane Doe", "John Roe"], "date": None}),
        "{broken",
        "[1]",
        "",
        json.dumps({"text": "A lone surrogate \ud800 and U+2028 \u2028 in it", "id": 7}),
    ]
    good, broken, wrong, surrogate = table(tmp_path, "a.jsonl", "\n".join(lines))
    assert (good.title, good.authors, good.date) == ("Putin", ("Jane Doe", "John Roe"), None)
    assert "line 2: is not valid JSON" in str(broken)
    assert "line 3: is not a JSON object" in str(wrong)
    surrogate.text.encode("utf-8")


def test_ids_and_copies(tmp_path: Path) -> None:
    for name, text in {
        "a/x.txt": ENGLISH,
        "b/x.txt": ENGLISH + " Really.",
        "b/y.txt": ENGLISH,
        "c/z.txt": ENGLISH.replace(" of", "\nof"),
    }.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    found = read([tmp_path]).articles
    assert sorted(article.id[:2] for article in found) == ["x-", "x-"]
    assert [article.copies for article in found if article.copies] == [("y", "z")]
    assert read([tmp_path / "c", tmp_path / "b", tmp_path / "a"]).articles == tuple(
        article for article in read([tmp_path / "a", tmp_path / "b", tmp_path / "c"]).articles
    )


def test_ids_do_not_depend_on_where_the_folder_is(tmp_path: Path) -> None:
    for place in ("here", "there/deep"):
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / "x.txt").write_text(ENGLISH)
    assert read([tmp_path / "here"]).articles == read([tmp_path / "there/deep"]).articles
