"""How near two spellings of one name are, when both are romanisations of the same foreign word.

A token is first written in a plain alphabet, one letter a sound, in which the systematic differences between
romanisation systems disappear (Zelensky, Selenskyj, Zelenskyy; Yushchenko, Juschtschenko). What is left is
measured by an edit distance in which sounds that romanisations confuse are near (vowels to vowels, g-k-q, v-u-w, h-kh)
and any other consonant far: Ivanenko and Ivankov differ by a consonant and are two names.

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
    "ř": "rzh", "ŭ": "v", "ł": "l", "ğ": "g", "ñ": "ny", "ħ": "h",
    "ţ": "ts", "ț": "ts", "ǧ": "j", "ġ": "g", "đ": "dj", "ı": "i",
    "ʿ": "", "ʾ": "", "ʼ": "", "’": "", "'": "", "‘": "", "`": "", "ь": "", "ʹ": "",
})  # fmt: skip

# Longest first; capitals are single sounds: S sh, C ch, J zh/dj, H kh, T ts, D dz.
_SOUNDS = (
    ("shch", "S"), ("schtsch", "S"), ("tsch", "C"), ("tch", "C"), ("sch", "S"), ("szcz", "S"), ("dzh", "J"),
    ("dsch", "J"), ("sh", "S"), ("sz", "S"), ("sj", "S"), ("cz", "C"), ("ch", "C"), ("zh", "J"), ("rz", "J"),
    ("dj", "J"), ("dz", "D"), ("ds", "D"), ("kh", "H"), ("gh", "g"),
    ("ts", "T"), ("tz", "T"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("ck", "k"), ("qu", "k"), ("q", "k"), ("x", "ks"),
    ("w", "v"), ("oo", "u"), ("ee", "i"), ("y", "i"), ("j", "j"),
)  # fmt: skip
_SOUND = dict(_SOUNDS)
_SOUND_PATTERN = re.compile("|".join(sorted((re.escape(a) for a, _ in _SOUNDS), key=len, reverse=True)))
_VOWELS = frozenset("aeiou")
_WEAK = _VOWELS | {"h", "j"}
_SOFT = re.compile(r"(?<=[bvgdkzlmnprstfHhSCJTD])[ij](?=[aeou])")

_FAR = 2.0
_FARTHEST = 0.2  # of the length: beyond it, how far does not matter
_BAND = 3
_NEAR = {
    0.15: ("vu", "ij", "Tt", "Dd"),
    0.2: ("ao", "ou", "Jj"),
    0.25: ("ei", "ea", "Hh"),
    0.3: ("vf", "gh", "CS"),
    0.35: ("iu", "eo"),
    0.4: ("au", "kg", "sz", "sS", "CT", "Jz", "JC", "Jg", "kH", "HC", "kC", "SJ", "sT", "cT", "jh", "zD", "zT"),
    0.5: ("ai",),
    0.6: ("bv", "td", "tD", "bp", "jg"),
}


def _costs() -> dict[str, dict[str, float]]:
    """What it costs to read one sound as another."""
    letters = "abcdefghijklmnopqrstuvwxyzSCJHTD"
    table = {a: dict.fromkeys(letters, _FAR) for a in letters}
    for a in letters:
        table[a][a] = 0.0
    for cost, pairs in _NEAR.items():
        for pair in pairs:
            table[pair[0]][pair[1]] = table[pair[1]][pair[0]] = cost
    return table


_COST = _costs()


def plain_letters(text: str) -> str:
    """Lower-case ASCII letters of one token; marks that carry a sound become digraphs."""
    composed = unicodedata.normalize("NFC", text).casefold().translate(_MARKED)
    return re.sub(r"[^a-z]", "", anyascii(composed).casefold())


@lru_cache(maxsize=200_000)
def sounds(letters: str) -> str:
    """A token of plain letters, one letter a sound."""
    out = _SOUND_PATTERN.sub(lambda m: _SOUND[m.group()], letters)
    out = re.sub(r"c(?=[ei])", "s", out).replace("c", "k")
    out = re.sub(r"(.)\1+", r"\1", out)
    out = re.sub(r"(?:(?<=in)|(?<=oun))e$", "", out)
    out = re.sub(r"(?<=[aeo])u$", "v", out) if len(out) > 5 else out
    out = re.sub(r"(?<=[ao])u(?=sk)", "v", out)
    out = re.sub(r"ii+|ij", "i", out)
    out = _SOFT.sub("", out)
    out = re.sub(r"(?<=sk)i[aei]?[ia]*$", lambda m: "a" if "a" in m.group() else "i", out)
    return re.sub(r"(.)\1+", r"\1", out)


# What romanisations write in ways too different for one class: Hryhoriy and Grigori, Khashoggi and Kashoggi,
# Tschechow and Chekhov, Jelzin and Yeltsin, Nagib and Najib. Each has a skeleton for every reading.
_READINGS = {"h": ("", "k"), "H": ("", "k"), "C": ("s", "k"), "T": ("t", "s"), "D": ("t", "s"), "j": ("", "s", "k")}
_CLASSES = str.maketrans({
    **dict.fromkeys("bp", "b"), **dict.fromkeys("vfw", "v"), **dict.fromkeys("gkqcx", "k"), **dict.fromkeys("dt", "t"),
    **dict.fromkeys("szSJ", "s"), **dict.fromkeys("aeiou", ""), "m": "n",
})  # fmt: skip


@lru_cache(maxsize=100_000)
def skeletons(letters: str) -> frozenset[str]:
    """The consonant classes of a token, in all readings: its romanisations share one, and some other names do too."""
    text = sounds(letters)
    # The u of Loukanov is a vowel, that of Bykau a v.
    spoken = {text, re.sub(r"(?<=[aeiou])u|^u(?=[^aeiou])", "v", text)}
    spoken |= {re.sub(r"(?<=[aeo])v(?=[^aeiou])", "", form) for form in spoken}  # Jawlani and Jolani
    for letter, readings in _READINGS.items():
        if letter in text:
            spoken = {form.replace(letter, reading) for form in spoken for reading in readings}
    return frozenset(_consonants(form) or text[:1] or "-" for form in spoken)


def _consonants(text: str) -> str:
    out = re.sub(r"v(?=s)", "", text.translate(_CLASSES))
    return re.sub(r"(.)\1+", r"\1", out)


def likeness(a: str, b: str, least: float = 0.8) -> float:
    """How near two tokens of plain letters are: 1.0 for the same letters, 0.0 for anything below ``least``."""
    if a == b:
        return 1.0
    first, second = sounds(a), sounds(b)
    if first == second:
        return 0.98
    if (len(first), first) > (len(second), second):
        first, second = second, first
    if len(second) - len(first) > _BAND or _begin_otherwise(first, second):
        return 0.0
    return _likeness(first, second, max(least, 1.0 - _FARTHEST))


def _begin_otherwise(first: str, second: str) -> bool:
    """Whether two tokens begin with consonants that no romanisation confuses: the quick answer to most pairs."""
    if not first:
        return True
    a, b = first[0], second[0]
    return a != b and a not in _WEAK and b not in _WEAK and _COST[a][b] >= _FAR and len(second) < _FAR / _FARTHEST


@lru_cache(maxsize=200_000)
def _likeness(first: str, second: str, least: float) -> float:
    length = len(second)
    scale = 2.0 if length < 5 else 1.0
    most = (1.0 - least) * length + 1e-9
    cost = scale * _distance(first, second, most / scale)
    return 1.0 - cost / length if cost <= most else 0.0


def _distance(a: str, b: str, limit: float) -> float:
    """Weighted edit distance of two tokens of sounds; anything over ``limit`` once it must exceed it."""
    gaps_a, gaps_b = _gaps(a), _gaps(b)
    width = len(b)
    previous = [0.0] * (width + 1)
    for j in range(width):
        previous[j + 1] = previous[j] + gaps_b[j]
    for i, letter in enumerate(a):
        row, gap = _COST[letter], gaps_a[i]
        low = i - _BAND if i > _BAND else 0
        high = i + _BAND + 1 if i + _BAND + 1 < width else width
        current = [_FAR * width] * (width + 1)
        if low == 0:
            current[0] = previous[0] + gap
        best = _FAR * width
        for j in range(low, high):
            cost = previous[j] + row[b[j]]
            down, right = previous[j + 1] + gap, current[j] + gaps_b[j]
            cost = cost if cost < down else down  # a call of min() costs more than all the rest
            cost = cost if cost < right else right
            current[j + 1] = cost
            best = best if best < cost else cost
        if best > limit and current[0] > limit:
            return _FAR * width
        previous = current
    return previous[width]


@lru_cache(maxsize=200_000)
def _gaps(text: str) -> tuple[float, ...]:
    return tuple(_gap(text, i) for i in range(len(text)))


def _gap(text: str, i: int) -> float:
    """What it costs to drop a sound: little for a semivowel or an h, much for a last vowel or a consonant."""
    letter = text[i]
    last = i == len(text) - 1
    if letter in "jh":
        return 0.2
    if letter in _VOWELS:
        if last:
            return 0.25 if letter == "i" and len(text) > 2 else 1.2
        if i == 0:
            return 0.5
        return 0.2 if text[i - 1] in _VOWELS or text[i + 1] in _VOWELS else 0.5
    if letter == "v" and i > 0 and text[i - 1] in _VOWELS and not last:
        return 0.6
    return _FAR
