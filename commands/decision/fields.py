"""The fields of a decision, as `add`, `supersede` and `edit` share them, and how their words become values."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator

from bot.command import Arguments, Key
from bot.domain.decisions import DecisionKind
from bot.grammar import field_words
from bot.messages import UserError
from bot.values import Day, Due, DueDay, Link, People, Text, TopicNumber
from bot.values.empty import says_nothing
from bot.values.length_limits import AMOUNT, CHOICE
from bot.values.text import read_text
from bot.words import fold

_KINDS = {
    **dict.fromkeys(("sitzung", "in der sitzung", "session", "in session"), DecisionKind.SESSION),
    **dict.fromkeys(("abstimmung", "abstimmen", "vote", "voting"), DecisionKind.VOTE),
    **dict.fromkeys(("umlauf", "umlaufbeschluss", "im umlauf", "schriftlich", "circular", "in writing", "written"), DecisionKind.CIRCULAR),
}
_COUNT = re.compile(r"(\w+)(?: (?:(?:ja-?|nein-?)?stimmen?|enthaltung(?:en)?|votes?|abstentions?))?")
_NUMERALS = {
    **dict.fromkeys(("kein", "keine", "keiner", "niemand", "null", "no", "none", "nobody", "zero"), 0),
    **dict.fromkeys(("ein", "eine", "einer", "eins", "one"), 1),
    **{word: count for count, word in enumerate(("zwei", "drei", "vier", "fuenf", "sechs", "sieben", "acht", "neun", "zehn"), start=2)},
    **{word: count for count, word in enumerate(("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), start=2)},
}
_MAX_DIGITS = 4
_BETWEEN = re.compile(r"[,;/&+]| (?:und|and|sowie|u\.) ")
_EVERYBODY = frozenset({"alle", "alle kommunen", "all", "everybody"})
MAX_NAMES = 40
MAX_NAME_LENGTH = 80


def _count(value: Any) -> int | None:
    if value is None or isinstance(value, int):
        return value
    said = fold(value).strip(" -–—/")
    if not said:
        return None
    match = _COUNT.fullmatch(said)
    word = match[1] if match else said
    if word.isdecimal() and len(word) <= _MAX_DIGITS:
        return int(word)
    if word not in _NUMERALS:
        raise UserError("decision.count-unknown", said=value)
    return _NUMERALS[word]


def _kind(value: Any) -> DecisionKind:
    if isinstance(value, DecisionKind):
        return value
    if says_nothing(value):
        return DecisionKind.SESSION
    kind = _KINDS.get(fold(value))
    if kind is None:
        raise UserError("decision.kind-unknown", said=value)
    return kind


def split_names(said: str) -> tuple[str, ...]:
    """The names in a list of them, each once."""
    line = " ".join(",".join(said.splitlines()).split())
    names = [name.strip() for name in _BETWEEN.split(line)]
    return tuple({fold(name): name for name in names if name}.values())


def _municipalities(value: Any) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return value
    if says_nothing(value):
        return ()
    names = split_names(read_text(value))
    if fold(value) in _EVERYBODY or len(names) > MAX_NAMES or any(len(name) > MAX_NAME_LENGTH for name in names):
        raise UserError("decision.name-municipalities", said=value)
    return names


Count = Annotated[int | None, BeforeValidator(_count), AMOUNT.first]
"""How many votes; None where nothing is said."""
HowDecided = Annotated[DecisionKind, BeforeValidator(_kind), CHOICE.first]
Municipalities = Annotated[tuple[str, ...], BeforeValidator(_municipalities)]
"""Names of municipalities, `Gießen, Marburg und Wetzlar`."""


class DecisionFields(Arguments):
    topic: Annotated[TopicNumber | None, Key("thema", "top", "topic")] = None
    votes_for: Annotated[Count, Key("dafür", "ja", "for", "yes")] = None
    votes_against: Annotated[Count, Key("dagegen", "nein", "against", "no")] = None
    votes_abstained: Annotated[Count, Key("enthaltung", "enthaltungen", "enthalten", "abstain", "abstentions")] = None
    reason: Annotated[Text, Key("grund", "begründung", "warum", "reason", "why")] = ""
    alternatives: Annotated[Text, Key("alternativen", "alternative", "alternatives")] = ""
    paper: Annotated[Link, Key(*field_words.PAPER)] = ""
    review: Annotated[Day, Key("prüfen", "überprüfen", "review")] = None
    subject_to: Annotated[Municipalities, Key("vorbehalt", "subject-to")] = ()
    deadline: Annotated[Day, Key("frist", "deadline")] = None
    conflicts: Annotated[Municipalities, Key("befangen", "conflict")] = ()
    kind: Annotated[HowDecided, Key("art", "kind")] = DecisionKind.SESSION


class NewDecision(DecisionFields):
    """What only a new one takes: who carries it out by when becomes an action."""

    who: Annotated[People, Key(*field_words.WHO)] = ""
    due: Annotated[DueDay, Key(*(word for word in field_words.DUE if word not in ("frist", "deadline", "termin")))] = Due()
