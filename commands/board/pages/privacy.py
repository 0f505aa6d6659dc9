"""`/datenschutz`: what `!datenschutz` says, and what there is to say of the pages."""

from __future__ import annotations

from bot.domain.sign_in import SIGN_IN_LASTS
from bot.web import View, Visit, page
from commands.privacy.about import facts


@page("/datenschutz", is_open=True)
async def privacy(visit: Visit) -> View:
    params = {"said": await facts(visit.moment), "contact": visit.moment.project.organizer, "days": SIGN_IN_LASTS.days}
    return View("board/privacy.html", visit.words("board.privacy"), params)
