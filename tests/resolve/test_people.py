from __future__ import annotations

import pytest
from corpus import ORG, C, L, P, clusters, resolved, together

from kgraph.gazetteer import Gazetteer


def test_spellings_of_one_person_are_one_actor():
    found = resolved({
        "a": [("Alexander Lukashenko", P, {"forms": [("Alexander Lukashenko", 2), ("Lukashenko", 5)]})],
        "b": [("Lukashenka", P)],
        "c": [("Aliaksandr Łukaszenka", P)],
        "d": [("President Lukashenko", P)],
    })  # fmt: skip
    assert together(found, "a:0", "b:0", "c:0", "d:0")
    (actor,) = found.actors
    assert actor.id == "alexander-lukashenko" and actor.name == "Alexander Lukashenko"
    assert actor.mentions == 10 and actor.articles == 4


def test_surnames_that_differ_by_a_consonant_are_two_people():
    found = resolved({"a": [("Karpienka", P)], "b": [("Karpiankou", P)], "c": [("Ivan Karpyankov", P)]})
    assert not together(found, "a:0", "b:0")
    assert together(found, "b:0", "c:0")


def test_namesakes_stay_two_and_their_bare_surname_alone():
    found = resolved({"a": [("George Bush", P)], "b": [("Jeb Bush", P)], "c": [("Bush", P)]})
    assert len(clusters(found)) == 3
    assert {(m.a, m.b) for m in found.near_misses} == {("bush", "george-bush"), ("bush", "jeb-bush")}


def test_the_bearer_in_the_article_comes_before_all_others():
    found = resolved({
        "a": [("Kim Jong Un", P), ("Kim", P)],
        "b": [("Kim Jong Il", P), ("Kim", P)],
        "c": [("Kim", P)],
    })  # fmt: skip
    assert together(found, "a:0", "a:1") and together(found, "b:0", "b:1")
    assert not together(found, "a:0", "c:0") and not together(found, "b:0", "c:0")


def test_a_country_in_common_tells_which_bearer():
    found = resolved({
        "a": [("Imran Khan", P, {"territory": "pk"})],
        "b": [("Sadiq Khan", P, {"territory": "gb"})],
        "c": [("Khan", P, {"territory": "pk"})],
    })  # fmt: skip
    assert together(found, "a:0", "c:0") and not together(found, "b:0", "c:0")


def test_a_surname_means_whom_everyone_knows():
    articles = {f"a{i}": [("Barack Obama", P)] for i in range(6)}
    found = resolved({**articles, "b": [("Michelle Obama", P)], "c": [("Obama", P)]})
    assert together(found, "a0:0", "c:0") and not together(found, "b:0", "c:0")


def test_gender_forbids_a_bearer():
    found = resolved({"a": [("Bill Clinton", P)], "b": [("Clinton", P, {"gender": "f"})]})
    assert not together(found, "a:0", "b:0")
    found = resolved({"a": [("Sergei Tikhanovsky", P)], "b": [("Tikhanovskaya", P)]})
    assert not together(found, "a:0", "b:0")


def test_a_shorter_name_joins_only_if_it_can_mean_one():
    found = resolved({"a": [("George W. Bush", P)], "b": [("George H. W. Bush", P)], "c": [("George Bush", P)]})
    assert len(clusters(found)) == 3
    found = resolved({"a": [("Hillary Rodham Clinton", P)], "b": [("Hillary Clinton", P)]})
    assert together(found, "a:0", "b:0")


def test_family_name_first_or_last():
    found = resolved({"a": [("Xi Jinping", P)], "b": [("Jinping Xi", P)], "c": [("Xi", P)]})
    assert together(found, "a:0", "b:0", "c:0")


def test_a_first_name_that_looks_like_a_chinese_surname_is_none():
    found = resolved({"a": [("Kim Kardashian", P)], "b": [("Kim", P)]})
    assert not together(found, "a:0", "b:0")


def test_bare_surnames_of_strangers_spelt_alike_stay_apart():
    found = resolved({"a": [("Kitty Mak", P)], "b": [("Mack", P)], "c": [("Bridget Kelly", P)], "d": [("Kelley", P)]})
    assert len(clusters(found)) == 4


def test_a_person_and_a_place_of_one_name_are_two():
    found = resolved({"a": [("Washington", L), ("George Washington", P)], "b": [("Washington", P)]})
    assert together(found, "a:1", "b:0") and not together(found, "a:0", "b:0")


def test_a_surname_taken_for_an_organisation_is_the_person():
    found = resolved({"a": [("Igor Leshchenya", P), ("Leshchenya", ORG)]})
    assert together(found, "a:0", "a:1")


def test_titles_and_roles_are_no_names():
    found = resolved({
        "a": [("Republican President Donald Trump", P)],
        "b": [("Donald Trump", P)],
        "c": [("Moderator Chris Wallace", P)],
        "d": [("Chris Wallace", P)],
    })  # fmt: skip
    assert together(found, "a:0", "b:0") and together(found, "c:0", "d:0")
    assert {a.name for a in found.actors} == {"Donald Trump", "Chris Wallace"}


def test_initials_do_not_join_other_surnames():
    found = resolved({"a": [("J. R. Myers", P)], "b": [("Jess Mears", P)], "c": [("John G. Roberts", P)],
                      "d": [("Robert Gabriel Mugabe", P)]})  # fmt: skip
    assert len(clusters(found)) == 4


def test_an_office_never_names_its_holder():
    found = resolved(
        {"a": [("The Ukrainian president", P, {"named": False, "territory": "ua"})], "b": [("Zelensky", P),
         ("Vladimir Zelenskiy", P)], "c": [("Volodymyr Zelenskyy", P)]},
        dates={"a": "2025-06-01"},
    )  # fmt: skip
    assert together(found, "a:0", "b:0", "b:1", "c:0")
    assert [a.name for a in found.actors] == ["Vladimir Zelenskiy"]


def test_a_person_is_called_as_most_call_him_unless_others_are_called_so():
    mugabe = {"forms": [("Robert Gabriel Mugabe", 1), ("Robert Mugabe", 4), ("Mugabe", 9)]}
    assert [a.name for a in resolved({"a": [("Robert Gabriel Mugabe", P, mugabe)]}).actors] == ["Robert Mugabe"]
    show = {"forms": [("Doris Day Show", 1), ("Doris Day", 5)]}
    assert [a.name for a in resolved({"a": [("Doris Day Show", P, show)]}).actors] == ["Doris Day"]
    bushes = {
        n: [(f"George {n} Bush", P, {"forms": [(f"George {n} Bush", 1), ("George Bush", 3)]})] for n in ("W.", "H. W.")
    }
    assert {a.name for a in resolved(bushes).actors} == {"George W. Bush", "George H. W. Bush"}


def test_a_junior_is_no_senior():
    found = resolved({"a": [("Donald Trump", P), ("Donald Trump Jr.", P), ("Trump Jr.", P), ("Trump", P)]})
    assert together(found, "a:1", "a:2") and together(found, "a:0", "a:3") and not together(found, "a:0", "a:1")


def test_another_romanisation_that_the_recogniser_took_for_a_body_is_the_person():
    found = resolved({"a": [("Hassan Rouhani", P), ("Rohani", ORG)], "b": [("Moammar Gadhafi", P), ("Qaddafi", ORG)]})
    assert together(found, "a:0", "a:1") and together(found, "b:0", "b:1")


def test_a_surname_of_other_articles_is_a_person_here():
    named = {"forms": [("Carles Puigdemont", 1), ("Puigdemont", 2)]}
    found = resolved({"a": [("Carles Puigdemont", P, named)], "b": [("Puigdemont", ORG)]})
    assert together(found, "a:0", "b:0")


def test_a_paper_that_some_articles_take_for_a_person_is_a_paper():
    articles = {f"a{i}": [("Wikinews", ORG)] for i in range(4)}
    found = resolved({**articles, "b": [("Wikinews", P)], "c": [("French Wikinews", P)]})
    assert together(found, "a0:0", "b:0")


def test_given_names_that_look_like_titles_and_particles():
    found = resolved({
        "a": [("Ben Carson", P)], "b": [("Johnny Carson", P)], "c": [("Don Lemon", P)],
        "d": [("Meadowlark Lemon", P)], "e": [("Zine El Abidine Ben Ali", P)], "f": [("Ben Ali", P)],
    })  # fmt: skip
    assert not together(found, "a:0", "b:0") and not together(found, "c:0", "d:0") and together(found, "e:0", "f:0")


def test_french_and_german_romanisations_over_articles():
    found = resolved({
        "a": [("Salome Zourabichvili", P)], "b": [("Salome Zurabishvili", P)],
        "c": [("Abdelaziz Bouteflika", P)], "d": [("Abdulaziz Buteflika", P)],
        "e": [("Svetlana Tikhanovskaya", P)], "f": [("Swetlana Tichanowskaja", P)],
        "g": [("Jamal Khashoggi", P)], "h": [("Jamal Kashoggi", P)],
    })  # fmt: skip
    assert len(clusters(found)) == 4


@pytest.mark.parametrize("name", ["", "Mr", "President", "…", "Kim Jong-un\u2028", "X" * 300, "李明", "O'Brien's"])
def test_odd_names_do_no_harm(name):
    found = resolved({"a": [(name, P), (name, ORG), (name, L), (name, C)]})
    assert len(found.actor_of) == 4
    assert all(actor.id.isascii() and actor.id for actor in found.actors)


def test_what_a_role_is_of_is_no_name_of_its_holder():
    mayor = {"forms": [("Bill de Blasio", 1), ("de Blasio", 3), ("mayor of Harlem Springs", 1)]}
    found = resolved({"a": [("Bill de Blasio", P, mayor), ("Springs", ORG)]})
    assert not together(found, "a:0", "a:1")
    imus = {"forms": [("Imus", 4), ("philanthropist Don Imus", 1)]}
    assert [a.name for a in resolved({"a": [("Imus", P, imus)]}).actors] == ["Don Imus"]


def test_the_users_gazetteer_joins_and_identifies(tmp_path):
    path = tmp_path / "names.tsv"
    path.write_text("Che\tPerson\tErnesto Guevara\t\tQ5809\nNATO\tOrganization\t\t\tQ99\n", encoding="utf-8")
    articles = {"a": [("Ernesto Guevara", P), ("NATO", ORG)], "b": [("Che", P)], "c": [("Ana Guevara", P)]}
    found = resolved(articles, gazetteer=Gazetteer.load([path]))
    assert together(found, "a:0", "b:0") and not together(found, "a:0", "c:0")
    ids = {actor.name: actor.wikidata for actor in found.actors}
    assert "Q5809" in ids.values() and ids["NATO"] == "Q99" and ids["Ana Guevara"] is None
    assert not together(resolved(articles), "a:0", "b:0")
