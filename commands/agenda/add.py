"""`!agenda <text>`: something to talk about, on the next session, on a named one, or proposed to the steering committee."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Annotated, Any

from pydantic import TypeAdapter

from bot.command import Key, command
from bot.context import Context
from bot.domain.agenda import LETTER, Topic, TopicState
from bot.domain.blockers import LETTER as BLOCKER
from bot.domain.blockers import Blocker
from bot.domain.ids import Number, UserId
from bot.domain.milestones.milestone import LETTER as MILESTONE
from bot.domain.milestones.milestone import Milestone
from bot.domain.questions import LETTER as QUESTION
from bot.domain.questions import Question
from bot.domain.record_types import BLOCKERS, MILESTONES, QUESTIONS, RecordType
from bot.domain.teams import Team
from bot.grammar import verb_words
from bot.messages import Outgoing, Reply, Role, Say, UserError
from bot.permissions import Who
from bot.records.assignee import find_doer
from bot.values import GroupName, Text, Title
from bot.values.record_number import number_of
from commands.agenda import proposals
from commands.agenda.fields import ForSteering, TopicFields
from commands.agenda.placement import put_on, watch
from commands.agenda.record import KIND, of_its_question, retract
from commands.agenda.session_dates import chosen_date

ONE_SITTING = timedelta(minutes=30)
"""Topics that follow one another so soon are collected in one go."""
_TITLE: TypeAdapter[str] = TypeAdapter(Title)
_Source = Blocker | Question | Milestone
_SOURCES: Mapping[str, tuple[str, RecordType[Any]]] = {
    BLOCKER: ("blocker", BLOCKERS),
    QUESTION: ("question", QUESTIONS),
    MILESTONE: ("milestone", MILESTONES),
}
"""What a topic can be made from: the noun of each letter, which is also the field of the topic that names it, and its kind."""


class Args(TopicFields):
    number: Annotated[Number | None, number_of(BLOCKER, QUESTION, MILESTONE)] = None
    """The blocker, the question or the milestone that it is made from (`!agenda B12`)."""
    text: Text = ""
    steering: Annotated[ForSteering, Key("für", "for")] = False
    team: Annotated[GroupName, Key("team", "gruppe", "group")] = ""


async def amend(ctx: Context, number: Number, args: Args) -> Sequence[Outgoing] | None:
    """The message was edited: the topic reads as if it had been written so; fields left out go back to their default.

    Where it stands on which agenda stays, unless another session is named.
    """
    before = await KIND.open(ctx, number)
    await KIND.require_same_team(ctx, before, args.team, before.proposed_by)
    source = await _source(ctx, args.number)
    if args.steering != (before.proposed_by is not None) or args.number != before.made_from:
        raise UserError("agenda.other-topic", topic=before)
    after = replace(
        before,
        text=_text(args.text, source),
        who=_who(ctx, args, source, await ctx.team(before.proposed_by or before.team)),
        **args.model_dump(include={"minutes", "kind", "paper"}),
    )
    if args.session is not None and args.session != before.session:
        date = await chosen_date(ctx, before.team, args.session)
        after = await put_on(ctx, after, date) if before.is_open else replace(after, session=args.session)
    if after == before:
        return None
    return await KIND.change(ctx, before, after, "edit")


@command("agenda add", args=Args, who=Who.TEAM, aliases=verb_words.ADD, amend=amend, retract=retract)
async def add(ctx: Context, args: Args) -> Reply:
    team = await ctx.acting_group(args.team)
    source = await _source(ctx, args.number)
    owner = await proposals.committee(ctx) if args.steering and not team.is_steering else team
    await KIND.require_room(ctx, owner)
    if owner.id != team.id and not team.is_pmo:
        await proposals.refuse_flood(ctx, team)
    if source is not None:
        await _refuse_second(ctx, source, owner)
    topic = Topic(
        number=await ctx.tx.next_number(LETTER),
        team=owner.id,
        proposed_by=team.id if owner.id != team.id else None,
        text=_text(args.text, source),
        minutes=args.minutes,
        kind=args.kind,
        who=_who(ctx, args, source, team),
        paper=args.paper,
        blocker=args.number if isinstance(source, Blocker) else None,
        question=args.number if isinstance(source, Question) else None,
        milestone=args.number if isinstance(source, Milestone) else None,
        author=ctx.sender,
        created_at=ctx.written_at,
        room=ctx.room,
        source=ctx.event,
    )
    date = await chosen_date(ctx, owner.id, args.session)
    also: list[Outgoing] = []
    if owner.id != team.id and not team.is_pmo:
        topic = replace(topic, state=TopicState.PROPOSED, session=args.session)
        also += await proposals.proposal(ctx, topic)
    else:
        topic = await put_on(ctx, topic, date)
    await KIND.records(ctx.tx).add(topic)
    await KIND.remember(ctx, topic, "add")
    await watch(ctx, {topic.session})
    also += await of_its_question(ctx, topic)
    params = await KIND.card(ctx, topic, ctx.room)
    if ctx.direct:
        # The team hears of it in its own room, where the card has to stand.
        card = Say(
            room=team.room,
            text="agenda.card",
            params=params,
            once=f"card:{topic.number}",
            subject=str(topic.number),
            role=Role.CARD,
            unasked=True,
        )
        return Reply("agenda.added-direct", subject=topic.number, role=Role.CARD, also=(card, *also), group=team.name, **params)
    receipt = f"🗓️ {topic.number}" if await _says_all(ctx, args, topic, params) else None
    return Reply("agenda.card", subject=topic.number, role=Role.CARD, also=tuple(also), receipt=receipt, **params)


async def _says_all(ctx: Context, args: Args, topic: Topic, card: Mapping[str, Any]) -> bool:
    """Whether the number alone says what there is to say: one more title for a date that has just been named for another one."""
    if args.model_fields_set - {"text"} or card["date"] is None or card["over"] or card["asks_for_paper"]:
        return False
    others = await ctx.tx.topics.of_date(card["date"].session, card["date"].planned)
    return any(each.room == ctx.room and each.number != topic.number and ctx.written_at - each.created_at < ONE_SITTING for each in others)


async def _source(ctx: Context, number: Number | None) -> _Source | None:
    if number is None:
        return None
    noun, kind = _SOURCES[number.letter]
    found: _Source | None = await ctx.tx.records(kind).get(number)
    if found is None:
        raise UserError(f"{noun}.unknown", number=str(number))
    if not found.text:
        raise UserError(f"{noun}.erased", number=str(number))
    return found


async def _refuse_second(ctx: Context, source: _Source, owner: Team) -> None:
    link, _ = _SOURCES[source.number.letter]
    for topic in await ctx.tx.topics.linked(link, source.number):
        if topic.team == owner.id and (topic.is_open or topic.is_proposed):
            raise UserError("agenda.already", topic=topic)


def _text(said: str, source: _Source | None) -> str:
    return source.text if source is not None and not said else _TITLE.validate_python(said)


def _who(ctx: Context, args: Args, source: _Source | None, team: Team) -> UserId | None:
    """Somebody in the room of the group that brings the topic; unless said otherwise, who brought it."""
    if "who" in args.model_fields_set:
        return find_doer(ctx, args.who, team.room)
    if source is None:
        return ctx.sender
    return source.reporter if isinstance(source, Blocker) else source.author
