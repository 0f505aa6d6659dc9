"""`!retro + Übergaben laufen gut`, `!retro stop: Doppelte Protokolle`: a note for the next retrospective.

In the group's room it is read by everybody as it is written. In a direct chat it is taken without a name: neither who nor when is
kept, here or anywhere else.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any

from pydantic import create_model

from bot.command import Arguments, Key, command
from bot.context import Context
from bot.domain.ids import EventId, Number, TeamId
from bot.domain.retros import LETTER, Retro, RetroNote, RetroState
from bot.grammar.fields import VALUE_SEPARATOR
from bot.messages import Outgoing, Reply, Say, UserError
from bot.permissions import Who
from bot.records.count_limits import require_room_for_notes
from bot.values import GroupName, RetroNumber, Text
from commands.retro.dates import date_of
from commands.retro.fields import COLUMN_WORDS
from commands.retro.record import KIND
from commands.retro.resolve import OPEN, meant, next_of
from commands.retro.running.ballots import added

_SIGN = re.compile(r"\n[^\S\n]*\+")


class _Args(Arguments):
    number: RetroNumber | None = None
    text: Text = ""
    team: Annotated[GroupName, Key("team", "gruppe", "group")] = ""


_COLUMNS: Mapping[str, Any] = {f"in_{column}": (Annotated[Text, Key(*words)], "") for column, words in COLUMN_WORDS.items()}
Args = create_model("Args", __base__=_Args, **_COLUMNS)
"""A field for each column of each form."""


async def amend(ctx: Context, number: Number, args: _Args) -> Sequence[Outgoing] | None:
    """The message was edited: its notes are those that it says now."""
    retro = await KIND.changeable(ctx, number)
    before = await ctx.tx.retro_notes.of_source(ctx.event)
    if retro.state is RetroState.RUNNING or not retro.is_open or not before:
        raise UserError("retro.begun", retro=retro)
    for note in before:
        await ctx.tx.retro_notes.delete(note)
    for note in _notes(ctx.rand, retro, args, source=ctx.event):
        await ctx.tx.retro_notes.add(note)
    return None


async def retract(ctx: Context, number: Number) -> Sequence[Outgoing]:
    """The message was deleted: its notes go with it, if they are not being voted on yet."""
    retro = await KIND.find(ctx.tx, number)
    notes = await ctx.tx.retro_notes.of_source(ctx.origin) if ctx.origin else []
    if retro.state is RetroState.RUNNING or not retro.is_open:
        return [Say(room=ctx.room, text="retro.kept", params={"retro": retro}, once=f"not-withdrawn:{ctx.event}", subject=str(number))]
    for note in notes:
        await ctx.tx.retro_notes.delete(note)
    params = {"number": str(number), "count": len(notes)}
    return [Say(room=ctx.room, text="retro.note-gone", params=params, once=f"gone:{ctx.event}")] if notes else []


@command("retro note", args=Args, who=Who.MEMBERS, aliases=("+", "notiz", "notieren", "note"), amend=amend, retract=retract)
async def note(ctx: Context, args: _Args) -> Reply:
    retro, is_new = await _meant(ctx, args)
    if not ctx.belongs_to(retro.team) and not (ctx.direct and retro.is_of_all):
        text = "retro.year-direct" if retro.is_of_all else "retro.not-yours"
        raise UserError(text, team=(await ctx.team(retro.team)).name, number=str(retro.number))
    if ctx.direct:
        return await _nameless(ctx, retro, args)
    notes = _notes(ctx.rand, retro, args, source=ctx.event)
    require_room_for_notes(retro.number, len(await ctx.tx.retro_notes.of(retro.number)), more=len(notes))
    if retro.state is RetroState.RUNNING:
        return Reply("", subject=retro.number, also=tuple(await added(ctx, retro, notes)))
    for each in notes:
        await ctx.tx.retro_notes.add(each)
    params: dict[str, Any] = {"retro": retro, "notes": notes, "date": await date_of(ctx, retro)}
    return Reply("retro.noted", subject=retro.number, receipt=None if is_new else "📝", **params)


async def _nameless(ctx: Context, retro: Retro, args: _Args) -> Reply:
    if retro.state is RetroState.RUNNING:
        # It would appear in the room at this moment, and who was typing then is easily seen.
        raise UserError("retro.nameless-late", number=str(retro.number))
    notes = _notes(ctx.rand, retro, args, source=None)
    require_room_for_notes(retro.number, len(await ctx.tx.retro_notes.of(retro.number)), more=len(notes))
    for each in notes:
        await ctx.tx.retro_notes.add(each)
    return Reply("retro.noted-nameless", nameless=True, retro=retro, notes=notes, team=(await ctx.team(retro.team)).name)


async def _meant(ctx: Context, args: _Args) -> tuple[Retro, bool]:
    """The one that is named, or the group's next one; the first note makes one that waits for its date, which is new then."""
    if args.number is not None:
        return await meant(ctx, args.number), False
    if ctx.direct and not args.team:
        planned = [retro for group in ctx.groups if (retro := await next_of(ctx, group.id)) is not None]
        if len(planned) == 1:
            return planned[0], False
        if len(planned) > 1:
            return await meant(ctx, None), False
    team = await ctx.acting_group(args.team)
    known = await next_of(ctx, team.id, OPEN)
    return (known, False) if known is not None else (await _new(ctx, team.id), True)


async def _new(ctx: Context, team: TeamId) -> Retro:
    """Nothing in it tells who handed in the first note, or when: that may have been one without a name."""
    group = await ctx.team(team)
    retro = Retro(number=await ctx.tx.next_number(LETTER), team=team, created_at=group.created_at, room=group.room)
    await KIND.records(ctx.tx).add(retro)
    return retro


def _notes(rand: random.Random, retro: Retro, args: _Args, *, source: EventId | None) -> list[RetroNote]:
    """What the message says, a note a field. Raises UserError for a column that this form does not have, and where it says nothing."""
    said = list(_said(args))
    # A column is as good as any while the form is open.
    foreign = [column for column, _ in said if column and column not in retro.columns]
    if foreign and retro.state is not RetroState.COLLECTING:
        raise UserError("retro.no-column", column=foreign[0], columns=retro.columns)
    notes = [
        RetroNote(key=f"{rand.getrandbits(128):032x}", retro=retro.number, column=column, text=text, source=source) for column, text in said
    ]
    if not notes:
        raise UserError("text.missing")
    return notes


def _said(args: _Args) -> Iterator[tuple[str, str]]:
    """Each note with its column, in one line. A line with a sign of its own begins one without a column, wherever it stands."""
    for column in ("", *COLUMN_WORDS):
        written = getattr(args, f"in_{column}") if column else args.text.strip("| ")
        for each in written.split(VALUE_SEPARATOR):
            first, *others = _SIGN.split(each)
            for where, text in ((column, first), *(("", other) for other in others)):
                if text.strip():
                    yield where, " ".join(text.split())
