"""`/B12`, `/D6` …: a number is an address. The page says what the chat says to `!blocker B12`."""

from __future__ import annotations

from typing import Any

from bot.command import Command
from bot.context import Context
from bot.domain import actions, agenda, blockers, decisions, learnings, meetings, questions, retros
from bot.domain.ids import Number
from bot.domain.milestones import milestone
from bot.messages import UserError
from bot.web import NoSuchPage, View, Visit, page
from commands import VOCABULARY
from commands.board.asking import as_asked
from commands.board.pages.sessions import held

_SHOW: dict[str, Command] = {}
for _noun in VOCABULARY.nouns:
    for _command in _noun.commands:
        if _command.name == f"{_noun.name} show" and _command.wants_number:
            _SHOW.setdefault(_noun.letter, _command)

_LISTS = {
    blockers.LETTER: "/blocker",
    decisions.LETTER: "/beschluesse",
    learnings.LETTER: "/lernen",
    meetings.LETTER: "/sitzungen",
    milestone.LETTER: "/meilensteine",
    questions.LETTER: "/fragen",
    retros.LETTER: "/sitzungen",
    agenda.LETTER: "/sitzungen",
    actions.LETTER: "/",
}
"""The page that lists the records of a letter."""


@page(r"/{number:[A-Za-z]\d+}")
async def record(visit: Visit) -> View:
    number = Number.read(visit.found["number"])
    show = _SHOW.get(number.letter) if number else None
    if number is None or show is None:
        raise NoSuchPage
    ctx = as_asked(visit)
    back = _LISTS.get(number.letter, "/")
    try:
        said = await show.run(ctx, show.args.model_construct(number=number))
    except UserError:
        raise NoSuchPage("board.no-such-record", number=str(number), back=back) from None
    params: dict[str, Any] = {
        "says": said.text,
        "said": said.params,
        "letter": number.letter,
        "back": back,
        "minutes": await _minutes(ctx, number) if number.letter == meetings.LETTER else [],
    }
    title = visit.words("board.record", noun=visit.words(f"noun.{show.noun}"), number=number)
    return View("board/record.html", title, params)


async def _minutes(ctx: Context, session: Number) -> list[Any]:
    return await held(ctx, (await ctx.tx.minutes.of_session(session))[:50])
