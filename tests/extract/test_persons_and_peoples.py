"""Names that the recogniser cuts or mistakes, demonyms for people, and descriptions of somebody just named."""

from __future__ import annotations

import pytest
from reading import discourse_of, found

from kgraph.extract.coreference import Discourse
from kgraph.model import ActorType


def actors(discourse: Discourse) -> dict[str, ActorType]:
    return {e.name: e.type for e in discourse.entities}


def referents(discourse: Discourse, text: str, occurrence: int = 0) -> set[str]:
    """The names of the actors for whom the n-th mention with this text stands."""
    parse = discourse.parse
    found = [m for m in discourse.mentions if parse.span(m.first, m.last).text.lower() == text.lower()]
    assert len(found) > occurrence, [parse.span(m.first, m.last).text for m in discourse.mentions]
    mention = found[occurrence]
    return {discourse.entities[k].name for k in discourse.members.get(mention, (mention.entity,))}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Zoltan Farkas enjoys the trust of the farmers.", "Zoltan Farkas", ActorType.PERSON),
        ("Okello sued Lindqvist in Kampala.", "Okello", ActorType.PERSON),
        ("The Pensioners' Party left the coalition in Estonia.", "Pensioners' Party", ActorType.ORGANIZATION),
        ("In May, Ms Okafor left.", "Okafor", ActorType.PERSON),
        ("The union sued Zambia Sugar.", "Zambia Sugar", ActorType.ORGANIZATION),
        ("It is owned by the Danish group Arla Nord.", "Arla Nord", ActorType.ORGANIZATION),
        ("The Tuareg rebels rejected the offer.", "Tuareg rebels", ActorType.GROUP),
        ("Turkish Cypriots rejected the plan.", "Turkish Cypriots", ActorType.GROUP),
        (
            "The Court of Appeals for the Ninth Circuit agreed.",
            "Court of Appeals for the Ninth Circuit",
            ActorType.ORGANIZATION,
        ),
    ],
)
def test_a_name_is_whole_and_typed(text: str, name: str, kind: ActorType) -> None:
    assert actors(discourse_of(text)).get(name) is kind


@pytest.mark.parametrize(
    ("text", "form", "kind"),
    [
        ("Sudanese marched in Omdurman.", "Sudanese", ActorType.GROUP),
        ("An Iranian was arrested in Berlin.", "Iranian", ActorType.PERSON),
        ("The court fined two Turks.", "Turks", ActorType.GROUP),
        ("The Chilean government resigned.", "Chile", ActorType.COUNTRY),
    ],
)
def test_a_demonym_is_a_people_a_person_or_a_country(text: str, form: str, kind: ActorType) -> None:
    assert actors(discourse_of(text)).get(form) is kind


def test_a_language_is_no_actor() -> None:
    assert "France" not in actors(discourse_of("The envoy answered in French."))


@pytest.mark.parametrize(
    ("text", "form", "kind"),
    [
        ("Togo will arm the coastguard.", "coastguard", ActorType.ORGANIZATION),
        ("Eswatini expelled the exiles.", "exiles", ActorType.GROUP),
        ("The army freed the asylum seekers.", "asylum seekers", ActorType.GROUP),
        ("Officers shot the fugitive.", "fugitive", ActorType.PERSON),
        ("Guards beat the miners with iron bars.", "miners", ActorType.GROUP),
        ("Nurses in Quito and teachers in La Paz went on strike.", "nurses in Quito", ActorType.GROUP),
    ],
)
def test_descriptions_of_people(text: str, form: str, kind: ActorType) -> None:
    assert actors(discourse_of(text)).get(form) is kind


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("The Congressional term ends in May.", "Congressional"),
        ("Ana Paz opened a press conference.", "press"),
        ("The opposition to the bill grew.", "opposition to the bill"),
        ("Voters saw a muted campaign.", "muted campaign"),
        ("The law lets police arrest a person at night.", "person"),
        ("Ana Paz never praised any lawmaker.", "any lawmaker"),
    ],
)
def test_no_actor(text: str, absent: str) -> None:
    assert absent not in actors(discourse_of(text))


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Beijing lashed out at Washington.", "United States"),
        ("He is a critic of Tehran.", "Iran"),
        ("India had bailed out Colombo.", "Sri Lanka"),
    ],
)
def test_a_capital_dealt_with_is_its_country(text: str, country: str) -> None:
    assert country in actors(discourse_of(text))


@pytest.mark.parametrize(
    ("text", "mention", "whom"),
    [
        ("Police cornered Emil Varga. Officers shot the fugitive.", "the fugitive", "Emil Varga"),
        ("Nicolae Dragan landed. The Romanian president spoke.", "The Romanian president", "Nicolae Dragan"),
        ("A firm hired Anders Bjork. The Swede resigned.", "The Swede", "Anders Bjork"),
        ("Juan Alba Paz met Li Wei. JAP resigned.", "JAP", "Juan Alba Paz"),
    ],
)
def test_the_one_person_named_before(text: str, mention: str, whom: str) -> None:
    assert referents(discourse_of(text), mention) == {whom}


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Ana Paz was hurt in Lima. The judge spoke.", "The judge"),
        ("Ana Paz met Bo Lund. The activist left.", "The activist"),
        ("Ana Paz was shot. A man was held. The man confessed.", "The man"),
    ],
)
def test_not_the_one_person_named_before(text: str, mention: str) -> None:
    assert "Ana Paz" not in referents(discourse_of(text), mention)


@pytest.mark.parametrize(
    ("text", "mention", "whom"),
    [
        ("Kenya sued Uganda. Both countries recalled their envoys.", "Both countries", {"Kenya", "Uganda"}),
        ("Kenya sued Uganda. The two countries recalled envoys.", "The two countries", {"Kenya", "Uganda"}),
        ("Anna Paz and Karl Sommer resigned. They accused Peru.", "They", {"Anna Paz", "Karl Sommer"}),
        ("The cardinal and the imam met. Both thanked Peru.", "Both", {"cardinal", "imam"}),
        ("Toyota sued Nissan in Tokyo. The two then settled.", "two", {"Toyota", "Nissan"}),
    ],
)
def test_a_mention_of_several_actors(text: str, mention: str, whom: set[str]) -> None:
    discourse = discourse_of(text)
    assert referents(discourse, mention) == whom
    assert "countries" not in " ".join(actors(discourse))


def test_what_is_said_of_several_actors_is_said_of_each() -> None:
    statements = found("Kenya sued Uganda. Both countries accused Peru of piracy.")
    assert {("Kenya", "accuses", "Peru", "asserted"), ("Uganda", "accuses", "Peru", "asserted")} <= statements


@pytest.mark.parametrize(
    ("text", "pronoun", "whom"),
    [
        ("Ali Paz resigned. In his reply, Juan Sommer thanked Peru.", "his", "Juan Sommer"),
        ("As soon as it had occupied Kivu, Rwanda withdrew.", "it", "Rwanda"),
        ("Bo Lund came. The widow said that Captain Salgado had tortured her husband.", "her", "widow"),
        ("The farmers blocked the road; police arrested four of them.", "them", "farmers"),
    ],
)
def test_pronouns(text: str, pronoun: str, whom: str) -> None:
    assert referents(discourse_of(text), pronoun) == {whom}


@pytest.mark.parametrize(
    ("text", "pronoun", "whom"),
    [
        ("Chad warned Niger that it would close the border.", "it", "Chad"),
        ("The bishop told the miners that they had been cheated.", "they", "miners"),
        ("Lotus Bank said on Monday that it would close.", "it", "Lotus Bank"),
        ("Togo sent envoys to Mali, but Mali turned them away.", "them", "envoys"),
        ("It rained in Oslo. Norway sent its army.", "its", "Norway"),
    ],
)
def test_what_it_and_they_are(text: str, pronoun: str, whom: str) -> None:
    assert referents(discourse_of(text), pronoun) == {whom}


def test_it_that_is_nobody() -> None:
    discourse = discourse_of("Kenya sent an envoy. It is clear that nobody was hurt.")
    assert not any(discourse.parse.span(m.first, m.last).text == "It" for m in discourse.mentions)


def test_what_nobody_of_a_kind_did() -> None:
    assert ("lawmaker", "supports", "Ana Paz", "negated") in found("No lawmaker praised Ana Paz.")


def test_who_stands_for_a_person_not_for_the_place() -> None:
    discourse = discourse_of("A judge in Quito, who jailed the rebels, resigned.")
    who = next(token for token in discourse.parse.doc if token.lower_ == "who")
    mention = discourse.mention_at(who)
    assert mention is not None
    assert "judge" in discourse.entities[mention.entity].name
