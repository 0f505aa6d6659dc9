"""`!beschluss umlauf S7`, or 📨 under the word that too few voices are sure: what can be decided is decided in writing."""

from __future__ import annotations

from collections.abc import Sequence

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.agenda import Topic, TopicKind
from bot.domain.decisions import DecisionKind
from bot.domain.meetings import Occurrence
from bot.domain.record_types import DECISIONS
from bot.domain.teams import Team
from bot.messages import Outgoing, Reply, Role, Say, UserError
from bot.permissions import Who
from bot.values import SessionNumber
from commands.decision.voting import card, vote
from commands.decision.voting.electors import in_writing, require_may_open
from commands.deputy.committee import committee
from commands.deputy.dates import date_meant

IN_WRITING = "📨"


class Args(Arguments):
    number: SessionNumber


@command(
    "decision in-writing",
    args=Args,
    who=Who.TEAM | Who.PMO,
    aliases=("umlauf",),
    button=IN_WRITING,
    on=(Role.QUORUM,),
    of="S",
)
async def decide_in_writing(ctx: Context, args: Args) -> Reply:
    team = await committee(ctx)
    date = await date_meant(ctx, team, args.number)
    await require_may_open(ctx, team, await in_writing(ctx, team))
    topics = await ripe(ctx, date)
    if not topics:
        raise UserError("decision.nothing-ripe", date=date)
    if ctx.pressed:
        words = "decision in-writing" if ctx.settings.language == "en" else "beschluss umlauf"
        raise UserError("decision.in-writing-sure", date=date, topics=topics, suggest=f"{ctx.project.prefix}{words} {date.session}")
    return await _opened(ctx, team, topics)


async def ripe(ctx: Context, date: Occurrence) -> list[Topic]:
    """The topics of a date that are for decision, whose papers are there, and on which no vote runs."""
    on_it = await ctx.tx.topics.of_date(date.session, date.planned)
    topics = [each for each in on_it if each.is_open and each.kind is TopicKind.DECISION and each.paper]
    return [each for each in topics if not any(other.is_running for other in await ctx.tx.records(DECISIONS).linked("topic", each.number))]


async def _opened(ctx: Context, team: Team, topics: Sequence[Topic]) -> Reply:
    """Each has a card of its own in the committee's room; the answer says what was begun."""
    also: list[Outgoing] = []
    begun: list[tuple[Topic, object]] = []
    for topic in topics:
        said = vote.Args.model_construct(number=topic.number, text="", kind=DecisionKind.CIRCULAR)
        reply = await vote.vote.run(ctx, said)
        begun.append((topic, reply.subject))
        if ctx.room == team.room:
            also.append(
                Say(
                    room=team.room,
                    text=card.TEXT,
                    params=reply.params,
                    once=f"vote:{reply.subject}:1",
                    subject=str(reply.subject),
                    role=Role.BALLOT,
                    buttons=reply.buttons,
                    mentions=reply.mentions,
                    notify=bool(reply.mentions),
                )
            )
        also += reply.also
    return Reply("decision.in-writing-begun", also=tuple(also), begun=begun, team=team.name)
