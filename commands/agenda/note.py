"""A reply to a topic's card, or `!agenda notiz T7 …`: a remark on it, or the result that was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.agenda import Topic, TopicState
from bot.domain.ids import Number
from bot.grammar import verb_words
from bot.messages import Outgoing, Reply, Role
from bot.permissions import Who
from bot.records import notes
from bot.values import Title, TopicNumber
from commands.agenda import done
from commands.agenda.proposals import explained, explained_anew
from commands.agenda.record import EXPLAIN, KIND, require_may_add


class Args(Arguments):
    number: TopicNumber
    text: Title


async def amend(ctx: Context, number: Number, args: Args) -> Sequence[Outgoing] | None:
    """The reply was edited: the note, or the reason that it was taken for, reads as it does."""
    topic = await KIND.find(ctx.tx, number)
    await require_may_add(ctx, topic)
    taken_as = await ctx.tx.history.of_event(ctx.event)
    if taken_as is not None and taken_as.what == KIND.named(EXPLAIN) and topic.state is TopicState.DECLINED:
        return await explained_anew(ctx, topic, args.text)
    if taken_as is not None and taken_as.what == KIND.named("done"):
        return await _reworded(ctx, topic, args.text)
    return await notes.amend(ctx, number, args)


async def _reworded(ctx: Context, topic: Topic, result: str) -> Sequence[Outgoing]:
    """The reply that gave the result was edited. That is no step of its own, so that deleting the reply still takes the result back."""
    if topic.state is not TopicState.HANDLED:
        return []
    after = replace(topic, result=result)
    await KIND.records(ctx.tx).save(after)
    return await KIND.refreshed(ctx, after)


@command("agenda note", args=Args, who=Who.TEAM | Who.PMO, aliases=verb_words.NOTE, amend=amend)
async def note(ctx: Context, args: Args) -> Reply:
    topic = await KIND.find(ctx.tx, args.number)
    await require_may_add(ctx, topic)
    if ctx.replied is not None and ctx.is_pmo and topic.state is TopicState.DECLINED and not topic.result:
        return await explained(ctx, topic, args.text)
    if ctx.replied is Role.REQUEST and topic.is_open:
        return await done.done.run(ctx, done.Args.model_construct(number=topic.number, text=args.text))
    return await notes.keep(ctx, topic.number, args.text, KIND.named("note"))
