"""`!protokoll weiter`, `weiter: Ergebnis` or ⏭️: the current topic is handled, and the next one is current."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.agenda import TopicState
from bot.domain.ids import Number
from bot.domain.minutes.running import Entry, Minutes
from bot.messages import Outgoing, Reply, Role, UserError
from bot.permissions import Who
from bot.values import Text
from commands.agenda import done
from commands.agenda.record import KIND as TOPIC
from commands.minutes.clock import short_of_time
from commands.minutes.draft.editing import until_final
from commands.minutes.running import meant
from commands.minutes.taps import is_hasty, is_of_topic, placed, tapped
from commands.minutes.withdrawn_tap import withdrawn


class Args(Arguments):
    text: Text = ""


async def amend(ctx: Context, number: Number, args: Args) -> Sequence[Outgoing] | None:
    """The message was edited: the topic that it closed has this result now."""
    entry = await ctx.tx.minutes.entry_of(ctx.event)
    return await _with_result(ctx, entry, args.text) if entry is not None else None


async def retract(ctx: Context, number: Number) -> Sequence[Outgoing]:
    """Its message was deleted, or the tap withdrawn: the last step is taken back; of an earlier one the words go."""
    entry = await ctx.tx.minutes.entry_of(ctx.origin) if ctx.origin else None
    said = await withdrawn(ctx, _tapped)
    if said or entry is None or entry.is_tap:
        return said
    return await _with_result(ctx, entry, "") or []


async def _with_result(ctx: Context, entry: Entry, result: str) -> list[Outgoing] | None:
    topic = await ctx.tx.topics.get(entry.topic) if entry.topic else None
    if topic is None or topic.state is not TopicState.HANDLED or topic.result == result:
        return None
    await ctx.require_may_change(topic.team)
    return await TOPIC.change(ctx, topic, replace(topic, result=result), "edit")


@command(
    "minutes next",
    args=Args,
    who=Who.TEAM | Who.PMO,
    aliases=("weiter", "nächstes", "nächster"),
    button="⏭",
    on=(Role.SESSION,),
    needs_colon=True,
    amend=amend,
    editable=until_final,
    retract=retract,
)
async def go_on(ctx: Context, args: Args) -> Reply:
    minutes = await meant(ctx)
    if ctx.pressed:
        row = await tapped(ctx)
        return await _tapped(placed(ctx, row), minutes) if is_of_topic(row, minutes) else Reply("", subject=minutes.session)
    if minutes.topic is None:
        raise UserError("minutes.no-topic")
    if await is_hasty(ctx, minutes):
        raise await _hasty(ctx, minutes, args.text)
    return await _closed(ctx, minutes, args.text)


async def _tapped(ctx: Context, minutes: Minutes) -> Reply:
    """Two who tap at the same time mean the same topic: the second tap needs no word."""
    if minutes.topic is None or await is_hasty(ctx, minutes):
        return Reply("", subject=minutes.session)
    return await _closed(ctx, minutes, "")


async def _closed(ctx: Context, minutes: Minutes, result: str) -> Reply:
    """Closes the current topic as `!agenda erledigt` does, which makes the next one current."""
    assert minutes.topic is not None, "it was looked at"
    # Not as a tap on the topic: taking this one back is a matter of the minutes.
    reply = await done.done.run(replace(ctx, pressed=False), done.Args.model_construct(number=minutes.topic, text=result))
    now = await ctx.tx.minutes.running(minutes.team) or minutes
    topic = await ctx.tx.topics.get(now.topic) if now.topic else None
    also = (*reply.also, *await short_of_time(ctx, now))
    params: dict[str, Any] = {"done": reply.params["topic"], "topic": topic, "until": now.until}
    return Reply("minutes.next", subject=minutes.session, also=also, receipt="⏭️" if ctx.pressed else None, **params)


async def _hasty(ctx: Context, minutes: Minutes, result: str) -> UserError:
    """Two said it at the same time: asked is whether the topic that has just begun is meant."""
    topic = await ctx.tx.topics.get(minutes.topic) if minutes.topic else None
    words = "minutes next" if ctx.settings.language == "en" else "protokoll weiter"
    said = f"{ctx.project.prefix}{words}{f': {result}' if result else ''}"
    return UserError("minutes.hasty", topic=topic, suggest=said)
