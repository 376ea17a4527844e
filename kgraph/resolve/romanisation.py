"""How near two spellings of one name are, when both are romanisations of the same foreign word.

A token is first written in a plain alphabet, one letter a sound, in which the systematic differences between
romanisation systems disappear (Łukaszenka, Loukachenko, Lukashenka; Tsikhanouskaya, Tichanowskaja). What is left is
measured by an edit distance in which sounds that romanisations confuse are near (vowels to vowels, g-k-q, v-u-w, h-kh)
and any other consonant far: Karpienka and Karpiankou differ by a consonant and are two names.

References
----------
.. [1] ALA-LC, BGN/PCGN and GOST romanisation tables for Russian, Belarusian, Ukrainian; the Lacinka alphabet.
.. [2] Zobel and Dart, "Phonetic string matching: lessons from information retrieval", SIGIR 1996 (edit distances over
       sound classes).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

# Letters whose marks carry a sound; anyascii would drop it.
_MARKED = str.maketrans({
    "š": "sh", "ş": "sh", "ș": "sh", "ś": "sh", "č": "ch", "ç": "ch", "ć": "ch", "ž": "zh", "ż": "zh", "ź": "zh",
    "ř": "rzh", "ŭ": "v", "ł": "l", "ğ": "g", "ñ": "ny", "ħ": "h", "ţ": "ts", "ț": "ts", "ǧ": "j", "ġ": "g", "đ": "dj", "ı": "i",
    "ʿ": "", "ʾ": "", "ʼ": "", "’": "", "'": "", "‘": "", "`": "", "ь": "", "ʹ": "",
})  # fmt: skip

# Longest first; capitals are single sounds: S sh, C ch, J zh/dj, H kh, T ts, D dz.
_SOUNDS = (
    ("shch", "S"), ("schtsch", "S"), ("tsch", "C"), ("tch", "C"), ("sch", "S"), ("szcz", "S"), ("dzh", "J"),
    ("dsch", "J"), ("sh", "S"), ("sz", "S"), ("sj", "S"), ("cz", "C"), ("ch", "C"), ("zh", "J"), ("rz", "J"),
    ("dj", "J"), ("dz", "D"), ("kh", "H"), ("gh", "g"),
    ("ts", "T"), ("tz", "T"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("ck", "k"), ("qu", "k"), ("q", "k"), ("x", "ks"),
    ("w", "v"), ("oo", "u"), ("ee", "i"), ("y", "i"), ("j", "j"),
)  # fmt: skip
_SOUND = dict(_SOUNDS)
_SOUND_PATTERN = re.compile("|".join(sorted((re.escape(a) for a, _ in _SOUNDS), key=len, reverse=True)))
_VOWELS = frozenset("aeiou")
_SOFT = re.compile(r"(?<=[bvgdkzlmnprstfHhSCJTD])[ij](?=[aeou])")

_FREE, _CLOSE, _FAR = 0.0, 0.3, 2.0
_NEAR: dict[frozenset[str], float] = {
    frozenset(pair): cost
    for cost, pairs in {
        0.15: ("vu", "ij", "Tt", "Dd"),
        0.2: ("ao", "ou", "Jj"),
        0.25: ("ei", "ea", "Hh"),
        0.3: ("vf", "gh", "CS"),
        0.35: ("iu", "eo", "ui"),
        0.4: ("kg", "sz", "sS", "CT", "Jz", "JC", "Jg", "kH", "HC", "kC", "SJ", "sT", "cT", "jh", "zD", "zT"),
        0.5: ("ai",),
        0.6: ("bv", "td", "tD", "bp", "jg"),
    }.items()
    for pair in pairs
}


def plain_letters(text: str) -> str:
    """Lower-case ASCII letters of one token; marks that carry a sound become digraphs."""
    composed = unicodedata.normalize("NFC", text).casefold().translate(_MARKED)
    return re.sub(r"[^a-z]", "", anyascii(composed).casefold())


@lru_cache(maxsize=500_000)
def sounds(letters: str) -> str:
    """A token of plain letters, one letter a sound."""
    out = _SOUND_PATTERN.sub(lambda m: _SOUND[m.group()], letters)
    out = re.sub(r"c(?=[ei])", "s", out).replace("c", "k")
    out = re.sub(r"(.)\1+", r"\1", out)
    out = re.sub(r"(?<=in)e$", "", out)
    out = re.sub(r"(?<=[aeo])u$", "v", out) if len(out) > 5 else out
    out = re.sub(r"(?<=[ao])u(?=sk)", "v", out)
    out = re.sub(r"ii+|ij|ji", "i", out)
    out = _SOFT.sub("", out)
    out = re.sub(r"(?<=sk)i[aei]?[ia]*$", lambda m: "a" if "a" in m.group() else "i", out)
    return re.sub(r"(.)\1+", r"\1", out)


@lru_cache(maxsize=500_000)
def skeleton(letters: str) -> str:
    """The consonant classes of a token: equal for all its romanisations, and for some other names."""
    classes = str.maketrans({
        **dict.fromkeys("bp", "b"), **dict.fromkeys("vfw", "v"), **dict.fromkeys("gkqcHhx", "k"),
        **dict.fromkeys("dtTD", "t"),
        **dict.fromkeys("szSCJ", "s"), **dict.fromkeys("aeiouj", ""), "m": "n",
    })  # fmt: skip
    text = sounds(letters)
    text = re.sub(r"[hH]", "", text) if len(text) > 3 else text
    text = re.sub(r"(?<=[aeiou])u|^u(?=[^aeiou])", "v", text)
    out = text.translate(classes)
    # T and C, S and s, J and j blur in many systems; one class each keeps them in one block.
    out = re.sub(r"v(?=s)", "", out)
    return re.sub(r"(.)\1+", r"\1", out) or (text[:1] or "-")


@lru_cache(maxsize=1_000_000)
def likeness(a: str, b: str) -> float:
    """How near two tokens of plain letters are, 1.0 for the same sounds, 0.0 at worst."""
    first, second = sounds(a), sounds(b)
    if first == second:
        return 1.0 if a == b else 0.98
    if len(second) < len(first):
        first, second = second, first
    if len(second) - len(first) > 3:
        return 0.0
    length = len(second)
    cost = _distance(first, second, limit=0.3 * length + 0.01, short=length < 5)
    return max(0.0, 1.0 - cost / length)


def _distance(a: str, b: str, limit: float, short: bool) -> float:
    """Weighted edit distance; stops when it must exceed ``limit``."""
    scale = 2.0 if short else 1.0
    previous = [0.0]
    for j in range(len(b)):
        previous.append(previous[-1] + scale * _gap(b, j))
    for i, letter in enumerate(a):
        current = [previous[0] + scale * _gap(a, i)]
        for j, other in enumerate(b):
            same = previous[j] + (
                0.0 if letter == other else scale * _NEAR.get(frozenset((letter, other)), _other(letter, other))
            )
            current.append(min(same, previous[j + 1] + scale * _gap(a, i), current[j] + scale * _gap(b, j)))
        if min(current) > limit:
            return _FAR * len(b)
        previous = current
    return previous[-1]


def _other(a: str, b: str) -> float:
    return 0.4 if a in _VOWELS and b in _VOWELS else _FAR


def _gap(text: str, i: int) -> float:
    """What it costs to drop a letter: little for a semivowel or an h, much for a last vowel or a consonant."""
    letter = text[i]
    last = i == len(text) - 1
    if letter in "jh":
        return 0.2
    if letter in _VOWELS:
        if last:
            return 0.25 if letter == "i" and len(text) > 2 else 1.2
        if i == 0:
            return 0.5
        beside = text[i - 1] in _VOWELS or text[i + 1] in _VOWELS
        return 0.2 if beside else 0.5
    if letter == "v" and i > 0 and text[i - 1] in _VOWELS and not last:
        return 0.6
    return _FAR
