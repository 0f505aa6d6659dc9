"""When the letters on risks are drafted and sent: one look at all that are to come, however late it is.

A letter that nobody has decided on goes out at its time: the others are to stay informed even if the PMO drops out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.context import Moment
from bot.domain.calendar import ONE_DAY
from bot.domain.lights.risk_letter import (
    BROUGHT_BY_DIGEST,
    PROJECT,
    TIMER,
    USEFUL_FOR,
    LetterState,
    RiskLetter,
    draft_at,
    letters_around,
)
from bot.domain.teams import Team
from bot.messages import Outgoing
from bot.timer import timer
from commands.light.risks.content import risks_now
from commands.light.risks.letters import draft_message, letter_message, mark, refreshed
from commands.meeting.digest.schedule import coming_dates, rhythm_of, was_said

_SOON = timedelta(seconds=1)
_AGAIN = timedelta(minutes=10)
"""When to look again whether a digest that is due was posted."""


@dataclass(frozen=True, kw_only=True)
class _Occasion:
    key: str
    due_at: datetime


async def schedule(moment: Moment) -> None:
    """At the start of the bot, and when a steering committee or a PMO is founded."""
    await moment.tx.timers.set(TIMER, PROJECT, moment.now + _SOON)


@timer(TIMER)
async def look(moment: Moment, subject: str) -> Sequence[Outgoing]:
    steering = await moment.steering()
    if steering is None or not steering.counts:
        return []
    pmo = await moment.pmo()
    occasions = await _occasions(moment, steering)
    said = await _called_off(moment, {each.key for each in occasions})
    looks: list[datetime] = []
    for each in occasions:
        said += await _looked_at(moment, each, steering, pmo, looks)
    last = await moment.tx.risk_letters.last_sent()
    said += await refreshed(moment, last) if last is not None else []
    # The next letter may be that of a month, and each day may bring a session or a closed day.
    tomorrow = moment.calendar.next_working_day(moment.calendar.day_of(moment.now) + ONE_DAY)
    await moment.tx.timers.set(TIMER, PROJECT, min((*looks, moment.calendar.morning(tomorrow))))
    return said


async def _occasions(moment: Moment, steering: Team) -> list[_Occasion]:
    """Those that are to come or may still be made up for; a letter of a month that a digest brings is left out."""
    rhythm = await rhythm_of(moment, steering)
    digests: list[_Occasion] = []
    for session in await moment.tx.sessions.of_team(steering.id):
        digests += [_Occasion(key=each.once, due_at=each.due) for each in await coming_dates(moment, session, rhythm)]
    last = await moment.tx.risk_letters.last_sent()
    brought = [each.due_at for each in digests] + ([last.due_at] if last and not last.is_monthly else [])
    months = [
        _Occasion(key=key, due_at=due)
        for key, due in letters_around(moment.calendar, moment.calendar.day_of(moment.now))
        if steering.created_at < due and moment.now < due + USEFUL_FOR and not any(abs(due - each) <= BROUGHT_BY_DIGEST for each in brought)
    ]
    return [*months, *digests]


async def _looked_at(moment: Moment, each: _Occasion, steering: Team, pmo: Team | None, looks: list[datetime]) -> list[Outgoing]:
    letter = await moment.tx.risk_letters.get(each.key) or RiskLetter(key=each.key, due_at=each.due_at)
    letter = replace(letter, due_at=each.due_at) if letter.is_open else letter
    if not letter.is_open:
        return []
    if each.due_at <= moment.now:
        return await _due(moment, letter, steering, looks)
    begins = draft_at(moment.calendar, each.due_at)
    looks.append(begins if begins > moment.now else each.due_at)
    if letter.drafted:  # also where its session was moved to a later day: the draft says when it is
        return await refreshed(moment, letter)
    if begins > moment.now:
        return []
    risks = await risks_now(moment)
    if not risks.any or pmo is None or pmo.room == steering.room:
        return []
    await moment.tx.risk_letters.put(letter.reads(await mark(moment, letter, risks)))
    return [await draft_message(moment, letter, pmo, risks)]


async def _due(moment: Moment, letter: RiskLetter, steering: Team, looks: list[datetime]) -> list[Outgoing]:
    if not letter.is_monthly:
        if not await was_said(moment.tx, letter.key):
            looks.append(moment.now + _AGAIN)
            return await refreshed(moment, letter)
        return await closed(moment, replace(letter, state=LetterState.SENT))
    return await sent(moment, letter, steering)


async def sent(moment: Moment, letter: RiskLetter, steering: Team) -> list[Outgoing]:
    """The letter of a month goes out; where nothing is yellow or red any more, there is none."""
    risks = await risks_now(moment)
    if not risks.any:
        return await closed(moment, replace(letter, state=LetterState.NOTHING))
    message = await letter_message(moment, letter, steering, risks)
    return [message, *await closed(moment, replace(letter, state=LetterState.SENT))]


async def closed(moment: Moment, letter: RiskLetter) -> list[Outgoing]:
    await moment.tx.risk_letters.put(letter)
    return await refreshed(moment, letter)


async def coming(moment: Moment) -> RiskLetter | None:
    """The letter that is due next, as it stands; None where there is no steering committee."""
    steering = await moment.steering()
    occasions = await _occasions(moment, steering) if steering is not None and steering.counts else []
    for each in sorted(occasions, key=lambda each: each.due_at):
        letter = await moment.tx.risk_letters.get(each.key) or RiskLetter(key=each.key, due_at=each.due_at)
        if letter.is_open or (letter.state is LetterState.DECLINED and each.due_at > moment.now):
            return letter
    return None


async def _called_off(moment: Moment, keys: set[str]) -> list[Outgoing]:
    """Open letters that are not to come any more: their session is over or cancelled, or they are too late."""
    said: list[Outgoing] = []
    for letter in await moment.tx.risk_letters.open():
        if letter.key not in keys:
            was_sent = not letter.is_monthly and await was_said(moment.tx, letter.key)
            said += await closed(moment, replace(letter, state=LetterState.SENT if was_sent else LetterState.NOTHING))
    return said
