"""What is forgotten of a session: who spoke for which voice. Of a voice that somebody else spoke for only that is kept.

Handbook (privacy): that somebody was not there is nobody's statistics. So nothing here counts absences either.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.context import Moment
from bot.domain.ids import Number
from bot.domain.meetings import in_utc
from bot.domain.minutes.running import MinutesState
from bot.domain.voting.voices import Word
from commands.agenda.session_dates import date_of

KEPT_FOR = timedelta(days=30)
"""How long after a session it is known who spoke for whom, where no minutes end that earlier."""


async def forget_speakers(moment: Moment, session: Number, planned: datetime | None = None) -> None:
    """To be called when the minutes of a session are final: forgets who spoke on that date of it, or on all that are over."""
    await _forget(moment, session, timedelta(), planned)


async def forget_old(moment: Moment, session: Number) -> None:
    """The same of dates that have been over for so long that no minutes will come. What a draft is about is kept for it."""
    await _forget(moment, session, KEPT_FOR)


async def _forget(moment: Moment, number: Number, after: timedelta, planned: datetime | None = None) -> None:
    session = await moment.tx.sessions.get(number)
    if session is None:
        return
    words = [word for word in await moment.tx.voices.words(session.team) if word.session == number and word.holder is not None]
    kept = {each.planned for each in await moment.tx.minutes.of_session(number) if each.state is not MinutesState.FINAL} if after else set()
    over = [word for word in words if planned in (None, word.planned) and word.planned not in kept and await _is_over(moment, word, after)]
    if over:
        await moment.tx.voices.forget(over)
    today = moment.calendar.day_of(moment.now)
    periods = [word for word in await moment.tx.voices.words(session.team) if word.last is not None and word.last + after < today]
    await moment.tx.voices.unsay(periods)


async def _is_over(moment: Moment, word: Word, after: timedelta) -> bool:
    if word.planned is None:
        return False
    date = await date_of(moment, word.session, word.planned)
    end = date.end if date is not None else in_utc(word.planned, moment.settings.zone)
    return end + after <= moment.now
