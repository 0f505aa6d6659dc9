"""`/lernen`: what the project has learned, candidates for blueprints first."""

from __future__ import annotations

from bot.domain.learnings import LearningState
from bot.domain.record_types import LEARNINGS
from bot.web import View, Visit, page
from commands.board.asking import names_of
from commands.board.paging import PAGE, PER_PAGE, page_of, paging

PATH = "/lernen"
MAX_BLUEPRINTS = 100
_KEPT = {LearningState.KEPT}


async def _learnings(visit: Visit) -> View:
    records, skip = visit.moment.tx.records(LEARNINGS), (page_of(visit) - 1) * PER_PAGE
    blueprints, all_blueprints = await records.newest(MAX_BLUEPRINTS, states=_KEPT, blueprint=True) if not skip else ([], 0)
    others, count = await records.newest(PER_PAGE, skip=skip, states=_KEPT, blueprint=False)
    params = {
        "blueprints": blueprints,
        "all_blueprints": all_blueprints,
        "learnings": others,
        "count": count,
        "paging": paging(visit, PATH, count),
        "teams": await names_of(visit.moment, (each.team for each in (*blueprints, *others))),
    }
    return View("board/learnings.html", visit.words("board.learnings"), params)


learnings = page(PATH, nav="board.learnings")(_learnings)
further_learnings = page(f"{PATH}/{PAGE}")(_learnings)
