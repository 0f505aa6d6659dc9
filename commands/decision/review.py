"""`!beschluss prüfen D6 1.9.`: when to look at it again; ✅ under the question whether it still holds says in a year."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Annotated, Any

from dateutil.relativedelta import relativedelta
from pydantic import BeforeValidator

from bot.command import Arguments, command
from bot.context import Context
from bot.messages import Reply, Role, UserError
from bot.permissions import Who
from bot.values import Day, DecisionNumber
from commands.decision.record import KIND

YES = "✅"
A_YEAR = relativedelta(years=1)
_DISTANCE = re.compile(r"\w+ (?:tage?n?|wochen?|monate?n?|jahre?n?|days?|weeks?|months?|years?)", re.IGNORECASE)


def _ahead(value: Any) -> Any:
    """`ein Jahr` is `in ein Jahr`."""
    return f"in {value.strip()}" if isinstance(value, str) and _DISTANCE.fullmatch(value.strip()) else value


class Args(Arguments):
    number: DecisionNumber
    text: Annotated[Day, BeforeValidator(_ahead)] = None


@command(
    "decision review",
    args=Args,
    who=Who.TEAM | Who.PMO,
    aliases=("prüfen", "prüfe", "überprüfen", "review"),
    button=YES,
    on=(Role.QUESTION,),
)
async def review(ctx: Context, args: Args) -> Reply:
    before = await KIND.open(ctx, args.number)
    day = _in_a_year(ctx) if ctx.pressed else args.text
    if day is None:
        raise UserError("decision.review-when", decision=before)
    after = replace(before, review=day)
    if after == before:
        return Reply("decision.same", subject=before.number, decision=before)
    also = await KIND.change(ctx, before, after, "review", day.isoformat())
    also += await KIND.told(ctx, after, "decision.told.review")
    return Reply("decision.review-set", subject=after.number, also=tuple(also), decision=after, holds=ctx.pressed)


def _in_a_year(ctx: Context) -> date:
    return ctx.calendar.day_of(ctx.now) + A_YEAR
