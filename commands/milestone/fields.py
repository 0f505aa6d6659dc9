"""The fields of a milestone, as `add` and `edit` share them, and how their words become values."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainValidator, ValidationInfo

from bot.command import Arguments, Key
from bot.domain.ids import Number
from bot.domain.milestones.milestone import LETTER
from bot.grammar import field_words
from bot.messages import UserError
from bot.values import People, Text
from bot.values.empty import says_nothing
from bot.values.length_limits import CHOICE
from bot.values.text import read_text
from bot.values.validation import context_of
from bot.words import fold
from commands.milestone.target_day import numbers_in, read_target

_YES = frozenset({"ja", "j", "yes", "y", "true", "x"})
_NO = frozenset({"nein", "n", "no", "false"})
MAX_NEEDED = 20


def _planned(value: Any, info: ValidationInfo) -> date | None:
    if value is None or isinstance(value, date):
        return value
    return None if says_nothing(value) else read_target(context_of(info), value)


def _yes_or_no(value: Any) -> bool | None:
    if value is None or isinstance(value, bool):
        return value
    word = fold(value)
    if not word or says_nothing(value):
        return None
    if word not in _YES | _NO:
        raise UserError("milestone.yes-or-no", said=value)
    return word in _YES


def _reached(value: Any, info: ValidationInfo) -> date | None:
    """`ja` is today."""
    if value is None or isinstance(value, date):
        return value
    if says_nothing(value) or fold(value) in _NO:
        return None
    ctx = context_of(info)
    today = ctx.calendar.day_of(ctx.written_at)
    day = today if fold(value) in _YES else read_target(ctx, value)
    if day > today:
        raise UserError("when.not-yet", said=value, day=day)
    return day


def _needed(value: Any) -> tuple[str, ...]:
    """As they were written: which there are is known to the command."""
    if isinstance(value, tuple):
        return value
    if says_nothing(value):
        return ()
    words = tuple(numbers_in(read_text(value)))
    if words and all(Number.read(word, LETTER) for word in words):
        numbers = tuple(dict.fromkeys(str(Number.read(word, LETTER)) for word in words))
    else:
        numbers = (value.strip(),)
    if len(numbers) > MAX_NEEDED:
        raise UserError("number.too-many", most=MAX_NEEDED)
    return numbers


PlannedDay = Annotated[date | None, PlainValidator(_planned)]
"""A day, perhaps past: whether it may be is known to the command."""
YesOrNo = Annotated[bool | None, BeforeValidator(_yes_or_no), CHOICE.first]
ReachedDay = Annotated[date | None, PlainValidator(_reached)]
Needed = Annotated[tuple[str, ...], BeforeValidator(_needed)]


class MilestoneFields(Arguments):
    due: Annotated[PlannedDay, Key(*field_words.DUE, "plan", "geplant", "planned", "wann", "datum", "when", "date")] = None
    after: Annotated[Needed, Key("nach", "braucht", "after", "needs")] = ()
    reference: Annotated[Text, Key("kennung", "kennnummer", "reference")] = ""
    funder: Annotated[YesOrNo, Key("fördergeber", "fördermittelgeber", "funder")] = None
    evidence: Annotated[Text, Key("nachweis", "beleg", "evidence")] = ""
    who: Annotated[People, Key(*field_words.WHO)] = ""
