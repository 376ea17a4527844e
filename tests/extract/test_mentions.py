"""Names, descriptions and collectives as mentions: spans, types, what is no actor."""

from __future__ import annotations

import pytest
from reading import discourse_of

from kgraph.extract.coreference import Discourse
from kgraph.extract.name_sieves import initials
from kgraph.extract.spans import name_key
from kgraph.extract.words import load_words
from kgraph.model import ActorType, Entity, MentionKind


def entity(discourse: Discourse, form: str) -> Entity:
    found = [e for e in discourse.entities if form in dict(e.forms) or e.name == form]
    assert found, f"{form!r} is not among {[e.forms for e in discourse.entities]}"
    return found[0]


def forms(discourse: Discourse) -> set[str]:
    return {form for e in discourse.entities for form, _ in e.forms}


@pytest.mark.parametrize(
    ("text", "form", "kind"),
    [
        ("Ghanaian officials met William Ruto in Accra on Monday.", "William Ruto", ActorType.PERSON),
        ("The Ministry of Justice of Peru denied the report.", "Ministry of Justice of Peru", ActorType.ORGANIZATION),
        ("Sudan closed its border with Chad.", "Sudan", ActorType.COUNTRY),
        ("Residents of Khartoum fled to the town of Wad Madani.", "Khartoum", ActorType.PLACE),
        ("Kenyans voted peacefully on Tuesday.", "Kenyans", ActorType.GROUP),
        ("Protesters gathered outside the palace in Colombo.", "protesters", ActorType.GROUP),
        ("Riot police fired tear gas at the crowd in Dakar.", "Riot police", ActorType.GROUP),
        ("NATO welcomed the decision of Finland.", "NATO", ActorType.ORGANIZATION),
        ("Hamas rejected the offer on Sunday.", "Hamas", ActorType.ORGANIZATION),
        ("The Supreme Court of Kenya annulled the vote.", "Supreme Court of Kenya", ActorType.ORGANIZATION),
        ("Thousands of farmers marched through Warsaw.", "thousands of farmers", ActorType.GROUP),
        ("A number of lawmakers walked out of the chamber in Tbilisi.", "A number of lawmakers", ActorType.GROUP),
    ],
)
def test_type_of_an_actor(text: str, form: str, kind: ActorType) -> None:
    assert entity(discourse_of(text), form).type is kind


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Zambian President Hakainde Hichilema signed the bill.", "Hakainde Hichilema"),
        ("Police chief Ana Duarte resigned.", "Ana Duarte"),
        ("Former Prime Minister Sheikh Hasina fled Bangladesh.", "Hasina"),
        ("Mayor Ekrem Imamoglu was detained in Istanbul.", "Ekrem Imamoglu"),
        ("Gen. Min Aung Hlaing seized power in Myanmar.", "Min Aung Hlaing"),
    ],
)
def test_a_name_goes_without_its_title(text: str, name: str) -> None:
    persons = [e.name for e in discourse_of(text).entities if e.type is ActorType.PERSON and e.named]
    assert len(persons) == 1
    assert persons[0].endswith(name)
    assert "President" not in persons[0]


def test_possessives_and_contractions_are_no_part_of_a_name() -> None:
    discourse = discourse_of("Bolivia's president didn't answer. Peru isn't worried about Bolivia's plans.")
    assert entity(discourse, "Bolivia").type is ActorType.COUNTRY
    assert not {form for form in forms(discourse) if form.endswith("'s") or "n't" in form}


def test_lists_of_names_are_taken_apart() -> None:
    discourse = discourse_of("Envoys of Norway, Qatar and Egypt met in Doha.")
    assert {"Norway", "Qatar", "Egypt"} <= forms(discourse)


def test_a_demonym_adjective_is_a_nested_mention_of_the_country() -> None:
    discourse = discourse_of("The Armenian prime minister met Turkish envoys.")
    nested = [m for m in discourse.mentions if m.kind is MentionKind.NAME]
    assert [discourse.entities[m.entity].territory for m in nested] == ["am", "tr"]
    outer = entity(discourse, "the Armenian prime minister")
    assert (outer.type, outer.territory, outer.roles) == (ActorType.PERSON, "am", ("prime minister",))


def test_a_country_inside_the_name_of_a_body_is_a_nested_mention() -> None:
    discourse = discourse_of("The Central Bank of Kenya raised rates.")
    assert entity(discourse, "Central Bank of Kenya").type is ActorType.ORGANIZATION
    assert entity(discourse, "Kenya").type is ActorType.COUNTRY


def test_a_name_after_a_prefix_is_a_nested_mention() -> None:
    discourse = discourse_of("Yoweri Museveni ruled for decades. Anti-Museveni protesters marched in Kampala.")
    museveni = entity(discourse, "Yoweri Museveni")
    assert museveni.mentions == 2
    assert entity(discourse, "anti-Museveni protesters").type is ActorType.GROUP


def test_a_surname_inherits_the_type_of_the_full_name() -> None:
    discourse = discourse_of("Abdel Fattah al-Burhan spoke in Port Sudan. Burhan refused talks. Later Burhan left.")
    assert entity(discourse, "Burhan").name == "Abdel Fattah al-Burhan"
    assert entity(discourse, "Burhan").type is ActorType.PERSON


def test_a_role_and_its_place_before_the_name_are_one_person() -> None:
    discourse = discourse_of("Mayor of London Sadiq Khan condemned the attack. Sadiq Khan spoke in London.")
    khan = entity(discourse, "Sadiq Khan")
    assert khan.type is ActorType.PERSON
    assert discourse.mention_at(discourse.parse.doc[0]) is not None
    assert discourse.mentions[0].entity == khan.index


@pytest.mark.parametrize(
    "text",
    [
        "Inflation rose again on Monday, and the weather was bad.",
        "It rained heavily, and it seemed that the roads would close.",
        "Article 5 of the Constitution was quoted at length in the debate.",
    ],
)
def test_no_actor_where_nobody_acts(text: str) -> None:
    assert [e.name for e in discourse_of(text).entities] == []


def test_headline_capitals_make_no_names() -> None:
    discourse = discourse_of(
        "Thousands Demand Fresh Vote As Crisis Deepens\n\nThousands of people marched in Lima on Friday."
    )
    assert [e.name for e in discourse.entities if e.named] == ["Lima"]


def test_a_country_that_is_also_a_state() -> None:
    state = discourse_of("Senators from Georgia and Texas objected. Texas sued, and Georgia appealed.")
    country = discourse_of("Georgia and Armenia signed a deal in Tbilisi. The Georgian minister smiled.")
    assert entity(state, "Georgia").type is ActorType.PLACE
    assert entity(country, "Georgia").type is ActorType.COUNTRY


def test_by_head_holds_the_outermost_mention() -> None:
    discourse = discourse_of("The Ghanaian police arrested three miners.")
    doc = discourse.parse.doc
    outer = discourse.by_head[2]
    assert discourse.parse.span(outer.first, outer.last).text == "The Ghanaian police"
    assert discourse.mention_at(doc[2]) == outer
    assert discourse.mention_at(doc[3]) is None


def test_entities_are_in_the_order_of_the_mentions() -> None:
    discourse = discourse_of("Chile and Peru met Bolivia.")
    assert [e.index for e in discourse.entities] == [0, 1, 2]
    assert [e.name for e in discourse.entities] == ["Chile", "Peru", "Bolivia"]


def test_name_key_and_initials() -> None:
    assert name_key("The U.S.’s") == "us"
    assert name_key("the African Union's") == "african union"
    assert initials("Economic Community of West African States") == {"ECOWAS", "ECWAS"}
    assert initials("Frelimo") == set()


@pytest.mark.parametrize("name", ["roles", "kin", "people", "collectives"])
def test_word_classes_are_large_enough_and_without_doubles(name: str) -> None:
    words = load_words()
    table = {"roles": words.roles, "kin": words.kin, "people": words.people, "collectives": words.collectives}[name]
    assert len(table) >= {"roles": 200, "kin": 40, "people": 200, "collectives": 150}[name]


def test_the_initials_of_a_speaker_in_double_brackets_are_no_mention() -> None:
    discourse = discourse_of("((NHK)) Do you agree with Kenya? ((Amina Yusuf)) Yes. Kenya (KE) is right.")
    names = {e.name for e in discourse.entities}
    assert "NHK" not in names
    assert {"Amina Yusuf", "Kenya"} <= names


def test_a_capital_with_its_district_is_one_place() -> None:
    discourse = discourse_of("Ambassador Ana Paz left Washington, D.C., on Monday. France, Mali and Niger stayed away.")
    names = {entity.name for entity in discourse.entities}
    assert "Washington, D.C." in names
    assert not names & {"Washington", "D.C."}
    assert names >= {"France", "Mali", "Niger"}
