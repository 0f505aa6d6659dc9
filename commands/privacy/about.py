"""`!datenschutz`: what is kept, for what, how long, who sees it and whom to ask, in a room as well."""

from __future__ import annotations

from typing import Any

from bot.command import Arguments, command
from bot.context import Context, Moment
from bot.messages import Reply
from bot.permissions import Who


class Args(Arguments):
    pass


@command("privacy about", args=Args, who=Who.ANYONE, aliases=("info",))
async def about(ctx: Context, args: Args) -> Reply:
    return Reply("privacy.about", direct=ctx.direct, **{**await facts(ctx), "officer": ctx.project.privacy_officer})


async def facts(moment: Moment) -> dict[str, Any]:
    """The parameters of `privacy.lines`, the five lines that the page of the board shows too, and of `privacy.retention`.

    Without the name of the officer: the page may be read by everybody.
    """
    pmo = await moment.pmo()
    return {
        "officer": None,
        "has_officer": moment.project.privacy_officer is not None,
        "pmo": moment.rooms.permalink(pmo.room) if pmo else "",
        "page": f"{moment.project.url}/datenschutz" if moment.project.url else "",
        "minutes_days": moment.settings.decisions.minutes_days,
        "amount": moment.project.person_after.amount,
        "unit": moment.project.person_after.unit,
    }
