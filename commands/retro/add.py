"""`!retro planen nächsten Donnerstag 15 Uhr`, also as a series: when a group looks back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Any

from bot.command import Arguments, Key, command
from bot.context import Context
from bot.domain.ids import Number
from bot.domain.meetings import DEFAULT_LENGTH, Session, SessionState, next_held
from bot.domain.retros import LETTER, Form, Retro, RetroState, fitting
from bot.domain.teams import Team
from bot.grammar import field_words, verb_words
from bot.messages import Erase, Outgoing, Reply, Role, Say, UserError
from bot.permissions import Who
from bot.values import GroupName, Text, when
from bot.values.appointment import Appointment, Length, SeriesEnd, length_meant, read_appointment
from commands.meeting.calendar_file import file_once, invitation
from commands.meeting.dates import forget_changes
from commands.meeting.fields import rule_and_start
from commands.retro.dates import without_date
from commands.retro.fields import FormWord
from commands.retro.record import KIND, card, change_with_session
from commands.retro.resolve import next_of

TITLE = "Retro"
"""What the session is called, in lists and calendars: the same in both languages."""


class Fields(Arguments):
    form: Annotated[FormWord, Key("format", "form")] = None
    length: Annotated[Length, Key(*field_words.LENGTH)] = DEFAULT_LENGTH
    place: Annotated[Text, Key(*field_words.PLACE)] = ""
    until: Annotated[SeriesEnd, Key("bis", "until")] = None


class Args(Fields):
    text: Text = ""
    when: Annotated[Appointment, Key(*field_words.WHEN)] = None
    team: Annotated[GroupName, Key("team", "gruppe", "group")] = ""


async def amend(ctx: Context, number: Number, args: Args) -> Sequence[Outgoing] | None:
    """The message was edited: the retrospective is as if it had been planned so."""
    before = await KIND.changeable(ctx, number)
    await KIND.require_same_team(ctx, before, args.team)
    session = await ctx.tx.sessions.get(number)
    if before.state is not RetroState.PLANNED or before.session != number or session is None:
        raise UserError("retro.begun" if before.started_at else "retro.planned-no-more", retro=before)
    if session.source != ctx.event:
        raise UserError("retro.planned-anew", retro=before)
    after, retro = _planned(ctx, args, session, before)
    if replace(after, sequence=session.sequence) == session and retro == before:
        return None
    await forget_changes(ctx, session)
    await refit(ctx, retro)
    return await change_with_session(ctx, before, retro, after, "edit")


async def retract(ctx: Context, number: Number) -> Sequence[Outgoing]:
    """The message was deleted: it is cancelled; notes that were handed in wait for a new date."""
    before = await KIND.changeable(ctx, number)
    session = await ctx.tx.sessions.get(number)
    kept = "retro.kept" if before.started_at else None
    if before.state is RetroState.PLANNED and session is not None and session.source != ctx.origin:
        kept = "retro.planned-anew"
    if kept is not None:
        return [Say(room=ctx.room, text=kept, params={"retro": before}, once=f"not-withdrawn:{ctx.event}", subject=str(number))]
    if before.state is not RetroState.PLANNED or session is None or before.session != number:
        return []  # it is cancelled already
    said: list[Outgoing] = [Erase(of=file_once(number, sequence)) for sequence in range(session.sequence + 1)]
    session = replace(session.cancelled(), place="")
    await ctx.tx.sessions.save(session)
    retro = await without_date(ctx, before)
    said += [*await invitation(ctx, session), *await KIND.change(ctx, before, retro, "cancel")]
    if retro.state is RetroState.CANCELLED:
        said += [Erase(of=row.once) for row in await ctx.tx.outbox.about(str(number), (Role.CARD,))]
    count = len(await ctx.tx.retro_notes.of(number))
    said.append(Say(room=ctx.room, text="retro.retracted", params={"retro": retro, "count": count}, once=f"gone:{ctx.event}"))
    return said


@command(
    "retro add",
    args=Args,
    who=Who.TEAM | Who.PMO,
    aliases=("planen", "plane", "plan", *verb_words.ADD),
    amend=amend,
    retract=retract,
)
async def add(ctx: Context, args: Args) -> Reply:
    team = await ctx.acting_group(args.team)
    collecting = await next_of(ctx, team.id, (RetroState.COLLECTING,))
    retro = collecting or Retro(
        number=await ctx.tx.next_number(LETTER),
        team=team.id,
        created_by=ctx.sender,
        created_at=ctx.now,
        room=ctx.room,
        source=ctx.event,
    )
    return await _answer(ctx, team, await plan(ctx, retro, args, "add", is_new=collecting is None))


async def plan(ctx: Context, retro: Retro, args: Args, step: str, *, is_new: bool = False) -> tuple[Retro, Session, list[Outgoing]]:
    """Gives it its date, or dates; what has to be posted because of it beside its card."""
    earlier = await ctx.tx.sessions.get(retro.number)
    base = replace(earlier, room=ctx.room, source=ctx.event) if earlier else _session(ctx, retro)
    session, planned = _planned(ctx, args, base, retro)
    if earlier is None:
        await ctx.tx.sessions.add(session)
    else:
        await ctx.tx.sessions.save(session)
    if is_new:
        await KIND.records(ctx.tx).add(planned)
    posts = await KIND.change(ctx, retro, planned, step)
    await refit(ctx, planned)
    return planned, session, posts


async def refit(ctx: Context, retro: Retro) -> None:
    """Notes that were handed in for other columns keep their text."""
    for note in await ctx.tx.retro_notes.of(retro.number):
        if fitting(note, retro.form) != note:
            await ctx.tx.retro_notes.save(fitting(note, retro.form))


async def _answer(ctx: Context, team: Team, made: tuple[Retro, Session, list[Outgoing]]) -> Reply:
    retro, session, posts = made
    files = await invitation(ctx, session)
    if not ctx.direct:
        here = await card(ctx, retro, ctx.room)
        return Reply("retro.card", subject=retro.number, role=Role.CARD, also=(*posts, *files), **here)
    # The group hears of it in its own room, where the card has to stand.
    there = Say(
        room=team.room,
        text="retro.card",
        params=await card(ctx, retro, team.room),
        once=f"card:{retro.number}:{session.sequence}",
        subject=str(retro.number),
        role=Role.CARD,
        unasked=True,
    )
    return Reply("retro.card", subject=retro.number, also=(*posts, there, *files), **await card(ctx, retro, ctx.room))


def _session(ctx: Context, retro: Retro) -> Session:
    return Session(
        number=retro.number,
        team=retro.team,
        title=TITLE,
        start=ctx.now.replace(tzinfo=None),
        created_by=ctx.sender,
        created_at=ctx.written_at,
        room=ctx.room,
        source=ctx.event,
        sequence=-1,
    )


def _planned(ctx: Context, args: Args, session: Session, retro: Retro) -> tuple[Session, Retro]:
    """The session with its new times, and the retrospective on its first date. Raises UserError where there is none."""
    at = _appointment(ctx, args)
    rule, start = rule_and_start(at, args.until)
    values: dict[str, Any] = {"rule": rule, "start": start, "state": SessionState.PLANNED, "created_at": ctx.written_at}
    values["length"] = length_meant(at, args.length, given="length" in args.model_fields_set)
    after = session.changed(**values, **args.model_dump(include={"place", "until"}))
    first = next_held(after, [], ctx.settings.zone, now=ctx.now)
    if first is None:
        raise UserError("retro.over")
    return after, replace(retro.put_on(after.number, first.planned), form=args.form or Form.START_STOP)


def _appointment(ctx: Context, args: Args) -> when.PointInTime | when.Series:
    if args.when is not None and args.text:
        raise UserError("text.unexpected", said=args.text)
    return args.when or _read(ctx, args.text)


def _read(ctx: Context, text: str) -> when.PointInTime | when.Series:
    if not text:
        raise UserError("retro.when-missing")
    try:
        return read_appointment(ctx, text)
    except UserError as error:
        if error.text not in ("when.unknown", "when.series-unclear"):
            raise
        # Probably a note without its sign.
        raise UserError("retro.note-meant", said=text, suggest=f"{ctx.project.prefix}retro + {text}") from None
