"""How a task force's topic comes before the steering committee: the PMO's room is asked, and the task force hears what became of it."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from bot.command import Arguments, command
from bot.context import Context, Moment
from bot.domain.agenda import Topic
from bot.domain.teams import Team
from bot.grammar import verb_words
from bot.messages import Outgoing, Reply, Rewrite, Role, Say, UserError
from bot.permissions import Who
from bot.records.notes import RECEIPT
from bot.values import Text, TopicNumber
from commands.agenda.placement import put_on
from commands.agenda.record import EXPLAIN, KIND, told_why
from commands.agenda.session_dates import next_date

MOST_WAITING = 10
"""Topics of one group that wait for the PMO; a session of the steering committee has no time for more."""


class Way(StrEnum):
    """How somebody gets a topic onto a group's agenda from where they are."""

    OWN = "own"
    PROPOSE = "propose"
    NONE = "none"


def way_onto(ctx: Context, team: Team) -> Way:
    if ctx.belongs_to(team.id) if ctx.direct else team.room == ctx.room:
        return Way.OWN
    return Way.PROPOSE if team.is_steering else Way.NONE


class Args(Arguments):
    number: TopicNumber
    text: Text = ""


async def committee(moment: Moment) -> Team:
    """The steering committee, if topics can be proposed to it."""
    steering = await moment.steering()
    if steering is None:
        raise UserError("agenda.no-steering")
    if await moment.pmo() is None:
        raise UserError("agenda.no-pmo")
    return steering


async def refuse_flood(moment: Moment, team: Team) -> None:
    """Each proposal calls the PMO, so a group waits for its decisions before it goes on proposing."""
    waiting = [topic for topic in await moment.tx.topics.proposed() if topic.proposed_by == team.id]
    if len(waiting) >= MOST_WAITING:
        raise UserError("agenda.many-proposed", count=len(waiting), topic=waiting[0])


async def proposal(moment: Moment, topic: Topic) -> list[Outgoing]:
    """The card in the PMO's room: it decides with a tap."""
    pmo = await moment.pmo()
    if pmo is None:
        return []
    return [
        Say(
            room=pmo.room,
            text="agenda.proposal",
            params=await KIND.card(moment, topic, pmo.room),
            once=f"proposal:{topic.number}",
            subject=str(topic.number),
            role=Role.PROPOSAL,
            notify=True,
            buttons=("✅", "❌"),
            unasked=True,
        )
    ]


@command("agenda accept", args=Args, who=Who.PMO, aliases=verb_words.ACCEPT, button="✅", on=(Role.PROPOSAL,))
async def accept(ctx: Context, args: Args) -> Reply:
    before = await _proposed(ctx, args)
    date = await next_date(ctx, before.team, session=before.session) if before.session else None
    after = await put_on(ctx, before.accepted(), date or await next_date(ctx, before.team))
    also = await KIND.change(ctx, before, after, "accept", args.text)
    params = await KIND.card(ctx, after, ctx.room)
    also += await _told(ctx, after, "agenda.told.accepted", **params)
    return Reply("agenda.accepted", subject=after.number, also=tuple(also), **params)


@command("agenda decline", args=Args, who=Who.PMO, aliases=verb_words.DECLINE, button="❌", on=(Role.PROPOSAL,))
async def decline(ctx: Context, args: Args) -> Reply:
    before = await _proposed(ctx, args)
    after = before.declined(at=ctx.written_at, why=args.text)
    also = await KIND.change(ctx, before, after, "decline", args.text)
    also += await _told(ctx, after, "agenda.told.declined")
    proposer = (await ctx.team(after.proposed_by)).name if after.proposed_by else ""
    # A notice: a reply to it is a word on the topic, here the reason that it asks for.
    return Reply("agenda.declined", subject=after.number, role=Role.NOTICE, also=tuple(also), topic=after, proposer=proposer)


async def explained(ctx: Context, before: Topic, reason: str) -> Reply:
    """The reason for what was declined without one: told to those who had proposed it."""
    after = replace(before, result=reason)
    also = await KIND.change(ctx, before, after, EXPLAIN)
    also += await _told(ctx, after, "agenda.told.explained", once=told_why(ctx.event))
    return Reply("agenda.explained", subject=after.number, also=tuple(also), receipt=RECEIPT, topic=after)


async def explained_anew(ctx: Context, before: Topic, reason: str) -> list[Outgoing]:
    """The reply that gave the reason was edited: it reads so wherever it stands."""
    after = replace(before, result=reason)
    also = await KIND.change(ctx, before, after, "edit")
    return [*also, Rewrite(of=told_why(ctx.event), text="agenda.told.explained", params=KIND.as_param(after))]


async def _proposed(ctx: Context, args: Args) -> Topic:
    topic = await KIND.find(ctx.tx, args.number)
    await ctx.require_may_change(topic.team)  # who proposed it may change it, but not decide
    if not topic.is_proposed:
        raise UserError("agenda.not-proposed", topic=topic)
    return topic


async def _told(ctx: Context, topic: Topic, text: str, /, once: str = "", **params: object) -> list[Outgoing]:
    """A word to the task force that proposed it."""
    team = await ctx.team(topic.proposed_by) if topic.proposed_by else None
    if team is None or not team.counts or team.room == ctx.room:
        return []
    word = KIND.about(ctx, topic, team.room, text, once=once or f"told:{ctx.event}:{text}", **params)
    return [replace(word, notify=True, mentions=(topic.author,))]
