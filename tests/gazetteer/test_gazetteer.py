from __future__ import annotations

import subprocess
import sys

import pytest

from kgraph.errors import SettingsError
from kgraph.gazetteer import Gazetteer
from kgraph.model import ActorType
from kgraph.resources import ontology


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer.load()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("US", "us"),
        ("U.S.", "us"),
        ("the United States", "us"),
        ("us", None),
        ("Us", None),
        ("turkey", None),
        ("TURKEY", "tr"),
        ("Türkiye", "tr"),
        ("UAE", "ae"),
        ("Belorussia", "by"),
        ("Israel's", "il"),
        ("Ivory Coast", "ci"),
        ("Congo", "cd"),
        ("Republic of the Congo", "cg"),
        ("Kosovo", "xk"),
        ("Taiwan", "tw"),
        ("Palestine", "ps"),
        ("Moscow", None),
        ("", None),
    ],
)
def test_countries(gazetteer, text, code):
    assert gazetteer.country(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Belarusian", "by"),
        ("Belarusians", "by"),
        ("British", "gb"),
        ("Brits", "gb"),
        ("Dutch", "nl"),
        ("Iraqis", "iq"),
        ("Scottish", "gb-sct"),
        ("Chechens", "ru-ce"),
        ("Western", "x-west"),
        ("Belarus", None),
        ("polish", None),
    ],
)
def test_demonyms(gazetteer, text, code):
    assert gazetteer.demonym(text) == code


def test_capitals_and_seats(gazetteer):
    assert (
        gazetteer.capital("Moscow") == "ru" and gazetteer.capital("Kiev") == "ua" and gazetteer.capital("Paris") == "fr"
    )
    assert gazetteer.seat("the Kremlin") == "ru" and gazetteer.seat("White House") == "us"
    assert gazetteer.seat("Élysée") == "fr" and gazetteer.seat("Downing Street") == "gb"


def test_all_readings(gazetteer):
    assert {e.role for e in gazetteer.lookup("Georgia")} == {"country", "region"}
    assert gazetteer.lookup("Washington")[0].role == "capital"
    assert gazetteer.lookup("who") == () and gazetteer.lookup("WHO")[0].name == "World Health Organization"
    assert gazetteer.lookup("Is") == () and gazetteer.lookup("IS")[0].name == "Islamic State"


def test_every_country_has_an_id_a_capital_or_none_by_right(gazetteer):
    countries = [t for t in gazetteer.territories.values() if t.country]
    assert len(countries) > 195
    assert all(t.wikidata for t in countries)
    assert all(t.parent is None or t.parent in gazetteer.territories for t in gazetteer.territories.values())


def test_no_identifier_without_its_source(gazetteer):
    listed = {
        line.split("\t")[column]
        for file, column in (("territories.tsv", 2), ("organization_ids.tsv", 1))
        for line in ontology("gazetteer", file).read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    }
    used = {e.wikidata for entries in gazetteer._readings.values() for e in entries if e.wikidata}
    assert used <= listed


def test_holders_of_offices(gazetteer):
    def held(code, title, date):
        return {holder.name for holder in gazetteer.holders(code, title, date)}

    assert (
        held("us", "president", "2014-01-01") == {"Barack H. Obama"} and held("us", "president", "2018-01-01") == set()
    )
    assert held("de", "chancellor", "2010-01-01") == {"Angela Merkel"} and held("cn", "president", "2020-01-01") == {
        "Xi Jinping"
    }
    assert held("ru", "prime minister", "2022-01-01") == {"Mikhail Vladimirovich Mishustin"}
    holders = [holder for listed in gazetteer._holders.values() for holder in listed]
    assert len(holders) > 500 and all(h.since <= h.until for h in holders)
    assert len([code for code, listed in gazetteer._holders.items() if listed]) > 180
    assert not any(word.isupper() and len(word) > 3 for h in holders for word in h.name.split())
    assert [e.territory for e in gazetteer.lookup("Emmanuel Macron")] == ["fr"]


def test_genders(gazetteer):
    assert gazetteer.gender("Sviatlana") == "f" and gazetteer.gender("Vladimir") == "m"
    assert gazetteer.gender("Andrea") is None and gazetteer.gender("vladimir") is None
    lines = ontology("gazetteer", "given_names.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    assert len(rows) > 1200 and {gender for _, gender in rows} == {"m", "f"}
    assert len({name for name, _ in rows}) == len(rows)


def test_size_and_licence_of_the_data():
    folder = ontology("gazetteer")
    assert sum(file.stat().st_size for file in folder.iterdir()) < 6_000_000
    assert "OpenSanctions" in (folder / "LICENSE-rigour.txt").read_text(encoding="utf-8")


def test_it_loads_fast():
    code = (
        "import time; from kgraph.gazetteer import Gazetteer; t=time.process_time(); Gazetteer.load().country('US');"
        "print(time.process_time()-t)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert float(run.stdout) < 0.3


def test_a_file_of_the_users_own(tmp_path):
    path = tmp_path / "names.tsv"
    path.write_text("# mine\nViasna\tOrganization\tHuman Rights Center Viasna|HRC Viasna\tby\t\n", encoding="utf-8")
    found = Gazetteer.load([path]).lookup("HRC Viasna")
    assert [(e.name, e.type, e.territory) for e in found] == [("Viasna", ActorType.ORGANIZATION, "by")]
    assert Gazetteer.load().lookup("HRC Viasna") == ()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("Viasna", "line 1: 5 columns"),
        ("Viasna\tNGO", "line 1: the type must be"),
        ("Viasna\tOrganization\t\txx", "line 1: unknown territory code 'xx'"),
        ("Viasna\tOrganization\t\tby\t184", "line 1: a Wikidata id"),
    ],
)
def test_mistakes_are_named(tmp_path, line, message):
    path = tmp_path / "names.tsv"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=message):
        Gazetteer.load([path])
