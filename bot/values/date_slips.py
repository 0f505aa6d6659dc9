"""Slips in the words of a date, and what was probably meant by them."""

from __future__ import annotations

import re

from rapidfuzz.distance import OSA

from bot.domain.date_phrases.holidays import NAMES
from bot.domain.date_phrases.vocabulary import FILLERS, MONTHS, NUMBERS, ORDINALS, PARTS, RELATIVE_DAYS, UNITS, WEEKDAYS, normalize_phrase

_GERMAN = """
Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonnabend Sonntag
montags dienstags mittwochs donnerstags freitags samstags sonntags
Januar Februar März April August September Oktober November Dezember
heute morgen übermorgen gestern vorgestern Vormittag Nachmittag Mittag Abend morgens vormittags mittags nachmittags abends
nächsten nächster nächste nächstes nächstem kommenden kommender kommende übernächsten übernächster übernächste
diesen dieser diese dieses Wochen Woche Monaten Monate Monats Monat Quartals Quartal Jahres Stunden Stunde Minuten Minute
Wochenende Wochenanfang Monatsende Monatsanfang Quartalsende Jahresende Anfang Mitte viertel dreiviertel
jeden jeder jedes immer täglich wöchentlich monatlich vierteljährlich halbjährlich jährlich werktags
ersten zweiten dritten vierten letzten erster zweiter dritter letzter spätestens Feierabend Kalenderwoche
Karfreitag Ostern Ostersonntag Ostermontag Pfingsten Pfingstsonntag Pfingstmontag Himmelfahrt Fronleichnam Nikolaus Heiligabend
Weihnachten Silvester Neujahr Allerheiligen Reformationstag Rosenmontag Aschermittwoch Gründonnerstag
"""
_ENGLISH = """
monday tuesday wednesday thursday friday saturday sunday january february march april august september october november december
today tomorrow yesterday next morning afternoon evening tonight midnight week weeks month months quarter every other weekly monthly
weekend easter christmas
"""
_OTHERS = """
montage montagen heuer haute heulte moegen modern morden main mappen wache wachen woge jenen ernten zeiten mitten mittel anhang
anfrage umfang monitor moment minister dienst dienste dienstlich donner sonne sonnig samt freilich freiheit freigabe feiertag
feiertage augen augst marsch markt abende naechte weite weiter leiter messe
mouth north march very weak weird moaning evenings sundry
"""
_MEANT = {normalize_phrase(word): word for word in reversed((_GERMAN + _ENGLISH).split())}
_ORDER = {word: place for place, word in enumerate((_GERMAN + _ENGLISH).split())}
_KNOWN = frozenset(
    part
    for table in (_MEANT, FILLERS, MONTHS, NUMBERS, ORDINALS, PARTS, RELATIVE_DAYS, UNITS, WEEKDAYS, NAMES)
    for word in table
    for part in word.split()
)
_OTHER_WORDS = frozenset(_OTHERS.split())
"""Words near to words of dates that have a meaning of their own, and are no slips."""
_WORD = re.compile(r"[^\W\d_]+")
_MIN_LETTERS = 3
_MIN_LETTERS_FOR_TWO_SLIPS = 7
"""Letters from which on a word may have two slips, where its first letter is right, or a wrong first letter."""


def mended(text: str) -> str | None:
    """The text with each slip replaced by the word of dates that was meant; None where there is no slip."""
    found = _WORD.sub(_word, text)
    return found if found != text else None


def _word(match: re.Match[str]) -> str:
    folded = normalize_phrase(match[0])
    if len(folded) < _MIN_LETTERS or folded in _KNOWN or folded in _OTHER_WORDS:
        return match[0]
    near = [(distance, _ORDER[word], word) for target, word in _MEANT.items() if (distance := _distance(folded, target)) is not None]
    return min(near)[2] if near else match[0]


def _distance(word: str, target: str) -> int | None:
    """The edit distance (a letter too many, too few, wrong, or two swapped); None where it is too large."""
    same_start = word[0] == target[0]
    allowed = 2 if len(target) >= _MIN_LETTERS_FOR_TWO_SLIPS and same_start else 1
    if len(target) < _MIN_LETTERS_FOR_TWO_SLIPS and not same_start:
        return None
    if target.endswith("s") and target[:-1] in _MEANT and not word.endswith("s"):
        return None
    if len(target) == 4 and word[-1] != target[-1]:
        return None
    if target.startswith(word) and len(target) - len(word) > 1:
        return None
    distance = OSA.distance(word, target, score_cutoff=allowed)
    return distance if distance <= allowed else None
