"""Who does what to whom, in the constructions of news English."""

from __future__ import annotations

import pytest
from reading import found


@pytest.mark.parametrize(
    ("text", "subject", "relation", "object_"),
    [
        ("Rwanda condemned Belgium on Tuesday.", "Rwanda", "accuses", "Belgium"),
        ("Belgium was condemned by Rwanda on Tuesday.", "Rwanda", "accuses", "Belgium"),
        ("Belgium, which Rwanda had condemned, recalled its envoy.", "Rwanda", "accuses", "Belgium"),
        ("Rwanda, which condemned Belgium, recalled its envoy.", "Rwanda", "accuses", "Belgium"),
        ("Condemning Belgium, Rwanda recalled its envoy.", "Rwanda", "accuses", "Belgium"),
        ("Rwanda recalled its envoy and condemned Belgium.", "Rwanda", "accuses", "Belgium"),
        ("Rwanda praised Kenya but condemned Belgium.", "Rwanda", "accuses", "Belgium"),
        ("Rwanda's condemnation of Belgium surprised the envoys.", "Rwanda", "accuses", "Belgium"),
        ("Belgium came under fire from Rwanda.", "Rwanda", "accuses", "Belgium"),
        ("Kenya imposed sanctions on Eritrea.", "Kenya", "sanctions", "Eritrea"),
        ("Japan handed Sri Lanka two patrol boats.", "Japan", "aids", "Sri Lanka"),
        ("Sudan won the support of Chad.", "Chad", "supports", "Sudan"),
        ("Talks between Armenia and Azerbaijan ended late.", "Armenia", "consults", "Azerbaijan"),
        ("Norway agreed to send aid to Malawi.", "Norway", "agreesWith", "Malawi"),
        ("Norway lent Malawi forty million dollars.", "Norway", "aids", "Malawi"),
        ("Norway asked Japan to lend Malawi money.", "Japan", "aids", "Malawi"),
        ("Norway granted Zafar Iqbal safe passage.", "Norway", "concedesTo", "Zafar Iqbal"),
        ("Serbia sold Angola military helicopters.", "Serbia", "aids", "Angola"),
        ("Aid for Malawi from Norway arrived on Friday.", "Norway", "aids", "Malawi"),
        ("Zafar Iqbal was barred from leaving Oman by Interpol.", "Interpol", "sanctions", "Zafar Iqbal"),
        ("Chad tried to stop Sudan from attacking Libya.", "Sudan", "assaults", "Libya"),
        ("Kenya stopped short of condemning Uganda.", "Kenya", "accuses", "Uganda"),
        ("Police broke up a rally by Hamas supporters.", "police", "coerces", "Hamas supporters"),
        ("It was Ghana that Togo condemned.", "Togo", "accuses", "Ghana"),
        ("Six sailors were rescued after nightfall by Norway.", "Norway", "aids", "six sailors"),
        ("Ana Paz escaped arrest by the militia.", "militia", "coerces", "Ana Paz"),
        ('"Sack the coach," fans urged the club.', "club", "sanctions", "coach"),
        ("Ghana rebuffed a plea from Algiers.", "Ghana", "rejects", "Algeria"),
        ("The attack by rebels on Goma lasted a day.", "rebels", "assaults", "Goma"),
        ("Chad's closest ally is France.", "France", "alliedWith", "Chad"),
        ("Malawi is reliant on Zambian electricity.", "Malawi", "dependsOn", "Zambia"),
        ("Laos financed Cambodia's budget.", "Laos", "aids", "Cambodia"),
        ("Troops from Chad are due to pull out of Goma.", "troops from Chad", "retreatsFrom", "Goma"),
        ("Having ousted the king, Colonel Rahimi dissolved parliament.", "Rahimi", "coerces", "king"),
        ("The army's blockade of Goma lasted a month.", "army", "coerces", "Goma"),
        ("Hamas has been designated a terrorist group by Paraguay.", "Paraguay", "sanctions", "Hamas"),
        ("Ghana has the full support of Togo.", "Togo", "supports", "Ghana"),
        ("The licence of Al Jazeera was revoked by Sudan.", "Sudan", "sanctions", "Al Jazeera"),
        ("The generals turned on Angela Merkel.", "generals", "accuses", "Angela Merkel"),
        ("Ghana banned South African wine.", "Ghana", "sanctions", "South Africa"),
        ("Ghana ordered Togo to attack Benin.", "Ghana", "requests", "Togo"),
        ("Ghana helped Togo to build a port.", "Ghana", "aids", "Togo"),
        ("Ghana has Togo's backing.", "Togo", "supports", "Ghana"),
        ("Ghana was met with criticism from Togo.", "Togo", "accuses", "Ghana"),
        ("Ghana is under pressure from Togo to withdraw.", "Togo", "requests", "Ghana"),
        ("Ghana is seeking Togo's support.", "Ghana", "requests", "Togo"),
        ("Under a deal with Togo, Ghana will sell gas.", "Ghana", "agreesWith", "Togo"),
        ("Ghana tore up its treaty with Togo.", "Ghana", "rejects", "Togo"),
        ("Ghana gave in to Togo's demands.", "Ghana", "concedesTo", "Togo"),
        ("Ghana, a member of ECOWAS, abstained.", "Ghana", "memberOf", "ECOWAS"),
        ("Merkel took over as head of Interpol.", "Merkel", "leads", "Interpol"),
        ("Ghana has joined ECOWAS as its tenth member.", "Ghana", "memberOf", "ECOWAS"),
        ("After meeting Angela Merkel, Boris Johnson warned Ghana.", "Boris Johnson", "consults", "Angela Merkel"),
        ("Before attacking Ghana, Togo had warned Benin.", "Togo", "assaults", "Ghana"),
        ("Togo talked Ghana into withdrawing from Benin.", "Ghana", "retreatsFrom", "Benin"),
        ("It is Togo that arms the rebels.", "Togo", "aids", "rebels"),
        ("Togo holds Ghana responsible for the attack.", "Togo", "accuses", "Ghana"),
        ("Praise for Angela Merkel came from Togo.", "Togo", "supports", "Angela Merkel"),
        ("Ghana received rifles from Togo.", "Togo", "aids", "Ghana"),
        ("The miners were fired upon by police.", "police", "assaults", "miners"),
        ("The court had Angela Merkel arrested.", "court", "coerces", "Angela Merkel"),
        ("Sudan was behind the bombing of Chad.", "Sudan", "assaults", "Chad"),
        ("On Friday the bishop called Angela Merkel a great woman.", "bishop", "supports", "Angela Merkel"),
        ("Students marched through Dakar. Police fired tear gas.", "police", "assaults", "students"),
        ("Iran seized the company's ship after Chad rejected Sudan's offer.", "Chad", "rejects", "Sudan"),
    ],
)
def test_the_direction_of_an_act(text: str, subject: str, relation: str, object_: str) -> None:
    triples = {(s, r, o) for s, r, o, _ in found(text)}
    assert (subject, relation, object_) in triples
    assert (object_, relation, subject) not in triples or relation in {"consults", "agreesWith"}


def test_every_pair_of_a_coordination_is_found() -> None:
    triples = found("France and Germany rebuked Hungary and Slovakia over the veto.")
    wanted = {(s, "accuses", o, "asserted") for s in ("France", "Germany") for o in ("Hungary", "Slovakia")}
    assert wanted <= triples


def test_accusations_traded_go_both_ways() -> None:
    triples = found("Spain and Morocco traded accusations over the island.")
    assert {("Spain", "accuses", "Morocco", "asserted"), ("Morocco", "accuses", "Spain", "asserted")} <= triples


@pytest.mark.parametrize(
    "text", ["Spain and Morocco expelled each other's diplomats.", "Spain and Morocco expelled one another."]
)
def test_what_is_done_to_each_other_goes_both_ways(text: str) -> None:
    triples = {(s, o) for s, r, o, _ in found(text) if r == "sanctions"}
    assert triples == {("Spain", "Morocco"), ("Morocco", "Spain")}


def test_each_other_may_be_a_list_behind_its_noun() -> None:
    triples = found("The two bishops, Tomas Reyes and Lino Abad, blamed each other.")
    assert ("Tomas Reyes", "accuses", "Lino Abad", "asserted") in triples


def test_the_support_that_one_loses_is_another_s() -> None:
    assert ("Sudan", "supports", "Chad", "negated") in found("Chad lost the support of Sudan.")
    assert ("army", "retreatsFrom", "Goma", "asserted") in found("The army lost control of Goma.")


@pytest.mark.parametrize("text", ["Drought struck Malawi.", "An outbreak of cholera killed traders in Goma."])
def test_nature_is_no_actor(text: str) -> None:
    assert "assaults" not in {r for _, r, _, _ in found(text)}


def test_who_visits_a_town_meets_nobody() -> None:
    assert "consults" not in {r for _, r, _, _ in found("Yesterday the bishop visited Mombasa.", 0.45)}


def test_who_names_somebody_does_not_meet_him() -> None:
    assert "consults" not in {r for _, r, _, _ in found("On Friday the bishop called Angela Merkel a great woman.")}


@pytest.mark.parametrize(
    "text",
    [
        "Tanzania and Zambia both reported higher maize harvests this year.",
        "The plan to move the capital was met with criticism in Lilongwe.",
        "Argentine beef prices rose while Chilean wine exports fell.",
        "The journalist was detained at dawn and later released.",
    ],
)
def test_no_act_from_mere_company(text: str) -> None:
    acts = {r for _, r, _, _ in found(text, 0.3)} - {"memberOf", "locatedIn", "leads"}
    assert not acts


def test_an_idiom_does_not_fire_its_verb_alone() -> None:
    assert all(r != "assaults" for _, r, _, _ in found("Kenya struck a deal with Uganda.", 0.3))


def test_who_refuses_a_kindness_rejects() -> None:
    assert ("Kenya", "rejects", "Uganda", "asserted") in found("Kenya declined to help Uganda.")
    assert "rejects" not in {r for _, r, _, _ in found("Kenya refused to attack Uganda.", 0.45)}


def test_the_model_does_not_cross_what_the_rules_have_told() -> None:
    text = "Owusu fled to Miami; López has settled in Madrid."
    assert ("Owusu", "locatedIn", "Madrid", "asserted") not in found(text)
    text = "Botswana received a rebuke from China and drew praise from Taiwan."
    assert ("China", "supports", "Taiwan", "asserted") not in found(text)


def test_who_wins_a_match_opposes_nobody() -> None:
    assert not found("Ana Paz beat Lena Holm 6-3, 6-1.", minimum=0.5)


def test_an_order_is_not_carried_out_by_who_gives_it() -> None:
    assert not {f for f in found('"Free our brothers," the crowd chanted.', minimum=0.5) if f[0] == "crowd"}
