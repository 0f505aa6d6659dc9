"""The open questions as a kind of record: their card, whom they ask, and when the PMO is asked once more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.context import Context, Moment
from bot.domain.cut_list import at_most
from bot.domain.ids import Number, RoomId, TeamId
from bot.domain.questions import Question, QuestionState, answer_due
from bot.domain.record_types import QUESTIONS, by_number
from bot.domain.teams import Team
from bot.messages import Erase, Outgoing, Role, Say
from bot.ports import OutboxRow
from bot.records import notes
from bot.records.kind import Kind
from bot.timer import timer

TIMER = "question unanswered"
DUE = 2
"""Questions that a digest names."""
BUTTONS = ("✅", "💤", "➕")
ON = (Role.CARD, Role.NOTICE, Role.REQUEST, Role.QUESTION)
"""Where these buttons work: on each message about it, and on a digest that asks one question."""


async def card(moment: Moment, question: Question, room: RoomId) -> dict[str, Any]:
    """The parameters of `question.card`."""
    team = await moment.team(question.team)
    asked = await moment.team(question.asked) if question.asked is not None else None
    topics = [each for each in await moment.tx.topics.linked("question", question.number) if each.is_open or each.is_proposed]
    return {
        "question": question,
        "team": team.name,
        "asker": "" if room == team.room else team.name,
        "asked": "" if asked is None or asked.room == room else asked.name,
        "topics": [topic.number for topic in topics],
        "today": moment.calendar.day_of(moment.now),
        "link": moment.rooms.permalink(question.room, question.source) if question.text and question.room == team.room else "",
    }


async def asked_card(moment: Moment, question: Question) -> list[Outgoing]:
    """The card in the room of the group that is asked. The steering committee meets rarely: its digests name the question instead."""
    asked = await moment.team(question.asked) if question.asked is not None else None
    if asked is None or asked.is_steering or not asked.counts:
        return []
    steps = len(await moment.tx.history.of(question.number))
    calls = question.who is not None and moment.rooms.is_joined(question.who, asked.room)
    return [
        Say(
            room=asked.room,
            text="question.card",
            params=await card(moment, question, asked.room),
            once=f"asked:{question.number}:{steps}",
            subject=str(question.number),
            role=Role.CARD,
            notify=True,
            mentions=(question.who,) if calls and question.who else (),
            buttons=BUTTONS,
            unasked=True,
        )
    ]


async def schedule(moment: Moment, question: Question) -> None:
    """When the PMO is asked once more."""
    asked = await moment.team(question.asked) if question.asked is not None else None
    due = answer_due(question, moment.calendar, moment.settings.escalation.answer_after)
    if asked is None or not asked.is_pmo or due is None or await moment.tx.outbox.by_once(_once(question)) is not None:
        await moment.tx.timers.clear(str(question.number), TIMER)
    else:
        await moment.tx.timers.set(TIMER, str(question.number), due)


@timer(TIMER)
async def ask_once_more(moment: Moment, subject: str) -> Sequence[Outgoing]:
    number = Number.read(subject)
    question = await moment.tx.records(QUESTIONS).get(number) if number else None
    if question is None or question.asked is None:
        return []
    pmo = await moment.team(question.asked)
    due = answer_due(question, moment.calendar, moment.settings.escalation.answer_after)
    if due is None or due > moment.now or not (pmo.counts and pmo.is_pmo):
        await schedule(moment, question)
        return []
    await KIND.remember_timer(moment, question, "remind")
    first = await _card_in(moment, question, pmo.room)
    return [
        Say(
            room=pmo.room,
            text="question.unanswered",
            params={**await card(moment, question, pmo.room), "now": moment.now},
            once=_once(question),
            subject=subject,
            role=Role.REQUEST,
            notify=True,
            reply_to_once=first.once if first else None,
            buttons=BUTTONS,
            unasked=True,
        )
    ]


def _once(question: Question) -> str:
    since = question.waiting_since.isoformat() if question.waiting_since else ""
    return f"unanswered:{question.number}:{since}"


async def _card_in(moment: Moment, question: Question, room: RoomId) -> OutboxRow | None:
    rows = await moment.tx.outbox.about(str(question.number), (Role.CARD,))
    return next((row for row in rows if row.room == room), None)


# What lists and digests name


async def of_group(moment: Moment, team: TeamId, *, closed: bool = False) -> list[Question]:
    """Those that a group has asked, and those that it was asked; the ones that come up first lead."""
    found = await moment.tx.records(QUESTIONS).listed(closed=closed)
    return [question for question in found if team in (question.team, question.answering)]


@dataclass(frozen=True, kw_only=True)
class Line:
    """A question in a digest."""

    question: Question
    time: int
    """Which time it is that it is asked."""
    asker: str
    """The group that asks, where it is another one; `asked` the one that is asked."""
    asked: str


async def due_lines(moment: Moment, team: Team, day: date, *, meets: bool = True, fill: bool = False) -> dict[str, Any]:
    """What a digest of the group names, of a day; with `fill` the oldest that are open too. `meets` is whether it is before a session.

    Without one the steering committee is left in peace until a question comes up, and the PMO has a list of its own (`unanswered`).
    """
    found = [each for each in await of_group(moment, team.id) if meets or not team.is_pmo or each.asked != team.id]
    up = [question for question in found if question.is_up_for(team.id, day, meets=meets or not team.is_steering)]
    first, more = at_most(up, DUE)
    others = sorted((each for each in found if each not in up), key=by_number) if fill and len(up) < DUE else []
    named = [*first, *others[: DUE - len(up)]] if others else first
    return {
        "questions": [await _line(moment, team, each, day) for each in named],
        "questions_more": more,
        "questions_open": len(found),
        "questions_up": len(up),
    }


async def _line(moment: Moment, team: Team, question: Question, day: date) -> Line:
    return Line(
        question=question,
        time=question.time(day),
        asker=(await moment.team(question.team)).name if question.team != team.id else "",
        asked=(await moment.team(question.answering)).name if question.answering != team.id else "",
    )


async def unanswered(moment: Moment, pmo: Team) -> list[Question]:
    """What other groups have asked the PMO: those that wait too long for its answer, and those that have come up again."""
    today, after = moment.calendar.day_of(moment.now), moment.settings.escalation.answer_after
    found: list[Question] = []
    for question in await of_group(moment, pmo.id):
        due = answer_due(question, moment.calendar, after)
        if question.asked == pmo.id and (question.is_up(today) or (due is not None and due <= moment.now)):
            found.append(question)
    return found


# The kind


async def _follow_up(ctx: Context, before: Question, after: Question) -> list[Outgoing]:
    await schedule(ctx, after)
    if before.asked == after.asked:
        return []
    old = await _card_in(ctx, before, (await ctx.team(before.asked)).room) if before.asked is not None else None
    return [*([Erase(of=old.once)] if old else []), *await asked_card(ctx, after)]


async def _may_change(ctx: Context, question: Question) -> None:
    """Its own group, the one that is asked, and the PMO may."""
    if not ctx.belongs_to(question.answering):
        await ctx.require_may_change(question.team)


async def _owners(moment: Moment, question: Question) -> Sequence[TeamId]:
    """Not the steering committee where it is asked: it hears of a question before its session."""
    asked = await moment.team(question.answering)
    return (question.team,) if asked.is_steering or asked.id == question.team else (question.team, asked.id)


async def _built_on(ctx: Context, question: Question) -> str:
    if question.state is QuestionState.ANSWERED:
        return "question.kept-answered"
    if await notes.by_others(ctx, question.number, question.author):
        return "question.kept-noted"
    return ""


def _withdrawn(ctx: Context, question: Question) -> Question:
    return question.dropped(by=ctx.sender, at=ctx.now)


def _card_text(row: OutboxRow, team: Team) -> str:
    return "question.card"


KIND = Kind(
    noun="question",
    german="frage",
    param="question",
    of=QUESTIONS,
    steps=("add", "edit", "answer", "again", "agenda", "drop", "reopen", "note", "remind", "undo"),
    card=card,
    follow_up=_follow_up,
    may_change=_may_change,
    owners=_owners,
    built_on=_built_on,
    withdrawn=_withdrawn,
    withdraw_step="drop",
    erased=Question.erased,
    card_text=_card_text,
)


async def told_asker(ctx: Context, question: Question, text: str, **params: Any) -> list[Say]:
    """A word to the groups that own it; in its own group's room whoever asked is called."""
    team = await ctx.team(question.team)
    calls = question.author != ctx.sender and ctx.rooms.is_joined(question.author, team.room)
    said = [each for each in await KIND.told(ctx, question, text, calls=False, to_asker=False, **params) if isinstance(each, Say)]
    return [_to_asker(each, question, calls=calls) if each.room == team.room else each for each in said]


def _to_asker(say: Say, question: Question, *, calls: bool) -> Say:
    return replace(say, notify=calls, mentions=(question.author,) if calls else (), params={**say.params, "calls": calls, "to_asker": True})
