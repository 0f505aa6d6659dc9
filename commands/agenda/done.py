"""`!agenda erledigt T7 [result]`: handled, with what came out of it."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.agenda import Topic, TopicKind
from bot.domain.record_types import DECISIONS
from bot.grammar import verb_words
from bot.messages import Reply, Role, Say
from bot.permissions import Who
from bot.values import Text, TopicNumber
from commands.agenda.record import KIND, on_agenda


class Args(Arguments):
    number: TopicNumber
    text: Text = ""


@command("agenda done", args=Args, who=Who.TEAM | Who.PMO, aliases=(*verb_words.DONE, "behandelt", "besprochen", "handled"), button="✅")
async def done(ctx: Context, args: Args) -> Reply:
    before = await on_agenda(ctx, args.number)
    after = before.handled(at=ctx.written_at, result=args.text)
    also = await KIND.change(ctx, before, after, "done", args.text)
    also += await KIND.told(ctx, after, "agenda.told.done", group=(await ctx.team(after.team)).name)
    if await _is_undecided(ctx, after):
        also.append(await _offer(ctx, after))
    return Reply("agenda.done", subject=after.number, also=tuple(also), receipt="✅", topic=after)


async def _is_undecided(ctx: Context, topic: Topic) -> bool:
    """Whether its result belongs into the register of decisions, is not there yet, and was said by those who can record it here."""
    speaks_for_it = ctx.belongs_to(topic.team) and (ctx.direct or (ctx.here is not None and ctx.here.id == topic.team))
    if topic.kind is not TopicKind.DECISION or not topic.result or not speaks_for_it:
        return False
    return not await ctx.tx.records(DECISIONS).linked("topic", topic.number)


async def _offer(ctx: Context, topic: Topic) -> Say:
    """✅ keeps the result as a decision."""
    english = ctx.settings.language == "en"
    noun, key = ("decision new", "topic") if english else ("beschluss neu", "thema")
    team = f" | team: {(await ctx.team(topic.team)).name}" if ctx.direct else ""
    return Say(
        room=ctx.room,
        text="decision.as-decision",
        params={"topic": topic},
        once=f"as-decision:{ctx.event}",
        role=Role.SUGGESTION,
        suggests=f"{ctx.project.prefix}{noun} {' '.join(topic.result.split())} | {key}: {topic.number}{team}",
        buttons=("✅",),
    )
