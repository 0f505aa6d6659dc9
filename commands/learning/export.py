"""`!lernen export [year]`: a file with what the whole project learned in a year, the material of the annual reflection."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.command import Arguments, command
from bot.context import Context, Moment
from bot.domain.ids import RoomId
from bot.domain.learnings import Learning, by_kind, of_year
from bot.domain.record_types import LEARNINGS
from bot.messages import File, Reply
from bot.permissions import Who
from bot.values import Text
from bot.words import fold

MIME = "text/markdown"
_YEAR = re.compile(r"(?:(?:fuer|von|aus|for|from|of)\s+)?(?:(?:das\s+)?jahr\s+|(?:the\s+)?year\s+)?(\d{4})")
_THIS = frozenset({"dieses jahr", "fuer dieses jahr", "this year", "for this year"})
_LAST = frozenset({"letztes jahr", "fuer letztes jahr", "vorjahr", "last year", "for last year"})


def read_year(said: str, *, this: int) -> int | None:
    """The year that is meant, this one where nothing is said; None where the words are no year."""
    words = " ".join(fold(said).split())
    if not words or words in _THIS:
        return this
    if words in _LAST:
        return this - 1
    match = _YEAR.fullmatch(words)
    return int(match[1]) if match else None


def _is_year(said: str) -> bool:
    return read_year(said, this=0) is not None


@dataclass(frozen=True)
class Entry:
    """A learning as it stands in the file."""

    learning: Learning
    group: str
    day: date


class Args(Arguments):
    text: Text = ""


@command("learning export", args=Args, who=Who.MEMBERS, aliases=("export", "exportieren"), fits=_is_year)
async def export(ctx: Context, args: Args) -> Reply:
    this = ctx.calendar.day_of(ctx.written_at).year
    year = read_year(args.text, this=this) or this
    everything = await ctx.tx.records(LEARNINGS).listed()
    learnings = of_year(everything, year, ctx.calendar.zone)
    candidates = len([learning for learning in learnings if learning.blueprint])
    if not learnings:
        other = max((ctx.calendar.day_of(each.created_at).year for each in everything), default=None)
        return Reply("learning.nothing-to-export", year=year, other=other)
    file = await file_of(ctx, year, learnings, ctx.room, once=f"learnings:{ctx.event}")
    return Reply("learning.exported", also=(file,), year=year, count=len(learnings), candidates=candidates)


async def file_of(moment: Moment, year: int, learnings: Sequence[Learning], room: RoomId, *, once: str) -> File:
    """The learnings of that year as a file."""
    return File(
        room=room,
        name=f"learnings-{year}.md",
        mime=MIME,
        text="learning.file",
        params={
            "year": year,
            "project": moment.project.name,
            "today": moment.calendar.day_of(moment.now),
            "count": len(learnings),
            "candidates": len([learning for learning in learnings if learning.blueprint]),
            "kinds": {kind: await _entries(moment, found) for kind, found in by_kind(learnings).items()},
        },
        once=once,
    )


async def _entries(moment: Moment, learnings: Sequence[Learning]) -> list[Entry]:
    return [Entry(each, (await moment.team(each.team)).name, moment.calendar.day_of(each.created_at)) for each in learnings]
