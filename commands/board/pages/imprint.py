"""`/impressum`: who is responsible for the board."""

from __future__ import annotations

from bot.web import View, Visit, page


@page("/impressum", is_open=True)
async def imprint(visit: Visit) -> View:
    project = visit.moment.project
    is_elsewhere = project.imprint.startswith(("https://", "http://")) and not project.imprint.split()[1:]
    # The mail address that calendar files name too. Whom the funder may ask (`[report] contact`) is nobody's business here.
    params = {"contact": project.organizer, "imprint": project.imprint, "is_elsewhere": is_elsewhere}
    return View("board/imprint.html", visit.words("board.imprint"), params)
