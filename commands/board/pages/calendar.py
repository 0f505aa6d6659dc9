"""`/kalender`: how to subscribe to the calendars of one's groups, and the calendars themselves, which programs read."""

from __future__ import annotations

from functools import partial
from hashlib import sha256

from bot import __version__
from bot.domain.ids import TeamId
from bot.ics import MIME_TYPE
from bot.ics.feed import written
from bot.web import Download, NoSuchPage, View, Visit, page
from commands.meeting.feed.address import is_address_of, known_address_of
from commands.meeting.feed.content import feed_of


@page("/kalender", nav="board.calendar")
async def calendar(visit: Visit) -> View:
    moment = visit.moment
    groups = await moment.groups_of(visit.reader) if visit.reader is not None else []
    calendars = [{"team": team, "address": address} for team in groups if (address := await known_address_of(moment, team))]
    return View("board/calendar.html", visit.words("board.calendar"), {"calendars": calendars})


@page("/kalender/{team:[0-9]+}/{proof:[a-z2-7]+}[.]ics", is_open=True)
async def feed(visit: Visit) -> Download:
    """Calendar programs cannot sign in: the address itself is what opens it."""
    moment = visit.moment
    if len(visit.found["team"]) > 9:
        raise NoSuchPage
    number = TeamId(int(visit.found["team"]))
    if not await is_address_of(moment, number, visit.found["proof"]):
        raise NoSuchPage
    team = await moment.team(number)
    shown = await feed_of(moment, team)
    etag = sha256(f"{__version__} {shown}".encode()).hexdigest()[:32]
    return Download(content_type=MIME_TYPE, make=partial(written, shown), etag=etag)
