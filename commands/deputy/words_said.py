"""The words behind a verb of `!vertretung`: the number of a session, a municipality, a person, in whatever order people write them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.context import Context
from bot.domain.ids import Number, UserId
from bot.domain.teams import Team
from bot.messages import UserError
from bot.words import fold
from commands.deputy.people import person_within

_NUMBER = re.compile(r"(?<![\w.@:/-])#?([A-Za-z])[-. ]?(\d{1,9})(?![\w/@]|:\w|\.\d)")
_AROUND = " \t\n:=,;|–—→>-*~`"
_LEADING = frozenset({"fuer", "for", "die", "stadt", "spricht", "durch", "von", "by", "an", "to", "in", "zu", "bei", "at"})
"""Words, folded, that only stand between the parts."""


@dataclass(frozen=True)
class Said:
    number: Number | None
    person: UserId | None
    before: str
    """What stands before the person."""
    behind: str


async def read_said(ctx: Context, team: Team, text: str, *, people: bool = True) -> Said:
    """Raises UserError where more than one number is named, or somebody whom nobody knows."""
    number, rest = number_in(text)
    found = await person_within(ctx, team, rest) if people and rest else None
    if found is None:
        return Said(number, None, bare(rest), "")
    before, person, behind = found
    return Said(number, person, bare(before), bare(behind))


def number_in(text: str) -> tuple[Number | None, str]:
    """The number that stands in the words, and the others. Raises UserError for several."""
    found = list(_NUMBER.finditer(text))
    if len({match[0].casefold() for match in found}) > 1:
        raise UserError("number.several")
    if not found:
        return None, text.strip()
    number = Number(found[0][1].upper(), int(found[0][2]))
    return number, " ".join(_NUMBER.sub(" ", text).split())


def bare(words: str) -> str:
    """Without signs around them, and without words that only lead to them: `für Gießen:` is `Gießen`."""
    rest = words.strip(_AROUND).split()
    while rest and fold(rest[0]) in _LEADING:
        rest.pop(0)
    while rest and fold(rest[-1]) in _LEADING:
        rest.pop()
    return " ".join(rest).strip(_AROUND)
