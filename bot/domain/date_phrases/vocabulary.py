"""The vocabulary of dates in German and English, as tables, and the normalization of a text before it is compared with them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum


class Part(StrEnum):
    """A part of the day, with the hour that it stands for where no other is named (spec: dates)."""

    EARLY = "early"
    MORNING = "morning"
    NOON = "noon"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"


class Unit(StrEnum):
    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WORKDAY = "workday"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


_SPELLINGS: dict[int, str | int | None] = {
    ord(sign): spelling for sign, spelling in {"ä": "ae", "ö": "oe", "ü": "ue", "’": "'", "`": "'", "´": "'"}.items()
}


def normalize_phrase(text: str) -> str:
    """The text in lower case, with umlauts as two letters, one kind of dash and of space, and without punctuation that means nothing.

    Not the same as `bot.words.fold`, which is for single words.
    """
    text = text.replace("½", " 1/2").replace("¼", " 1/4").replace("¾", " 3/4")
    text = unicodedata.normalize("NFKC", text).casefold()
    text = text.translate(_SPELLINGS)
    text = re.sub("[\u2010-\u2015\u2212]", "-", text)
    text = re.sub(r"[\"„“”»«()\[\]<>*_;]", " ", text)
    text = re.sub(r",(?!\d)|(?<!\d),", " ", text)
    text = " ".join(text.split()).lstrip(" !?,").rstrip(" !?,-")
    return re.sub(r"(?<=[a-z])\.$", "", text)


def either(words: Iterable[str]) -> str:
    """A regular expression for one of the words, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


def _spread(table: dict[int, str]) -> dict[str, int]:
    return {word: value for value, words in table.items() for word in words.split()}


WEEKDAYS = _spread(
    {
        0: "montag mo monday mon",
        1: "dienstag di tuesday tue tues",
        2: "mittwoch mittw mi wednesday wed weds",
        3: "donnerstag donn do thursday thu thur thurs",
        4: "freitag fr friday fri",
        5: "samstag sonnabend sa saturday sat",
        6: "sonntag so sunday sun",
    }
)
LONG_WEEKDAYS = [word for word in WEEKDAYS if word.endswith(("tag", "day", "mittwoch", "abend"))]
"""Those that people put an s behind: dienstags, tuesdays."""
MONTHS = _spread(
    {
        1: "januar jan jaenner january",
        2: "februar feb feber february",
        3: "maerz marz mrz maer march mar",
        4: "april apr",
        5: "mai may",
        6: "juni jun june",
        7: "juli jul july",
        8: "august aug",
        9: "september sep sept",
        10: "oktober okt october oct",
        11: "november nov",
        12: "dezember dez december dec",
    }
)
NUMBERS = _spread(
    {
        1: "ein eine einem einen einer eines eins one a an",
        2: "zwei zwo two",
        3: "drei three",
        4: "vier four",
        5: "fuenf five",
        6: "sechs six",
        7: "sieben seven",
        8: "acht eight",
        9: "neun nine",
        10: "zehn ten",
        11: "elf eleven",
        12: "zwoelf twelve",
        13: "dreizehn thirteen",
        14: "vierzehn fourteen",
        15: "fuenfzehn fifteen",
        16: "sechzehn sixteen",
        17: "siebzehn seventeen",
        18: "achtzehn eighteen",
        19: "neunzehn nineteen",
        20: "zwanzig twenty",
        21: "einundzwanzig",
        25: "fuenfundzwanzig",
        30: "dreissig thirty",
        40: "vierzig forty",
        45: "fuenfundvierzig forty-five",
        50: "fuenfzig fifty",
        60: "sechzig sixty",
        90: "neunzig ninety",
        100: "hundert",
    }
)
_ARTICLES = {"a", "an", "eine", "einem", "einen", "einer", "eines"}
SPOKEN_HOURS = {word: value for word, value in NUMBERS.items() if value <= 24 and word not in _ARTICLES}

_ORDINAL_STEMS = {
    1: "erst", 2: "zweit", 3: "dritt", 4: "viert", 5: "fuenft", 6: "sechst", 7: "siebt", 8: "acht", 9: "neunt", 10: "zehnt",
    11: "elft", 12: "zwoelft", 13: "dreizehnt", 14: "vierzehnt", 15: "fuenfzehnt", 16: "sechzehnt", 17: "siebzehnt", 18: "achtzehnt",
    19: "neunzehnt", 20: "zwanzigst", 21: "einundzwanzigst", 22: "zweiundzwanzigst", 23: "dreiundzwanzigst", 24: "vierundzwanzigst",
    25: "fuenfundzwanzigst", 26: "sechsundzwanzigst", 27: "siebenundzwanzigst", 28: "achtundzwanzigst", 29: "neunundzwanzigst",
    30: "dreissigst", 31: "einunddreissigst", -1: "letzt", -2: "vorletzt",
}  # fmt: skip
ORDINALS = {stem + ending: value for value, stem in _ORDINAL_STEMS.items() for ending in ("e", "en", "er", "es", "em")} | _spread(
    {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", 6: "sixth", 7: "seventh", 8: "eighth", 9: "ninth", 10: "tenth"}
    | {11: "eleventh", 12: "twelfth", 15: "fifteenth", 20: "twentieth", -1: "last"}
)

PARTS = {
    "frueh": Part.EARLY, "fruh": Part.EARLY, "morgens": Part.EARLY, "morning": Part.EARLY,
    "vormittag": Part.MORNING, "vormittags": Part.MORNING,
    "mittag": Part.NOON, "mittags": Part.NOON, "mittagszeit": Part.NOON, "lunchtime": Part.NOON,
    "nachmittag": Part.AFTERNOON, "nachmittags": Part.AFTERNOON, "afternoon": Part.AFTERNOON,
    "abend": Part.EVENING, "abends": Part.EVENING, "evening": Part.EVENING,
    "nacht": Part.NIGHT, "nachts": Part.NIGHT, "night": Part.NIGHT,
}  # fmt: skip
"""`Morgen` is missing: it is a part of the day only behind a day."""

RELATIVE_DAYS = {
    "heute": 0, "heut": 0, "today": 0, "morgen": 1, "tomorrow": 1, "tmrw": 1,
    "uebermorgen": 2, "ubermorgen": 2, "ueber morgen": 2, "day after tomorrow": 2, "ueberuebermorgen": 3,
    "gestern": -1, "yesterday": -1, "vorgestern": -2, "day before yesterday": -2,
}  # fmt: skip

UNITS = {
    word: unit
    for unit, words in {
        Unit.SECOND: "s sek sekunde sekunden sec secs second seconds",
        Unit.MINUTE: "min mins minute minuten minutes '",
        Unit.HOUR: "h std stunde stunden hr hrs hour hours",
        Unit.DAY: "d tag tage tagen tg tg. day days",
        Unit.WORKDAY: "werktag werktage werktagen arbeitstag arbeitstage arbeitstagen workday workdays",
        Unit.WEEK: "w woche wochen wo wk wks week weeks",
        Unit.MONTH: "monat monate monaten month months",
        Unit.QUARTER: "quartal quartale quartalen quarter quarters",
        Unit.YEAR: "y jahr jahre jahren year years",
    }.items()
    for word in words.split()
} | {"working day": Unit.WORKDAY, "working days": Unit.WORKDAY, "business days": Unit.WORKDAY}

NEXT = r"(?:n(?:ae|a)chste[nrms]?|nae\.|n(?:ae|a)chst|kommende[nrms]?|next|coming)"
THIS = r"(?:diese[nrms]?|laufende[nrms]?|aktuelle[nrms]?|this|current)"
AFTER_NEXT = r"(?:(?:ue|u)bern(?:ae|a)chste[nrms]?)"
LAST = r"(?:letzte[nrms]?|vorige[nrms]?|vergangene[nrms]?|last|past)"

DAY_ENDS = (
    "bis feierabend", "bis zum feierabend", "zum feierabend", "feierabend", "dienstschluss", "bis dienstschluss",
    "bis zum dienstschluss", "ende des tages", "eod", "cob", "end of day",
    "end of the day", "end of business", "close of business",
)  # fmt: skip
"""Words for the end of a day, which add nothing: what is due on a day is due at its end."""
VAGUE = (
    "asap", "nachher", "dieser tage", "diese tage", "die tage",
    "so bald wie moeglich", "sobald wie moeglich", "so schnell wie moeglich", "baldmoeglichst", "schnellstmoeglich",
    "moeglichst bald", "moeglichst schnell", "bald", "demnaechst", "zeitnah", "umgehend", "sofort", "spaeter",
    "irgendwann", "in kuerze", "zwischen den jahren", "jahreswechsel", "ferien", "urlaub", "sommer", "herbst", "winter", "fruehling",
    "fruehjahr", "karneval", "fasching", "fastnacht", "feiertag", "feiertage", "brueckentag", "weihnachtsfeiertag", "weihnachtsfeiertage",
    "as soon as possible", "soon", "now", "immediately", "right away", "later", "someday", "holidays", "summer", "autumn", "spring",
)  # fmt: skip
"""Words that name no day: they are refused with a question for one."""

FILLERS = (
    "am", "an", "im", "in", "ins", "um", "zum", "zur", "ab", "der", "das", "den", "dem", "des", "von", "vom", "fuer",
    "spaetestens", "spatestens", "gegen", "ca", "ca.", "circa", "zirka", "puenktlich", "etwa",
    "ungefaehr", "jeweils", "und", "u.", "sowie", "bitte", "dann",
    "wieder", "genau", "punkt", "frist", "noch", "schon", "erst", "jetzt", "gleich", "moeglichst", "am besten",
    "dauer", "dauert", "laenge", "lang", "inkl", "inklusive", "einschliesslich",
    "the", "of", "on", "at", "by", "for", "from", "due", "around", "about", "and", "please", "latest", "sharp",
    "no later than", "at the latest", "incl", "including",
)  # fmt: skip
"""Words that may stand anywhere and change nothing about the day or the time."""
