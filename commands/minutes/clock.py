"""The moderator's clock: a slot that is nearly over, one that is, and a session whose rest no longer fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.context import Moment
from bot.domain.agenda import Topic, could_wait, total
from bot.domain.ids import Number
from bot.domain.minutes.running import Minutes, Warned, next_warning, projected_end
from bot.messages import Outgoing, Role, Say
from bot.timer import timer
from commands.agenda.current_topic import CLOCK, warning_once, watch_clock
from commands.agenda.session_card import MORE, NEXT, missing, open_topics, planned_end, refreshed
from commands.agenda.session_dates import date_of
from commands.meeting.digest.expiry import expires
from commands.minutes.forgotten import watch_end
from commands.minutes.taps import YES, short_once

LATE = timedelta(minutes=2)
"""A warning that is later than this is of no use."""
_MINUTE = timedelta(minutes=1)


async def watch(moment: Moment, minutes: Minutes) -> None:
    """Sets the timers of minutes that have just begun."""
    await watch_clock(moment, minutes)
    await watch_end(moment, minutes)


@timer(CLOCK)
async def tick(moment: Moment, subject: str) -> Sequence[Outgoing]:
    """The slot of the current topic is nearly over, or is over."""
    running = await _running(moment, subject)
    due = next_warning(running) if running else None
    if running is None or due is None:
        return []
    warned, at = due
    if at > moment.now:
        await watch_clock(moment, running)
        return []
    now = replace(running, warned=warned)
    await moment.tx.minutes.save(now)
    await watch_clock(moment, now)
    team = await moment.team(running.team)
    topic = await moment.tx.topics.get(running.topic) if running.topic else None
    settings = await moment.settings_of(moment.tx, team.room)
    is_stale = moment.now - at > LATE or (warned is Warned.SOON and running.until is not None and running.until <= moment.now)
    if topic is None or not team.counts or not settings.clock or is_stale:
        return []
    return [await _warning(moment, now, topic, at), *await refreshed(moment, now), *await short_of_time(moment, now)]


async def _warning(moment: Moment, minutes: Minutes, topic: Topic, due: datetime) -> Say:
    """What the clock says of the current topic; when the slot is over, to the moderator."""
    team = await moment.team(minutes.team)
    is_over = minutes.warned is Warned.OVER
    once = warning_once(minutes, minutes.warned)
    await expires(moment, once, due + LATE)
    moderator = minutes.moderator if minutes.moderator and moment.rooms.is_joined(minutes.moderator, team.room) else None
    called = (moderator,) if is_over and moderator else ()
    remaining = -(-(minutes.until - moment.now) // _MINUTE) if minutes.until else 0
    return Say(
        room=team.room,
        text="minutes.time-over" if is_over else "minutes.time-soon",
        params={"topic": topic, "remaining": remaining, "moderator": called[0] if called else None},
        once=once,
        subject=f"{minutes.session}/{topic.number.count}",
        role=Role.SESSION,
        notify=bool(called),
        mentions=called,
        buttons=(NEXT, MORE) if is_over else (),
    )


async def short_of_time(moment: Moment, minutes: Minutes) -> list[Outgoing]:
    """Where the rest no longer fits, the topic that can wait best; once a topic, and nothing while the clock is off."""
    team = await moment.team(minutes.team)
    if not (await moment.settings_of(moment.tx, team.room)).clock:
        return []
    topics = [topic for topic in await open_topics(moment, minutes) if topic.number != minutes.topic]
    end = planned_end(minutes, await date_of(moment, minutes.session, minutes.planned))
    lacking = missing(projected_end(minutes, total(topics), moment.now), end)
    waits = could_wait(topics, total(topics) - lacking * _MINUTE)
    if not lacking or not waits:
        return []
    params: dict[str, Any] = {"lacking": lacking, "topic": waits[0]}
    return [
        Say(
            room=team.room,
            text="minutes.short-of-time",
            params=params,
            once=short_once(minutes, waits[0].number),
            subject=f"{minutes.session}/{waits[0].number.count}",
            role=Role.SESSION,
            buttons=(YES,),
        )
    ]


async def _running(moment: Moment, subject: str) -> Minutes | None:
    number = Number.read(subject)
    kept = await moment.tx.minutes.of_session(number) if number else []
    return next((minutes for minutes in kept if minutes.is_running), None)
