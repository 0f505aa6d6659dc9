"""`/impressum`: who is responsible for the board."""

from __future__ import annotations

from bot.web import View, Visit, page


@page("/impressum", is_open=True)
async def imprint(visit: Visit) -> View:
    return View("board/imprint.html", visit.words("board.imprint"), {"contact": visit.moment.project.organizer})
