"""`!protokoll mehr 5`, or ➕: more time for the current topic."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.ids import Number
from bot.domain.minutes.running import MORE, Entry, EntryKind, Minutes
from bot.messages import Outgoing, Reply, Role, UserError
from bot.permissions import Who
from bot.values import Text, when
from commands.agenda.current_topic import give_up_warnings, watch_clock
from commands.agenda.session_card import refreshed
from commands.minutes.clock import short_of_time
from commands.minutes.running import meant, require_moderation
from commands.minutes.taps import is_of_topic, placed, tapped
from commands.minutes.withdrawn_tap import withdrawn

MOST = timedelta(hours=8)


def _read(text: str) -> timedelta | None:
    """How much more; None where the words say no such thing."""
    try:
        return when.read_duration(text.strip().lstrip("+").strip()) if text.strip() else MORE
    except when.NotUnderstood:
        return None


class Args(Arguments):
    text: Text = ""


async def retract(ctx: Context, number: Number) -> Sequence[Outgoing]:
    """The tap was withdrawn, or the message deleted."""
    return await withdrawn(ctx, _tapped)


@command(
    "minutes more",
    args=Args,
    who=Who.TEAM | Who.PMO,
    aliases=("mehr", "länger"),
    button="➕",
    on=(Role.SESSION,),
    fits=lambda text: _read(text) is not None,
    retract=retract,
)
async def more(ctx: Context, args: Args) -> Reply:
    minutes = await meant(ctx)
    if ctx.pressed:
        row = await tapped(ctx)
        return await _tapped(placed(ctx, row), minutes) if is_of_topic(row, minutes) else Reply("", subject=minutes.session)
    by = _read(args.text) or MORE
    if by > MOST:
        raise UserError("minutes.more-too-long", said=args.text)
    return await _extended(ctx, minutes, by)


async def _tapped(ctx: Context, minutes: Minutes) -> Reply:
    return await _extended(ctx, minutes, MORE)


async def _extended(ctx: Context, minutes: Minutes, by: timedelta) -> Reply:
    await require_moderation(ctx, minutes, minute_taker=False)
    topic = await ctx.tx.topics.get(minutes.topic) if minutes.topic else None
    if topic is None:
        raise UserError("minutes.no-topic")
    await ctx.tx.minutes.add(
        Entry(
            session=minutes.session,
            planned=minutes.planned,
            position=0,
            kind=EntryKind.MORE,
            topic=minutes.topic,
            at=ctx.written_at,
            since=minutes.since,
            until=minutes.until,
            event=ctx.event,
            is_tap=ctx.tapped is Role.SESSION,
        )
    )
    await give_up_warnings(ctx, minutes)
    now = minutes.extended(by, at=ctx.written_at)
    await ctx.tx.minutes.save(now)
    await watch_clock(ctx, now)
    also = (*await refreshed(ctx, now), *await short_of_time(ctx, now))
    return Reply("minutes.more", subject=minutes.session, also=also, receipt="👌", topic=topic, by=by, until=now.until)
