"""`/ampeln`: how every group stands with its content and its resources, since when and why, and how that has changed."""

from __future__ import annotations

from bot.web import View, Visit, page
from commands.light.groups import task_forces
from commands.light.picture import drawn
from commands.light.shown import of_groups, of_project


@page("/ampeln", nav="board.nav.lights")
async def lights(visit: Visit) -> View:
    moment = visit.moment
    teams = await task_forces(moment)
    groups = await of_groups(moment, teams) if teams else []
    course = await drawn(moment, teams) if teams else None
    return View(
        "board/lights.html",
        visit.words("board.nav.lights"),
        {
            "project_light": await of_project(moment),
            "groups": sorted(groups, key=lambda each: -each.worst.rank),
            "course": course,
            "meanings": moment.settings.light_meanings,
        },
        pictures={"lights": course},
    )
