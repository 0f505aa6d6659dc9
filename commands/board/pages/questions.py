"""`/fragen`: what is still to be found out, and what was answered last."""

from __future__ import annotations

from bot.domain.questions import QuestionState
from bot.domain.record_types import QUESTIONS
from bot.web import View, Visit, page
from commands.board.asking import names_of
from commands.board.paging import PAGE, PER_PAGE, page_of, paging

PATH = "/fragen"
MAX_ANSWERED = 20


async def _questions(visit: Visit) -> View:
    moment, skip = visit.moment, (page_of(visit) - 1) * PER_PAGE
    everything = await moment.tx.records(QUESTIONS).listed()
    found = everything[skip : skip + PER_PAGE]
    answered, _ = await moment.tx.records(QUESTIONS).newest(MAX_ANSWERED, states={QuestionState.ANSWERED}) if not skip else ([], 0)
    params = {
        "questions": found,
        "answered": answered,
        "count": len(everything),
        "paging": paging(visit, PATH, len(everything)),
        "teams": await names_of(moment, (each.team for each in (*found, *answered))),
    }
    return View("board/questions.html", visit.words("board.page-questions"), params)


questions = page(PATH, nav="board.page-questions")(_questions)
further_questions = page(f"{PATH}/{PAGE}")(_questions)
