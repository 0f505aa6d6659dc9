"""What becomes of topics when their date is over or does not take place, and of those that wait when a date is planned.

The timer and the commands that plan, move, cancel or reopen sessions only look at the state and do what is due.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.context import Context, Moment
from bot.domain.agenda import Topic
from bot.domain.cut_list import cut
from bot.domain.ids import Number, TeamId
from bot.domain.meetings import Occurrence, SessionState, in_utc
from bot.messages import Outgoing, Priority, Role, Say
from bot.records.listing import MAX_ON_SCREEN
from bot.timer import timer
from commands.agenda.decided import settle
from commands.agenda.missing_result import watch_results
from commands.agenda.paper_deadlines import MISSING, REMINDED
from commands.agenda.placement import CARRY, OnDate, being_held, dates_with_topics, put_first, put_on, watch
from commands.agenda.record import CARRIED, KIND, PLACED, RETURNED, SHIFTED
from commands.agenda.session_dates import date_of, nearest_date, next_date

_STAYED = (KIND.named("note"), KIND.named("paper"), REMINDED, MISSING)
"""Changes after which a topic stands where it stood."""
NEWS = timedelta(hours=24)
"""Later than this nobody needs to hear where the topics of a session went; the agenda shows it."""


@timer(CARRY)
async def carry(moment: Moment, subject: str) -> Sequence[Outgoing]:
    """Topics of the dates that are over go to the group's next date, those of dates that do not take place too."""
    session = Number.read(subject)
    if session is None:
        return []
    said: list[Outgoing] = []
    held = await being_held(moment, session)
    for each in await dates_with_topics(moment, session):
        if each.planned == held:
            continue
        if each.date is None or each.date.cancelled:
            said += await _shift(moment, each)
        elif each.date.end <= moment.now:
            said += await _carry_over(moment, each.date, each.topics)
    await watch(moment, {session})
    return said


async def carry_on(moment: Moment, session: Number, planned: datetime) -> list[Outgoing]:
    """To be called when the minutes of a date were ended: what stayed open goes on to the group's next date. The draft says so."""
    said: list[Outgoing] = []
    for each in await dates_with_topics(moment, session):
        if each.planned == planned and each.date is not None and each.takes_place:
            said += await _carry_over(moment, each.date, each.topics, tells=False)
        elif each.planned == planned:
            said += await _shift(moment, each)
    await watch(moment, {session})
    return said


async def take_back_carried(moment: Moment, date: Occurrence) -> None:
    """To be called when minutes go on that were ended too early: the topics that were carried over because of that come back."""
    name, back = _name(date.session, date.planned), list[Topic]()
    for topic in await moment.tx.topics.open_of_team(date.team):
        history = [change for change in await moment.tx.history.of(topic.number) if change.what not in _STAYED]
        if history and (history[-1].what, history[-1].detail) == (KIND.named(CARRIED), name):
            back.append(replace(topic, carried=topic.carried - 1))
    for topic in await put_first(moment, back, date):
        await moment.tx.topics.save(topic)
        await KIND.remember_timer(moment, topic, RETURNED, name)
    await watch(moment, {topic.session for topic in back} | {date.session})


async def adopt(moment: Moment, team: TeamId) -> list[Outgoing]:
    """To be called when a session of the group was planned, moved, cancelled or reopened: every open topic gets its date.

    Topics of a date that does not take place go to the next one, or wait; they come back when it takes place after all. Those
    that wait are put on the next date. What is returned says so in the group's room.
    """
    said: list[Outgoing] = []
    open_ones = await moment.tx.topics.open_of_team(team)
    for session in sorted({topic.session for topic in open_ones if topic.session is not None}):
        held = await being_held(moment, session)
        for each in await dates_with_topics(moment, session):
            if not each.takes_place and each.planned != held:
                said += await _shift(moment, each)
    said += await _bring_back(moment, team)
    said += await _take_waiting(moment, team)
    await watch(moment, {topic.session for topic in (*open_ones, *await moment.tx.topics.open_of_team(team))})
    return said


async def _carry_over(moment: Moment, over: Occurrence, topics: Sequence[Topic], *, tells: bool = True) -> list[Outgoing]:
    topics, said = await settle(moment, over, topics)
    if not topics:
        return said
    date = await next_date(moment, over.team, after=over.start)
    for topic in await put_first(moment, [topic.carried_over() for topic in topics], date):
        await moment.tx.topics.save(topic)
        await KIND.remember_timer(moment, topic, CARRIED, _name(over.session, over.planned))
    await watch(moment, {date.session} if date else ())
    await watch_results(moment, over, topics)
    if not tells or moment.now - over.end > NEWS:
        return said
    once = f"carried {over.session} {over.start.isoformat()} {topics[0].number}"
    return [*said, *await _told(moment, over.team, "agenda.carried", topics, date, once)]


async def _shift(moment: Moment, each: OnDate) -> list[Outgoing]:
    """The topics of a date that does not take place, to the next one; of a series with another rhythm, to its nearest date."""
    old = each.date.start if each.date else in_utc(each.planned, moment.settings.zone)
    first = each.topics[0]
    session = await moment.tx.sessions.get(first.session) if first.session else None
    date = None
    if each.date is None and session is not None and session.state is SessionState.PLANNED:
        date = await nearest_date(moment, session, old)
    text = "agenda.followed" if date else "agenda.shifted"
    date = date or await next_date(moment, first.team, after=old) or await next_date(moment, first.team)
    for topic in await put_first(moment, each.topics, date):
        await moment.tx.topics.save(topic)
        await KIND.remember_timer(moment, topic, SHIFTED, _name(first.session, each.planned))
    await watch(moment, {date.session} if date else ())
    return await _told(moment, first.team, text, each.topics, date, f"shifted {first.number} {_cause(moment)}")


async def _bring_back(moment: Moment, team: TeamId) -> list[Outgoing]:
    """Topics that left a date because it was cancelled, and that nobody has touched since, where it takes place after all."""
    back: dict[str, list[Topic]] = {}
    for topic in await moment.tx.topics.open_of_team(team):
        history = [change for change in await moment.tx.history.of(topic.number) if change.what not in _STAYED]
        if history and history[-1].what == KIND.named(SHIFTED):
            back.setdefault(history[-1].detail, []).append(topic)
    said: list[Outgoing] = []
    for name, topics in back.items():
        session, planned = name.split(" ", 1)
        date = await date_of(moment, Number.read(session), datetime.fromisoformat(planned))
        if date is None or date.cancelled or date.start <= moment.now:
            continue
        for topic in await put_first(moment, topics, date):
            await moment.tx.topics.save(topic)
            await KIND.remember_timer(moment, topic, RETURNED, name)
        said += await _told(moment, team, "agenda.returned", topics, date, f"returned {topics[0].number} {_cause(moment)}")
    return said


async def _take_waiting(moment: Moment, team: TeamId) -> list[Outgoing]:
    taken: dict[tuple[Number, datetime], list[Topic]] = {}
    dates: dict[tuple[Number, datetime], Occurrence] = {}
    for topic in await moment.tx.topics.waiting(team):
        after = in_utc(topic.planned, moment.settings.zone) if topic.planned else None
        date = await next_date(moment, team, after=after)
        if date is None:
            continue
        await moment.tx.topics.save(await put_on(moment, topic, date))
        await KIND.remember_timer(moment, topic, PLACED, _name(date.session, date.planned))
        dates[date.session, date.planned] = date
        taken.setdefault((date.session, date.planned), []).append(topic)
    said: list[Outgoing] = []
    for key, topics in taken.items():
        said += await _told(moment, team, "agenda.adopted", topics, dates[key], f"adopted {topics[0].number} {_cause(moment)}")
    return said


async def _told(moment: Moment, team: TeamId, text: str, topics: Sequence[Topic], date: Occurrence | None, once: str) -> list[Outgoing]:
    """One message in the group's room, however many topics it is about."""
    group = await moment.team(team)
    if not group.counts:
        return []
    here = isinstance(moment, Context) and moment.room == group.room
    first, more = cut(topics, MAX_ON_SCREEN)
    params = {"topics": first, "more": more, "date": date}
    priority = Priority.ANSWER if here else Priority.DIGEST
    return [Say(room=group.room, text=text, params=params, once=once, role=Role.ANSWER, priority=priority, unasked=not here)]


def _name(session: Number | None, planned: datetime) -> str:
    return f"{session} {planned.isoformat()}"


def _cause(moment: Moment) -> str:
    """What makes the words about a change unlike those about another one."""
    return moment.event if isinstance(moment, Context) else moment.now.isoformat()
