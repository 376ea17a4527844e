from __future__ import annotations

from corpus import ORG, C, G, L, P, clusters, resolved, together

from kgraph.model import ActorType


def actor(resolution, entity):
    article, index = entity.split(":")
    return next(a for a in resolution.actors if a.id == resolution.actor_of[article, int(index)])


def test_countries_are_their_code():
    found = resolved({"a": [("US", C, {"territory": "us"})], "b": [("United States", C)], "c": [("America", C)]})
    assert together(found, "a:0", "b:0", "c:0")
    assert actor(found, "a:0").wikidata == "Q30" and actor(found, "a:0").name == "United States"


def test_a_city_and_the_government_in_it_are_two():
    found = resolved({"a": [("Moscow", C, {"territory": "ru"}), ("Moscow", L)], "b": [("Russia", C)]})
    assert together(found, "a:0", "b:0") and not together(found, "a:0", "a:1")
    assert actor(found, "a:1").wikidata is None


def test_a_state_and_a_country_of_one_name_are_two():
    found = resolved({"a": [("Georgia", C, {"territory": "ge"}), ("Georgia", L, {"territory": "us-ga"})]})
    assert {a.id for a in found.actors} == {"georgia", "georgia-place"}


def test_names_of_one_city():
    found = resolved({"a": [("Kiev", L), ("Hrodna", L)], "b": [("Kyiv", L), ("Grodno", L)]})
    assert together(found, "a:0", "b:0") and together(found, "a:1", "b:1")


def test_acronym_and_long_form_of_the_gazetteer():
    found = resolved({"a": [("NATO", ORG)], "b": [("North Atlantic Treaty Organization", ORG)], "c": [("Nato", ORG)]})
    assert together(found, "a:0", "b:0", "c:0")


def test_an_acronym_needs_support():
    found = resolved({
        "a": [("Central Election Commission of Belarus", ORG)],
        "b": [("CEC", ORG, {"territory": "by"})],
        "c": [("Christchurch District Court", ORG)],
        "d": [("CDC", ORG)],
    })  # fmt: skip
    assert together(found, "a:0", "b:0") and not together(found, "c:0", "d:0")


def test_an_article_gives_an_acronym():
    forms = [("Belarusian Association of Journalists", 1), ("BAJ", 2)]
    found = resolved({"a": [("Belarusian Association of Journalists", ORG, {"forms": forms})], "b": [("BAJ", ORG)]})
    assert together(found, "a:0", "b:0")


def test_ministries_belong_to_their_country():
    found = resolved({
        "a": [("Belarusian Ministry of Defence", ORG), ("Defense Ministry", ORG, {"territory": "ua"})],
        "b": [("Ministry of Defense of Belarus", ORG), ("Defence Ministry", ORG)],
        "c": [("Ministry of Defence", ORG)],
    })  # fmt: skip
    assert together(found, "a:0", "b:0", "b:1")
    assert len(clusters(found)) == 3


def test_the_country_that_an_article_is_about_lends_its_name():
    forms = [("Belarus", 8)]
    found = resolved({
        "a": [("Belarus", C, {"territory": "by", "forms": forms}), ("Interior Ministry", ORG)],
        "b": [("Belarusian Interior Ministry", ORG)],
        "c": [("Ukraine", C, {"territory": "ua", "forms": [("Ukraine", 8)]}), ("Interior Ministry", ORG)],
    })  # fmt: skip
    assert together(found, "a:1", "b:0") and not together(found, "a:1", "c:1")


def test_groups_keep_their_nation():
    unnamed = {"named": False}
    found = resolved({
        "a": [("Belarusian protesters", G, unnamed), ("Ukrainian protesters", G, unnamed)],
        "b": [("the protesters", G, {"named": False, "territory": "by"}), ("protesters", G, unnamed)],
        "c": [("protesters", G, unnamed)],
    })  # fmt: skip
    assert together(found, "a:0", "b:0")
    assert len(clusters(found)) == 4
    assert actor(found, "b:0").name == "Belarusian protesters" and not actor(found, "b:0").named


def test_roles_without_a_holder_stay_in_their_article():
    found = resolved(
        {"a": [("the US president", P, {"named": False})], "b": [("the US president", P, {"named": False})]}
    )
    assert not together(found, "a:0", "b:0")
    assert all("us-president" in a.id for a in found.actors)


def test_an_office_means_its_holder_on_the_day():
    role = {"named": False}
    articles = {
        "a": [("Barack Obama", P)],
        "b": [("Donald Trump", P)],
        "c": [("the US president", P, role)],
        "d": [("the president", P, {"named": False, "territory": "us"})],
        "e": [("the US president", P, role)],
        "f": [("the former US president", P, role), ("a US president", P, role)],
        "g": [("the US president", P, role)],
    }
    dates = {"c": "2014-05-01", "d": "2025-05-01", "e": "2018-05-01", "f": "2014-05-01"}
    found = resolved(articles, dates=dates)
    assert together(found, "a:0", "c:0") and together(found, "b:0", "d:0")
    assert len(clusters(found)) == 6


def test_an_organisation_and_a_group_of_one_name_are_one_but_no_other_types():
    found = resolved({"a": [("Nasha Niva", ORG)], "b": [("Nasha Niva", G)], "c": [("Nasha Niva", P)]})
    assert together(found, "a:0", "b:0") and not together(found, "a:0", "c:0")


def test_peoples_have_one_name():
    found = resolved({"a": [("Belarusians", G)], "b": [("Belarussians", G)]})
    assert together(found, "a:0", "b:0") and actor(found, "a:0").name == "Belarusians"


def test_only_checked_identifiers():
    found = resolved({
        "a": [("Alexander Lukashenko", P), ("NATO", ORG), ("IMF", ORG), ("European Union", ORG), ("France", C)]
    })  # fmt: skip
    linked = {a.name: a.wikidata for a in found.actors if a.wikidata}
    assert linked == {"European Union": "Q458", "France": "Q142", "NATO": "Q7184"}


def test_an_acronym_that_an_article_gives_in_brackets_need_not_be_its_initials():
    given = {"forms": [("Candidatura d'Unitat Popular", 1), ("CUP", 2)], "reasons": (("CUP", "acronym in brackets"),)}
    found = resolved({"a": [("Candidatura d'Unitat Popular", ORG, given)], "b": [("CUP", ORG)]})
    assert together(found, "a:0", "b:0")
    guessed = {"forms": [("Candidatura d'Unitat Popular", 1), ("CUP", 2)], "reasons": (("CUP", "same body"),)}
    found = resolved({"a": [("Candidatura d'Unitat Popular", ORG, guessed)], "b": [("CUP", ORG)]})
    assert not together(found, "a:0", "b:0")


def test_a_country_before_a_noun_is_an_adjective_but_not_after_a_preposition():
    found = resolved({
        "a": [("Belarus police", G, {"named": False})],
        "b": [("the Belarusian police", G, {"named": False})],
        "c": [("supporters of Belarus in exile", G, {"named": False})],
    })  # fmt: skip
    assert together(found, "a:0", "b:0") and actor(found, "c:0").territory is None


def test_a_place_is_called_as_most_call_it():
    found = resolved({"a": [("London", L, {"forms": [("London", 5)]})], "b": [("City of London", L)]})
    assert [a.name for a in found.actors] == ["London"]


def test_us_and_u_s_count_as_one_name():
    found = resolved({"a": [("Capitol Hill", ORG, {"forms": [("Capitol Hill", 3)]}),
                            ("US Congress", ORG, {"forms": [("US Congress", 2), ("U.S. Congress", 2)]})]})  # fmt: skip
    assert [a.name for a in found.actors] == ["U.S. Congress"]


def test_the_gazetteer_knows_what_the_recogniser_took_for_a_place():
    found = resolved({"a": [("Belarus", L), ("Western", L)]})
    assert actor(found, "a:0").type is ActorType.COUNTRY
    assert actor(found, "a:1").name == "West"


def test_numbers_tell_organisations_apart():
    found = resolved(
        {"a": [("Channel 4", ORG)], "b": [("Channel 5", ORG)], "c": [("Red Hat", ORG)], "d": [("Red Hat 7", ORG)]}
    )
    assert len(clusters(found)) == 4


def test_a_country_in_the_name_is_not_dropped():
    names = ("Royal Air Force", "Royal Saudi Air Force", "United Russia", "United")
    found = resolved({name: [(name, ORG)] for name in names})
    assert len(clusters(found)) == 4


def about(code, name, *others):
    return [(name, C, {"territory": code, "forms": [(name, 6)]}), *others]


def test_parties_of_one_name_belong_to_the_country_that_the_article_is_about():
    found = resolved({
        "a": about("gb", "United Kingdom", ("Liberal Democrats", ORG), ("Conservative Party", ORG)),
        "b": about("au", "Australia", ("Liberal Democrats", ORG)),
        "c": about("ca", "Canada", ("Conservative Party", ORG)),
        "d": about("gb", "Britain", ("Conservative Party", ORG)),
    })  # fmt: skip
    assert not together(found, "a:1", "b:1") and not together(found, "a:2", "c:1")
    assert together(found, "a:2", "d:1")


def test_a_party_of_the_gazetteer_is_not_that_of_a_country_of_which_the_article_does_not_speak():
    found = resolved({
        "a": about("jp", "Japan", ("Democratic Party", ORG)),
        "b": about("us", "US", ("Democratic Party", ORG)),
        "c": about("ir", "Iran", ("Democratic Party", ORG), ("American", C, {"territory": "us"})),
        "d": about("am", "Armenia", ("Christian Democratic Union", ORG), ("FBI", ORG)),
    })  # fmt: skip
    assert together(found, "b:1", "c:1") and not together(found, "a:1", "b:1")
    assert actor(found, "d:1").wikidata is None and actor(found, "d:2").wikidata == "Q8333"


def test_a_place_that_has_a_country_is_no_person_of_its_name():
    found = resolved({"a": [("Lincoln", L, {"territory": "us-ne"}), ("Abraham Lincoln", P)]})
    assert not together(found, "a:0", "a:1")
