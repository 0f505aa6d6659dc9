"""What is forgotten of votes: who voted what. Counts stay, and the votes of voices that want theirs in the minutes by name.

Votes of a session are forgotten with its minutes, all others so many working days after they have closed (`minutes_days`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.context import Moment
from bot.domain.calendar.durations import Span, Unit
from bot.domain.ids import EventId, Number, UserId
from bot.domain.voting.votes import Ballot, Voting
from bot.messages import Outgoing
from bot.timer import timer

FORGET = "vote forget"
MINUTES_GRACE = 40
"""Working days beyond the usual ones that minutes may take to become final."""
_NOBODY = UserId("")
_NOTHING = EventId("")


async def schedule(moment: Moment, voting: Voting) -> None:
    """Those outside of sessions are forgotten by the clock, and so are those of a session whose minutes never become final."""
    days = moment.settings.decisions.minutes_days + (0 if voting.session is None else MINUTES_GRACE)
    await moment.tx.timers.set(FORGET, str(voting.decision), moment.calendar.add(moment.now, Span(max(days, 1), Unit.DAYS)))


@timer(FORGET)
async def expire(moment: Moment, subject: str) -> Sequence[Outgoing]:
    number = Number.read(subject)
    voting = await moment.tx.votings.get(number) if number else None
    if voting is not None and voting.counted_at is not None:
        await _forget(moment, voting)
    return []


async def forget_ballots(moment: Moment, session: Number, planned: datetime | None = None) -> None:
    """The minutes of a session are final: of the votes in it only counts stay. `planned` is the date, where it is a series."""
    for voting in await moment.tx.votings.of_session(session):
        if voting.counted_at is not None and planned in (None, voting.planned):
            await _forget(moment, voting)


async def on_record(moment: Moment, number: Number) -> Sequence[Ballot]:
    """The votes that stand in the minutes by name, once the vote is over."""
    voting = await moment.tx.votings.get(number)
    if voting is None or voting.counted_at is None:
        return ()
    found = [each for each in await moment.tx.votings.ballots(number) if each.on_record]
    return sorted(found, key=lambda each: each.municipality)


def is_forgotten(ballot: Ballot) -> bool:
    return not ballot.event


async def _forget(moment: Moment, voting: Voting) -> None:
    number = voting.decision
    kept = [
        replace(each, event=_NOTHING, by=_NOBODY, at=voting.closed_at or each.at)
        for each in await moment.tx.votings.ballots(number)
        if each.on_record
    ]
    await moment.tx.votings.recast(number, kept)
    electors = tuple(replace(each, holder=None, speakers=()) for each in voting.electors)
    await moment.tx.votings.put(replace(voting, electors=electors, opened_by=_NOBODY, who=None))
    await moment.tx.inbox.forget_words_about(number)
