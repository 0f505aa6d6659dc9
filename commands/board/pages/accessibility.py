"""`/barrierefreiheit`: the statement that BITV 2.0 asks for."""

from __future__ import annotations

from bot.domain.settings.registry import HOLIDAYS
from bot.web import View, Visit, page


@page("/barrierefreiheit", is_open=True)
async def accessibility(visit: Visit) -> View:
    parts = ("statement", "checked", "gaps", "contact")
    params = {
        "parts": [f"board.accessibility-{part}" for part in parts],
        "contact": visit.moment.project.organizer,
        # Each state has an enforcement body of its own; which state it is the calendar of the project says.
        "state": visit.moment.settings.written[HOLIDAYS.name].removeprefix("DE-"),
    }
    return View("board/statement.html", visit.words("board.accessibility"), params)
