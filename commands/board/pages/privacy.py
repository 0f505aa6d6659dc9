"""`/datenschutz`: what is kept, for what, how long, who sees it, and whom to ask."""

from __future__ import annotations

from bot.web import View, Visit, page


@page("/datenschutz", is_open=True)
async def privacy(visit: Visit) -> View:
    parts = ("kept", "why", "who", "how-long", "web", "contact")
    params = {"parts": [f"board.privacy-{part}" for part in parts], "contact": visit.moment.project.organizer}
    return View("board/statement.html", visit.words("board.privacy"), params)
