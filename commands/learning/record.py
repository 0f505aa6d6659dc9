"""The learnings as a kind of record: their card."""

from __future__ import annotations

from typing import Any

from bot.context import Context, Moment
from bot.domain.ids import RoomId
from bot.domain.learnings import Learning
from bot.domain.record_types import LEARNINGS
from bot.records import notes
from bot.records.kind import Kind

KIND_STEP = "kind"
"""The step of a reply that was taken as the kind of learning."""


async def card(moment: Moment, learning: Learning, room: RoomId) -> dict[str, Any]:
    """The parameters of `learning.card`."""
    team = await moment.team(learning.team)
    return {
        "learning": learning,
        "kind": learning.kind,
        "team": team.name,
        "link": moment.rooms.permalink(learning.room, learning.source) if learning.room == team.room else "",
    }


async def _built_on(ctx: Context, learning: Learning) -> str:
    return "learning.kept-noted" if await notes.by_others(ctx, learning.number, learning.author) else ""


def _withdrawn(ctx: Context, learning: Learning) -> Learning:
    return learning.withdrawn(at=ctx.now)


KIND = Kind(
    noun="learning",
    german="lernen",
    param="learning",
    of=LEARNINGS,
    steps=("add", "edit", KIND_STEP, "blueprint", "withdraw", "note", "undo"),
    card=card,
    built_on=_built_on,
    withdrawn=_withdrawn,
    erased=Learning.erased,
)
