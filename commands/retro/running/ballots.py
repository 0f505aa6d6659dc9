"""How notes are shown to vote on: each a message of its own, or, where there are many, a numbered list for each column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.context import Context, Moment
from bot.domain.ids import Number
from bot.domain.retros import MAX_BALLOTS, Retro, RetroNote, groups
from bot.domain.teams import Team
from bot.messages import Outgoing, Rewrite, Role, Say

UP = "👍"


def posted(team: Team, retro: Retro, notes: Sequence[RetroNote]) -> list[Outgoing]:
    """All of them, when the retrospective begins."""
    if len(notes) <= MAX_BALLOTS:
        return [_ballot(team, retro.number, (note,)) for note in notes]
    columns = [column for column in (*retro.columns, "") if any(note.column == column for note in notes)]
    return [
        Say(
            room=team.room,
            text="retro.column-list",
            params={"column": column, "groups": [(note,) for note in notes if note.column == column]},
            once=_list_once(retro.number, column),
            subject=str(retro.number),
            role=Role.NOTICE,
        )
        for column in columns
    ]


async def added(ctx: Context, retro: Retro, notes: Sequence[RetroNote]) -> list[Outgoing]:
    """While it runs more may come in the room: they get the next places, and are shown at once."""
    team = await ctx.team(retro.team)
    last = max((note.place or 0 for note in await ctx.tx.retro_notes.of(retro.number)), default=0)
    placed = [replace(note, place=place) for place, note in enumerate(notes, start=last + 1)]
    for note in placed:
        await ctx.tx.retro_notes.add(note)
    return [_ballot(team, retro.number, (note,)) for note in placed]


async def rewritten(moment: Moment, retro: Retro) -> list[Outgoing]:
    """What is shown already, after notes were joined. What reads as before is edited all the same: homeservers drop no word of it."""
    notes = await moment.tx.retro_notes.of(retro.number)
    by_group = groups(notes)
    said: list[Outgoing] = []
    for group in by_group:
        for note in group:
            joined_to = group[0].place if note.joined is not None else None
            shown = group if joined_to is None else (note,)
            if len(group) > 1:
                said.append(Rewrite(of=_once(retro.number, note), text="retro.ballot", params={"group": shown, "joined_to": joined_to}))
    for column in (*retro.columns, ""):
        here = [group for group in by_group if group[0].column == column]
        said.append(Rewrite(of=_list_once(retro.number, column), text="retro.column-list", params={"column": column, "groups": here}))
    return said


async def is_ballot(moment: Moment, retro: Retro, note: RetroNote) -> bool:
    """Whether the note stands in a message of its own, which can be replied to."""
    return await moment.tx.outbox.by_once(_once(retro.number, note)) is not None


def _ballot(team: Team, retro: Number, group: tuple[RetroNote, ...]) -> Say:
    return Say(
        room=team.room,
        text="retro.ballot",
        params={"group": group, "joined_to": None},
        once=_once(retro, group[0]),
        subject=f"{retro}/{group[0].place}",
        role=Role.BALLOT,
        buttons=(UP,),
    )


def _once(retro: Number, note: RetroNote) -> str:
    return f"retro note:{retro}:{note.place}"


def _list_once(retro: Number, column: str) -> str:
    return f"retro list:{retro}:{column}"
