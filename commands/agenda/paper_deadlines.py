"""Deadlines of the steering committee's decision papers: which are due to be asked for, and when the timer looks again.

Handbook, rule 5: papers are there five days before the session, so that all can read them. The figures are settings. What was
said already stands in the history of the topic, with the day of the session: on another day it is asked for anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.context import Moment
from bot.domain.agenda import Topic, days_before
from bot.domain.calendar import ONE_DAY
from bot.domain.meetings import Occurrence

REMINDED = "papers reminded"
MISSING = "papers missing"
STEPS = (REMINDED, MISSING)
"""What the history can hold of papers: each has a text `papers.change.STEP`."""


def due_at(moment: Moment, date: Occurrence) -> datetime:
    """When the papers of a session have to be there."""
    return days_before(date.start, moment.settings.decisions.paper_days, moment.settings.zone)


def remind_at(moment: Moment, date: Occurrence) -> datetime:
    """At start of work of the day that many days before; where nobody works then, of the working day before it."""
    day = moment.calendar.day_of(days_before(date.start, moment.settings.decisions.remind_days, moment.settings.zone))
    return moment.calendar.start_of_work(moment.calendar.previous_working_day(day))


def mark(moment: Moment, date: Occurrence) -> str:
    """What the history notes with a reminder: the day of the session."""
    return moment.calendar.day_of(date.start).isoformat()


async def pending(moment: Moment, date: Occurrence, topics: Sequence[Topic]) -> tuple[list[Topic], list[Topic]]:
    """The topics to remind of now, and those whose paper has not come in time, which the PMO has to hear of now."""
    remind: list[Topic] = []
    missing: list[Topic] = []
    if moment.calendar.is_working_time(moment.now):
        for topic in await _asked_for(moment, date, topics):
            said = await _said(moment, date, topic)
            if moment.now >= due_at(moment, date):
                missing += [] if MISSING in said else [topic]
            elif moment.now >= remind_at(moment, date) and REMINDED not in said:
                remind.append(topic)
    return remind, missing


async def next_look(moment: Moment, date: Occurrence, topics: Sequence[Topic]) -> datetime | None:
    """When `pending` may have something to say next; None where it never will.

    At the latest when work next begins: settings, holidays and papers change, and no timer is hunted down for them.
    """
    due = due_at(moment, date)
    looks: list[datetime] = []
    for topic in await _asked_for(moment, date, topics):
        if moment.now < due:
            looks += [_next_start_of_work(moment), due]
        elif MISSING not in await _said(moment, date, topic):
            looks.append(moment.calendar.next_working_time(moment.now))
    return min((look for look in looks if look < date.start), default=None)


async def _asked_for(moment: Moment, date: Occurrence, topics: Sequence[Topic]) -> list[Topic]:
    if date.start <= moment.now or not (await moment.team(date.team)).is_steering:
        return []
    return [topic for topic in topics if topic.lacks_paper]


async def _said(moment: Moment, date: Occurrence, topic: Topic) -> set[str]:
    return {change.what for change in await moment.tx.history.of(topic.number) if change.detail == mark(moment, date)}


def _next_start_of_work(moment: Moment) -> datetime:
    today = moment.calendar.day_of(moment.now)
    begins = moment.calendar.start_of_work(moment.calendar.next_working_day(today))
    return begins if begins > moment.now else moment.calendar.start_of_work(moment.calendar.next_working_day(today + ONE_DAY))
