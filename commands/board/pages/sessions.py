"""`/sitzungen`: the dates to come with what is to be talked about, and the past ones with their minutes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.context import Moment
from bot.domain.ids import Number
from bot.domain.meetings import Occurrence, occurrences
from bot.domain.minutes.running import Minutes
from bot.domain.record_types import SESSIONS, TOPICS
from bot.web import NoSuchPage, View, Visit, page
from commands.agenda.rendered import agenda
from commands.board.asking import names_of
from commands.board.paging import PAGE, PER_PAGE, page_of, paging
from commands.meeting.retro_numbers import by_their_numbers
from commands.minutes.draft.message import document_params

PATH = "/sitzungen"
AHEAD = timedelta(weeks=8)
MAX_COMING = 60
_PLANNED = "%Y-%m-%d-%H%M"
"""How the address of minutes names the date that they are of."""


@dataclass(frozen=True)
class Coming:
    """A date to come; `agenda` has the parameters of `agenda.lines`, and is empty where there is no topic."""

    date: Occurrence
    agenda: Mapping[str, Any]


@dataclass(frozen=True)
class Held:
    """A session of which there are minutes."""

    minutes: Minutes
    title: str
    path: str


async def _sessions(visit: Visit) -> View:
    moment, number = visit.moment, page_of(visit)
    dates = await _dates(moment) if number == 1 else []
    minutes, count = await moment.tx.minutes.newest(PER_PAGE, skip=(number - 1) * PER_PAGE)
    params = {
        "coming": await _with_agendas(moment, dates[:MAX_COMING]),
        "more": max(len(dates) - MAX_COMING, 0),
        "days": AHEAD.days,
        "held": await held(moment, minutes),
        "paging": paging(visit, PATH, count),
        "teams": await names_of(moment, [each.team for each in dates[:MAX_COMING]] + [each.team for each in minutes]),
    }
    return View("board/sessions.html", visit.words("board.sessions"), params)


sessions = page(PATH, nav="board.sessions")(_sessions)
further_sessions = page(f"{PATH}/{PAGE}")(_sessions)


@page(PATH + r"/{number:S\d+}/{planned:\d+-\d+-\d+-\d+}")
async def minutes(visit: Visit) -> View:
    """What the minutes of a date say, as in the file that the chat gives."""
    number = Number.read(visit.found["number"])
    try:
        planned = datetime.strptime(visit.found["planned"], _PLANNED)  # noqa: DTZ007 -- naive, as planned dates are
    except ValueError:
        raise NoSuchPage from None
    found = await visit.moment.tx.minutes.of_date(number, planned) if number else None
    if found is None:
        raise NoSuchPage
    title = visit.words("board.minutes", session=found.session)
    return View("board/minutes.html", title, {"said": await document_params(visit.moment, found)})


async def held(moment: Moment, minutes: Sequence[Minutes]) -> list[Held]:
    """The sessions of these minutes, in their order."""
    known = {each.number: each for each in await moment.tx.records(SESSIONS).of_numbers({each.session for each in minutes})}
    return [Held(each, known[each.session].title if each.session in known else "", _path(each)) for each in minutes]


def _path(minutes: Minutes) -> str:
    return f"{PATH}/{minutes.session}/{minutes.planned.strftime(_PLANNED)}"


async def _dates(moment: Moment) -> list[Occurrence]:
    found: list[Occurrence] = []
    for session in await moment.tx.sessions.all(retros=True):
        changes = await moment.tx.sessions.changes(session.number)
        found += occurrences(session, changes, moment.settings.zone, after=moment.now, before=moment.now + AHEAD)
    return sorted(found, key=lambda each: (each.start, each.session))


async def _with_agendas(moment: Moment, dates: Iterable[Occurrence]) -> list[Coming]:
    spoken_of = {(topic.session, topic.planned) for topic in await moment.tx.records(TOPICS).listed()}
    found: list[Coming] = []
    for date in dates:
        has_topics = (date.session, date.planned) in spoken_of and not date.cancelled
        of_date = await agenda(moment, date) if has_topics else {}
        (numbered,) = await by_their_numbers(moment, [date])
        found.append(Coming(numbered, of_date))
    return found
