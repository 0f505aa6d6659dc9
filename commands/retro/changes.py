"""What a change of a retrospective's date brings with it: its timers, its calendar file, its cards, and what becomes of its notes."""

from __future__ import annotations

from dataclasses import replace

from pydantic import TypeAdapter

from bot.context import Context, Moment
from bot.domain.meetings import DateChange, Occurrence, Session, next_held
from bot.domain.retros import LETTER, Retro
from bot.messages import Outgoing, Role, Say
from bot.records.history import remember
from commands.meeting.changes import invitation, set_change
from commands.retro.cards import refreshed
from commands.retro.resolve import date_of
from commands.retro.schedule import watch

STATE: TypeAdapter[Retro] = TypeAdapter(Retro)
"""A retrospective as JSON, for its history. Neither notes nor votes are in it: of those nothing is kept that tells of a person."""


async def noted(ctx: Context, before: Retro, what: str, detail: str = "") -> None:
    """Adds what the speaker did to the history."""
    await remember(ctx, before.number, what, detail, before=STATE.dump_json(before))


async def changed(
    ctx: Context, retro: Retro, session: Session | None = None, date: DateChange | None = None, *, file: bool = True
) -> list[Outgoing]:
    """Keeps the retrospective as it is now, with its `session` and the one changed `date` of it; what has to be posted because of it."""
    if session is not None:
        await ctx.tx.sessions.save(session)
        if date is not None:
            await set_change(ctx, date)
    await ctx.tx.retros.save(retro)
    await watch(ctx, retro)
    files = await invitation(ctx, session) if session is not None and file else []
    return [*files, *await refreshed(ctx, retro)]


async def told_team(ctx: Context, retro: Retro, text: str, /, *, at_once: bool = False, **params: object) -> list[Outgoing]:
    """A word to the room of the group, where the command was not said there; `at_once` also in its quiet hours, while it sits together."""
    team = await ctx.team(retro.team)
    if not team.counts or team.room == ctx.room:
        return []
    once = f"told:{ctx.event}:{text}"
    said = {"retro": retro, "by": ctx.sender, **params}
    return [Say(room=team.room, text=text, params=said, once=once, subject=str(retro.number), role=Role.NOTICE, unasked=not at_once)]


async def without_date(moment: Moment, retro: Retro) -> Retro:
    """It does not take place: what was handed in waits for the next date of its series, or for a new one; without notes it is over.

    The session and its changes have to be kept before.
    """
    following = await next_date(moment, retro)
    if following is not None:
        return retro.put_on(following.session, following.planned)
    if await moment.tx.retro_notes.of(retro.number):
        return retro.without_date()
    return retro.cancelled(moment.now)


async def next_date(moment: Moment, retro: Retro) -> Occurrence | None:
    """The next date of its series that no other retrospective has; None where there is none."""
    session = await moment.tx.sessions.get(retro.session) if retro.session else None
    if session is None or not session.is_series or retro.planned is None:
        return None
    own = await date_of(moment, retro)
    changes = await moment.tx.sessions.changes(session.number)
    after = max(moment.now, own.start) if own else moment.now
    return next_held(session, changes, moment.settings.zone, now=after)


async def following(moment: Moment, retro: Retro) -> tuple[Retro | None, Occurrence | None]:
    """After one of a series has ended: the next one, with its date."""
    date = await next_date(moment, retro) if (await moment.team(retro.team)).counts else None
    if date is None:
        return None, None
    new = Retro(
        number=await moment.tx.next_number(LETTER),
        team=retro.team,
        form=retro.form,
        box=retro.box,
        created_at=moment.now,
        room=retro.room,
    ).put_on(date.session, date.planned)
    await moment.tx.retros.add(new)
    await watch(moment, new)
    return new, date


def cancelled_on(change: DateChange, reason: str) -> DateChange:
    return replace(change, cancelled=True, reason=reason)
