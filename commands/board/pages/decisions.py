"""`/beschluesse`: the register of decisions with what has become of each, the newest first."""

from __future__ import annotations

from bot.domain.decisions import DecisionState
from bot.domain.record_types import DECISIONS
from bot.web import View, Visit, page
from commands.board.asking import names_of
from commands.board.paging import PAGE, PER_PAGE, page_of, paging

PATH = "/beschluesse"
_KEPT = frozenset(DecisionState) - {DecisionState.WITHDRAWN}


async def _register(visit: Visit) -> View:
    skip = (page_of(visit) - 1) * PER_PAGE
    decisions, count = await visit.moment.tx.records(DECISIONS).newest(PER_PAGE, skip=skip, states=_KEPT)
    params = {
        "decisions": decisions,
        "count": count,
        "paging": paging(visit, PATH, count),
        "teams": await names_of(visit.moment, (each.team for each in decisions)),
    }
    return View("board/decisions.html", visit.words("board.decisions"), params)


decisions = page(PATH, nav="board.decisions")(_register)
further_decisions = page(f"{PATH}/{PAGE}")(_register)
