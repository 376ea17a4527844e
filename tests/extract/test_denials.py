"""Denied dealings, refusals, what a trigger's own "not" means, headlines without a verb that the parser knows."""

from __future__ import annotations

import pytest

from tests.extract.reading import found


@pytest.mark.parametrize(
    ("text", "triple", "status"),
    [
        (
            "A spokesman for Petrolux said reports of a deal with Shell were false.",
            ("Petrolux", "agreesWith", "Shell"),
            "negated",
        ),
        ("Togo denied rumours of talks with Benin.", ("Togo", "consults", "Benin"), "negated"),
        ("It is false, the bishop said, that Rwanda armed the rebels.", ("Rwanda", "aids", "rebels"), "negated"),
        ("Norway will not meet Hamas.", ("Norway", "rejects", "Hamas"), "asserted"),
        ("The enclave could not survive without Russia.", ("enclave", "dependsOn", "Russia"), "asserted"),
        ("Chile will never abandon Haiti.", ("Chile", "supports", "Haiti"), "asserted"),
        ("Oslo defended Finland against Moscow's complaints.", ("Russia", "accuses", "Finland"), "asserted"),
        ("Slovakia rebuffed calls by Austria to close the reactor.", ("Austria", "requests", "Slovakia"), "asserted"),
        ("Togo, Benin near border deal", ("Togo", "agreesWith", "Benin"), "hypothetical"),
        ("Armenia, Azerbaijan trade fire", ("Azerbaijan", "assaults", "Armenia"), "asserted"),
        ("Fiji summoned the Tongan ambassador to complain.", ("Fiji", "accuses", "Tongan ambassador"), "asserted"),
    ],
)
def test_it_is_read(text: str, triple: tuple[str, str, str], status: str) -> None:
    assert (*triple, status) in found(text)


@pytest.mark.parametrize(
    ("text", "triple"),
    [
        ("The villagers stood up to Litex Mining.", ("villagers", "supports", "Litex Mining")),
        ("The retailer met the bank's forecasts.", ("retailer", "consults", "bank")),
        ("Striker Ali Haddad shot Ghana into the lead.", ("Ali Haddad", "assaults", "Ghana")),
    ],
)
def test_other_senses_are_not_read(text: str, triple: tuple[str, str, str]) -> None:
    assert not [f for f in found(text, 0.4) if f[:3] == triple]
