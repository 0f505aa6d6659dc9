"""What every change of a session brings with it: its history, its calendar file, its cards, a word to its room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from pydantic import TypeAdapter

from bot.context import Context, Moment
from bot.domain.ids import Number
from bot.domain.meetings import DateChange, Occurrence, Session, SessionState, current, next_held, on_day
from bot.messages import File, Outgoing, Role, Say, UserError
from bot.ports import Transaction
from bot.records.history import remember
from commands.agenda.carry_over import adopt
from commands.meeting.cards import refreshed
from commands.meeting.digest.send import corrected, schedule

STATE: TypeAdapter[Session | DateChange] = TypeAdapter(Session | DateChange)
"""A session, or what was changed about one date of it, as JSON for its history."""


async def found(tx: Transaction, number: Number) -> Session:
    """The session of that number, or a refusal."""
    session = await tx.sessions.get(number)
    if session is None or not session.title:
        raise UserError("meeting.unknown", number=str(number))
    return session


async def planned(ctx: Context, number: Number) -> Session:
    """The session, where it may be changed: the sender may, and it is not cancelled as a whole."""
    session = await found(ctx.tx, number)
    await ctx.require_may_change(session.team)
    if session.state is SessionState.CANCELLED:
        raise UserError("meeting.cancelled-already", session=session)
    return session


async def date_meant(ctx: Context, session: Session, on: date | None) -> Occurrence:
    """The date that `am:` names, or the next one that is held; a refusal where there is none or it has begun."""
    changes = await ctx.tx.sessions.changes(session.number)
    zone = ctx.settings.zone
    if on is None:
        coming = next_held(session, changes, zone, now=ctx.now)
        if coming is None:
            raise UserError("meeting.over", session=session)
        return coming
    named = on_day(session, changes, zone, on)
    if named is None:
        following = next_held(session, changes, zone, now=ctx.now)
        raise UserError("meeting.no-such-date", session=session, day=on, following=following)
    if named.start <= ctx.now:
        raise UserError("meeting.begun", session=session, date=named)
    return named


async def change_of(ctx: Moment, date: Occurrence | DateChange) -> DateChange:
    """What was changed about a date so far; empty where nothing was."""
    changes = await ctx.tx.sessions.changes(date.session)
    return next((change for change in changes if change.planned == date.planned), DateChange(session=date.session, planned=date.planned))


async def changed(
    ctx: Context, before: Session, after: Session, what: str, detail: str = "", *, date: DateChange | None = None
) -> list[Outgoing]:
    """Keeps the change of a session, or of one `date` of it; what has to be said because of it, beside the answer."""
    earlier = before if date is None else await change_of(ctx, date)
    await ctx.tx.sessions.save(after)
    if date is not None:
        await set_change(ctx, date)
    await remember(ctx, before.number, what, detail, before=STATE.dump_json(earlier))
    await schedule(ctx, after)
    adopted = await adopt(ctx, after.team)
    return [*await invitation(ctx, after), *await refreshed(ctx, after), *adopted, *await corrected(ctx, after)]


async def set_change(moment: Moment, date: DateChange) -> None:
    """A change that leaves nothing changed about its date is forgotten."""
    if date == DateChange(session=date.session, planned=date.planned):
        await moment.tx.sessions.clear_change(date.session, date.planned)
    else:
        await moment.tx.sessions.set_change(date)


async def noted(ctx: Context, session: Session, what: str, detail: str = "") -> None:
    """Adds a step to the history."""
    await remember(ctx, session.number, what, detail)


async def invitation(ctx: Context, session: Session) -> list[Outgoing]:
    """The calendar file for the room of the session's group: what stands, or that nothing of it does."""
    team = await ctx.team(session.team)
    if not team.counts:
        return []
    # Imported here because it brings a library that is needed for nothing else.
    from bot import ics as calendar_files  # noqa: PLC0415

    written = calendar_files.cancelled if session.state is SessionState.CANCELLED else calendar_files.published
    host = calendar_files.Host(name=team.name, address=ctx.project.organizer)
    data = written(session, await current_changes(ctx, session), host, ctx.settings.zone, now=ctx.now)
    return [
        File(
            room=team.room,
            name=f"{session.number}.ics",
            mime=calendar_files.MIME_TYPE,
            data=data,
            once=file_once(session.number, session.sequence),
            subject=str(session.number),
            unasked=team.room != ctx.room,
        )
    ]


async def current_changes(moment: Moment, session: Session) -> Sequence[DateChange]:
    return current(session, await moment.tx.sessions.changes(session.number))


def file_once(number: Number, sequence: int) -> str:
    return f"ics:{number}:{sequence}"


async def told_team(ctx: Context, session: Session, text: str, /, **params: Any) -> list[Outgoing]:
    """A word to the room of the session's group, where the command was not said there."""
    team = await ctx.team(session.team)
    if not team.counts or team.room == ctx.room:
        return []
    said = {"session": session, "by": ctx.sender, **params}
    once = f"told:{ctx.event}:{text}"
    return [Say(room=team.room, text=text, params=said, once=once, subject=str(session.number), role=Role.NOTICE, unasked=True)]


async def forgotten_changes(ctx: Context, session: Session) -> None:
    """The dates of a series that was planned anew are new ones: what was changed about the old ones no longer holds."""
    for change in await ctx.tx.sessions.changes(session.number):
        await ctx.tx.sessions.clear_change(session.number, change.planned)


def local(ctx: Moment, moment: datetime) -> datetime:
    """Naive, on the clock of the project's zone."""
    return moment.astimezone(ctx.settings.zone).replace(tzinfo=None)


def uncancelled(change: DateChange) -> DateChange:
    return replace(change, cancelled=False, reason="")
