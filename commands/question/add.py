"""`!frage <text>`: something has to be found out; and `!frage ändere Q1 | wieder: Montag`, which takes the same fields."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated

from bot.command import Arguments, Key, command
from bot.context import Context
from bot.domain.ids import Number, UserId
from bot.domain.questions import LETTER, Question, later
from bot.domain.teams import Team
from bot.grammar import field_words, verb_words
from bot.messages import Outgoing, Reply, UserError
from bot.permissions import Who
from bot.records.assignee import find_doer
from bot.values import Day, Due, DueDay, GroupName, People, QuestionNumber, Title
from bot.values.empty import says_nothing
from bot.words import fold
from commands.agenda.session_dates import next_date
from commands.question.record import BUTTONS, KIND, asked_card, of_group, schedule

MAX_ASKED = 10
"""Open questions of one group to one other: each calls that group, so it waits for answers before it asks on."""
_PMO = frozenset({"pmo", "das pmo", "ans pmo", "the pmo", "projektbuero", "projektleitung"})
_STEERING = frozenset({"steuerungskreis", "der steuerungskreis", "den steuerungskreis", "steering", "steering committee", "committee"})


class QuestionFields(Arguments):
    again: Annotated[Day, Key("wieder", "wiedervorlage", "again")] = None
    asked: Annotated[GroupName, Key("für", "for")] = ""
    who: Annotated[People, Key(*field_words.WHO)] = ""
    due: Annotated[DueDay, Key(*field_words.DUE)] = Due()


class Args(QuestionFields):
    text: Title
    team: Annotated[GroupName, Key("team", "gruppe", "group")] = ""


class Changes(QuestionFields):
    number: QuestionNumber
    title: Annotated[Title, Key("titel", "title")] = ""


async def amend(ctx: Context, number: Number, args: Args) -> Sequence[Outgoing] | None:
    """The message was edited: the record reads as if it had been written so; fields left out go back to their default.

    When it comes up again stays as it was put off since, unless the message says it.
    """
    before = await KIND.amendable(ctx, number, args.team)
    asked = await _asked_group(ctx, args.asked, await ctx.team(before.team))
    after = await _asking(ctx, replace(before, text=args.text, due=args.due.day), asked, args.again)
    after = replace(after, who=await _who(ctx, args.who, after))
    put_off = KIND.named("again") in {change.what for change in await ctx.tx.history.of(number)}
    if args.again is not None or not put_off:
        after = replace(after, again=args.again or await _again(ctx, after, asked))
    return None if after == before else await KIND.change(ctx, before, after, "edit")


@command("question add", args=Args, who=Who.TEAM, aliases=verb_words.ADD, amend=amend, retract=KIND.retract)
async def add(ctx: Context, args: Args) -> Reply:
    team = await ctx.acting_group(args.team)
    await KIND.require_room(ctx, team)
    asked = await _asked_group(ctx, args.asked, team)
    question = Question(
        number=await ctx.tx.next_number(LETTER),
        team=team.id,
        text=args.text,
        due=args.due.day,
        again=later(ctx.calendar.day_of(ctx.written_at)),
        author=ctx.sender,
        created_at=ctx.written_at,
        room=ctx.room,
        source=ctx.event,
    )
    question = await _asking(ctx, question, asked, args.again, is_new=True)
    question = replace(question, again=args.again or await _again(ctx, question, asked), who=await _who(ctx, args.who, question))
    await KIND.keep(ctx, question)
    await schedule(ctx, question)
    mentions = (question.who,) if question.who and ctx.rooms.is_joined(question.who, team.room) else ()
    reply = await KIND.announced(ctx, question, buttons=BUTTONS, mentions=mentions, time_said=args.due.time_said)
    return reply.saying(*await asked_card(ctx, question))


@command("question edit", args=Changes, who=Who.TEAM | Who.PMO, aliases=verb_words.EDIT)
async def edit(ctx: Context, args: Changes) -> Reply:
    before = await KIND.open(ctx, args.number)
    given = args.model_fields_set - {"number"}
    if not given:
        raise UserError("edit.nothing", number=str(args.number))
    after = before
    if "title" in given:
        after = replace(after, text=args.title)
    if "due" in given:
        after = replace(after, due=args.due.day)
    if "asked" in given:
        after = await _asking(ctx, after, await _asked_group(ctx, args.asked, await ctx.team(before.team)), args.again)
    if "who" in given:
        after = replace(after, who=await _who(ctx, args.who, after))
    if "again" in given:
        group = await ctx.team(after.answering)
        after = replace(after, again=args.again or await _again(ctx, after, group))
        if group.is_steering and args.again is not None:
            after = replace(after, waiting_since=None)
    if after == before:
        return Reply("question.same", subject=before.number, question=before)
    also = await KIND.change(ctx, before, after, "edit")
    also += await KIND.told(ctx, after, "question.told.edited")
    mentions = (after.who,) if after.who and after.who != before.who and ctx.rooms.is_joined(after.who, ctx.room) else ()
    receipt = "👌" if given <= {"title"} else None  # days and names are repeated as they were understood
    return Reply(
        "question.edited",
        subject=after.number,
        also=tuple(also),
        mentions=mentions,
        receipt=receipt,
        **{**await KIND.card(ctx, after, ctx.room), "time_said": args.due.time_said},
    )


async def _asked_group(ctx: Context, said: str, own: Team) -> Team | None:
    """The group that is asked; None where it is the question's own. Raises UserError where there is none of that name."""
    if says_nothing(said):
        return None
    word = fold(said)
    if word in _PMO:
        asked = await ctx.pmo()
    elif word in _STEERING:
        asked = await ctx.steering()
    else:
        asked = None
    teams = [team for team in await ctx.tx.teams.all() if team.counts]
    asked = asked or next((team for team in teams if fold(team.name) == word), None)
    if asked is None:
        raise UserError("question.no-such-group", said=said, teams=[team.name for team in teams])
    return None if asked.id == own.id else asked


async def _asking(ctx: Context, question: Question, asked: Team | None, again: date | None, *, is_new: bool = False) -> Question:
    """The question put to that group, or to nobody else; one that is asked already is waited for as before.

    Another group is waited for at once, the steering committee in its next session unless `again` names another day.
    """
    if not is_new and (asked.id if asked else None) == question.asked:
        return question
    if asked is not None:
        waiting = [each for each in await of_group(ctx, question.team) if each.team == question.team and each.asked == asked.id]
        if len(waiting) >= MAX_ASKED:
            raise UserError("question.many-asked", asked=asked.name, count=len(waiting), question=waiting[0])
    group = asked or await ctx.team(question.team)
    is_waited_for = again is None if group.is_steering else asked is not None
    return replace(question, asked=asked.id if asked else None, waiting_since=ctx.written_at if is_waited_for else None)


async def _again(ctx: Context, question: Question, asked: Team | None) -> date:
    """When it comes up again if nobody says a day: at the committee's next session, or in three months."""
    group = asked or await ctx.team(question.team)
    date = await next_date(ctx, group.id) if group.is_steering else None
    return ctx.calendar.day_of(date.start) if date else later(ctx.calendar.day_of(question.created_at))


async def _who(ctx: Context, said: str, question: Question) -> UserId | None:
    """Somebody in the room of the group that is to find the answer, or of the one that asks."""
    if not said:
        return None
    try:
        return find_doer(ctx, said, (await ctx.team(question.answering)).room)
    except UserError:
        if question.asked is None:
            raise
        return find_doer(ctx, said, (await ctx.team(question.team)).room)
