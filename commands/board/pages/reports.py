"""`/berichte`: when the next report is due and what it lacks, the reports that were released, and the table of the task forces.

`/berichte/2026-Q3.1`: what a released one says.
"""

from __future__ import annotations

from bot.domain.reports.document import newest_of_each
from bot.pictures.drawings import Drawing
from bot.web import NoSuchPage, View, Visit, page
from commands.meeting.digest.funds_picture import drawn
from commands.report.overview.table import rows_of
from commands.report.quarter.pictures import pictures
from commands.report.status import status

ALL = 1000
"""Groups that are named with what they lack."""


@page("/berichte", nav="board.nav.reports")
async def reports(visit: Visit) -> View:
    moment = visit.moment
    today = moment.calendar.day_of(moment.now)
    rows = await rows_of(moment, today)
    funds = drawn(rows, today)
    return View(
        "board/reports.html",
        visit.words("board.nav.reports"),
        {
            "status": await status(moment, most=ALL),
            "reports": list(reversed(newest_of_each(await moment.tx.reports.released()))),
            "rows": rows,
            "funds": funds,
        },
        pictures={"funds": funds},
    )


@page(r"/berichte/{name:\d\d\d\d-Q[1-4]\.\d+}")
async def report(visit: Visit) -> View:
    found = next((each for each in await visit.moment.tx.reports.released() if each.name == visit.found["name"]), None)
    if found is None:
        raise NoSuchPage
    drawings: dict[str, Drawing | None] = {drawing.kind: drawing for drawing in pictures(found.document)}
    title = f"{visit.words('noun.report')} {found.name}"
    return View("board/report.html", title, {"report": found}, pictures=drawings)
