"""The pages for those who have not signed in, made from what is public alone (`public.py`)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.public_parts import Part
from bot.web import Page, View, Visit, page
from commands.board import public
from commands.board.pages import data


@page("/", nav="board.public-overview", part=Part.OVERVIEW)
async def overview(visit: Visit) -> View:
    return View("board/public_overview.html", visit.words("board.public-overview"), {"teams": await public.teams(visit.moment)})


@page("/meilensteine", nav="board.public-milestones", part=Part.MILESTONES)
async def milestones(visit: Visit) -> View:
    title = visit.words("board.public-milestones")
    return View("board/public_milestones.html", title, {"milestones": await public.milestones(visit.moment)})


@page("/beschluesse", nav="board.public-decisions", part=Part.DECISIONS)
async def decisions(visit: Visit) -> View:
    title = visit.words("board.public-decisions")
    return View("board/public_decisions.html", title, {"decisions": await public.decisions(visit.moment)})


@page("/daten", nav="board.data")
async def open_data(visit: Visit) -> View:
    """Where anything is public; else it is for members, like everything."""
    return View("board/public_data.html", visit.words("board.data"), {"open_lists": data.open_lists(visit), "license": public.LICENSE})


OUTSIDE: Sequence[Page] = (overview, milestones, decisions, open_data, data.opened)
