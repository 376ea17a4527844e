"""Constructions that the parser takes for others, mended before the rules read them; shouts; who is kept out."""

from __future__ import annotations

import pytest
from reading import found


@pytest.mark.parametrize(
    ("text", "subject", "relation", "object_"),
    [
        ("The rebel chief whom Kenya funded and Uganda armed was killed.", "Uganda", "aids", "rebel chief"),
        ("The exiles whom Rwanda expelled and Burundi took in have sued Kenya.", "Burundi", "aids", "exiles"),
        ("The company that Serbia owns and Hungary finances sued Croatia.", "Hungary", "aids", "company"),
        ("Soldiers and masked gunmen beat and robbed Kenyan porters.", "masked gunmen", "assaults", "Kenyan porters"),
        ("Soldiers and police arrested and tortured Uyghur activists.", "police", "coerces", "Uyghur activists"),
        ("Fans stoned the town hall, booed Mayor Ritter and cheered the police.", "fans", "supports", "police"),
        ("Sweden granted the Kurdish poets citizenship.", "Sweden", "aids", "Kurdish poets"),
        ("Peru denied the Red Cross access to the prisoners.", "Peru", "rejects", "Red Cross"),
        ("Malta refused the rescue ship entry.", "Malta", "rejects", "rescue ship"),
        ("The bank lent the mayor's cousin two million euros.", "bank", "aids", "mayor's cousin"),
        ("Among those whom the queen honoured was Ana Paz.", "queen", "supports", "Ana Paz"),
        ("Threatening Estonia with sanctions, Russia recalled its envoy.", "Russia", "threatens", "Estonia"),
        ("Not Kenya but Uganda armed the militia.", "Uganda", "aids", "militia"),
        ("Free the journalists, Angela Merkel told Myanmar.", "Angela Merkel", "requests", "Myanmar"),
        ("Sudan, to which Turkey had promised drones, said nothing.", "Turkey", "agreesWith", "Sudan"),
        ("Kenya funded, armed and trained the rebels.", "Kenya", "aids", "rebels"),
        ("Spain paid the kidnappers a ransom.", "Spain", "concedesTo", "kidnappers"),
        ("The opposition demanded that President Kiir sack General Malong.", "opposition", "requests", "Kiir"),
        ("Interpol helped Malaysia arrest financier Jho Tan.", "Malaysia", "coerces", "Jho Tan"),
        ("Hun Sen's daughter-in-law chairs the Angkor Bank.", "Hun Sen's daughter", "leads", "Angkor Bank"),
        ("The bank, whose president Ali Rama had insulted, cut ties.", "Ali Rama", "accuses", "whose president"),
        ("The union whose strike the court banned accused the minister of treason.", "union", "accuses", "minister"),
        ("The minister, whom many Kenyans despise, praised Uganda.", "Kenyans", "opposes", "minister"),
        ("The minister was loved by bishops, hated by unions and mocked by students.", "unions", "opposes", "minister"),
        ("Rwanda got Uganda to expel Kayumba Nyamwasa.", "Uganda", "sanctions", "Kayumba Nyamwasa"),
        (
            "The exit and departure of French soldiers from Mali pleased Niger.",
            "French soldiers",
            "retreatsFrom",
            "Mali",
        ),
        ("The expulsion of Russian diplomats by Chad angered Iran.", "Chad", "sanctions", "Russian diplomats"),
        ("The envoy was killed in a raid by the Taliban.", "Taliban", "assaults", "envoy"),
        ("Ghana praised Togo but not Benin for sheltering Malian pilots.", "Togo", "aids", "Malian pilots"),
        ("Lebanon's appeal to France for help was rejected.", "Lebanon", "requests", "France"),
        ("The court threw out the banker's appeal.", "court", "rejects", "banker"),
        ("Qatar will not let Egyptian reporters enter the stadium.", "Qatar", "rejects", "Egyptian reporters"),
        ('"Go home, Americans!" Okinawan residents shouted.', "kinawan residents", "requests", "Americans"),
        ('"Long live Angela Merkel!" shouted the crowd in Berlin.', "crowd", "supports", "Angela Merkel"),
        ('"Down with Angela Merkel!" the students chanted.', "students", "protestsAgainst", "Angela Merkel"),
    ],
)
def test_the_construction_is_read(text: str, subject: str, relation: str, object_: str) -> None:
    assert any(s.endswith(subject) or subject in s for s, r, o, _ in found(text) if r == relation and object_ in o)


def test_who_is_contrasted_in_a_cleft_sentence_did_not_do_it() -> None:
    text = "It was Chad, not Niger or Togo, that expelled the French ambassador."
    done = {(s, status) for s, r, _, status in found(text) if r == "sanctions"}
    assert ("Chad", "asserted") in done
    assert ("Niger", "negated") in done
    assert ("Niger", "asserted") not in done


def test_any_is_somebody_where_all_are_threatened() -> None:
    relations = {(r, status) for _, r, o, status in found("The cartel has vowed to kill any teacher who returns.")}
    assert ("assaults", "hypothetical") in relations


def test_membership_is_not_a_recipient() -> None:
    assert not any(o == "European Union" and r == "aids" for _, r, o, _ in found("Serbia was granted EU membership."))
