"""Which language a text is in, as far as needed to refuse what is not English."""

from __future__ import annotations

import re
from collections import Counter

# The first letter range that most letters fall in decides; Latin script is told apart by function words.
_SCRIPTS = (
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("hy", re.compile(r"[\u0530-\u058f]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("ka", re.compile(r"[\u10a0-\u10ff]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
)
_CYRILLIC = (("be", "ўЎ"), ("uk", "їЇєЄґҐ"), ("sr", "ђЂћЋџЏ"))
_ARABIC = (("fa", "پچژگ"), ("ur", "ٹڈڑے"))
_WORDS = {
    "en": "the of and to in a that is was for it with as his on be at by he this had not are but from or have an they "
    "which one you were her all she there would their we him been has when who will more no if out so said",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er",
    "fr": "de la le et les des en un du une que est pour qui dans par plus pas au sur ne se ce il sont avec",
    "es": "de la que el en y los del se las por un para con no una su al lo como más pero sus le ya este",
    "it": "di e il la che in un per è una sono con non del si da come le dei nel alla più anche gli della",
    "pt": "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao",
    "nl": "de van het een en in is dat op te zijn met voor niet aan er om ook als dan maar bij uit nog naar",
    "pl": "w i z na się do nie to że jest o jak po co tak za od przez oraz są dla który jego był",
    "cs": "a v se na je že o s z do i to k ve pro za by ale si po jako které jsou byl",
    "sv": "och i att det som en på är av för med till den har de inte om ett han men var sig från",
    "tr": "ve bir bu da için ile de olarak daha çok olan sonra gibi kadar en ne ancak olduğu ise",
    "ro": "de și în a la cu pe care nu din că este o un au fost mai pentru să se sunt prin",
    "hu": "a az és hogy nem is egy de meg csak ez volt már van mint el még ki ha azt",
    "id": "yang dan di dengan untuk tidak ini dari dalam akan pada juga ke karena tersebut itu",
    "fi": "ja on ei se että hän oli mutta kun myös ovat joka niin sen kuin tai mukaan",
}
_FUNCTION_WORDS = {language: frozenset(words.split()) for language, words in _WORDS.items()}
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000
_ENOUGH_WORDS = 20


def detect(text: str) -> str:
    """Guess the ISO 639-1 code of a text's language.

    A text of less than 20 words in Latin script counts as English, because so little says nothing; "und"
    (undetermined) stands for Latin script without the function words of any known language.

    Examples
    --------
    >>> detect("Путин поддержал Лукашенко и обещал ему помощь.")
    'ru'
    >>> detect("Kenya supports Somalia.")
    'en'
    """
    sample = text[:_SAMPLE]
    letters = sum(character.isalpha() for character in sample)
    for language, pattern in _SCRIPTS:
        if len(pattern.findall(sample)) * 2 > letters > 0:
            return _refine(language, sample)
    words = [word.casefold() for word in _WORD.findall(sample)]
    if len(words) < _ENOUGH_WORDS:
        return "en"
    counts = Counter(words)
    scores = {code: sum(counts[w] for w in known) / len(words) for code, known in _FUNCTION_WORDS.items()}
    best = max(scores, key=lambda code: (scores[code], code == "en"))
    if scores["en"] >= scores[best]:
        return "en" if scores["en"] > 0.05 else "und"
    return best if scores[best] > 0.1 else ("en" if scores["en"] > 0.05 else "und")


def _refine(language: str, sample: str) -> str:
    for code, letters in {"ru": _CYRILLIC, "ar": _ARABIC}.get(language, ()):
        if any(letter in sample for letter in letters):
            return code
    if language == "zh" and re.search(r"[\u3040-\u30ff]", sample):
        return "ja"
    if language == "ru" and re.search("[іІ]", sample):
        return "uk"
    return language
