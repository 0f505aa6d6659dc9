"""`!meilenstein vereinbart M4 30.11. | beschluss: D6`: another date is agreed, by the funder or by a decision. The plan stays."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator

from bot.command import Arguments, Key, command
from bot.context import Context
from bot.domain.decisions import Decision, DecisionState
from bot.domain.ids import Number
from bot.domain.milestones.forecasts import EntryKind
from bot.domain.milestones.milestone import Milestone
from bot.domain.record_types import DECISIONS
from bot.messages import Outgoing, Reply, UserError
from bot.permissions import Who
from bot.values import DecisionNumber, MilestoneNumber, Text
from bot.values.empty import says_nothing
from bot.values.length_limits import CHOICE
from bot.words import fold
from commands.milestone.record import KIND, log
from commands.milestone.target_day import Target, read_forecast

FUNDER, STEERING = "funder", "steering"
_NUMBER = re.compile(r"\b[Dd]\d{1,6}\b")
_BETWEEN = re.compile(r"[\s,;:()–—-]+")
_LEADING = frozenset(
    {
        *("laut", "gemaess", "nach", "per", "wegen", "mit", "dem", "der", "den", "beschluss", "und"),
        *("according", "to", "by", "with", "the", "decision", "and"),
    }
)
"""Words that lead to the decision or to who has agreed."""
_WITH = {
    **dict.fromkeys(("foerdergeber", "foerdermittelgeber", "mittelgeber", "zuwendungsgeber", "projekttraeger", "kfw", "funder"), FUNDER),
    **dict.fromkeys(("steuerungskreis", "steering", "steering committee", "committee"), STEERING),
}


def _party(words: list[str]) -> str | None:
    """Who has agreed, as folded words name it; empty where they name nobody, None where they say something else."""
    said = [word for word in words if word not in _LEADING]
    return _WITH.get(" ".join(said)) if said else ""


def _with(value: Any) -> str:
    if says_nothing(value):
        return ""
    party = value if value in (FUNDER, STEERING) else _party(fold(value).split())
    if not party:
        raise UserError("milestone.with-whom", said=value)
    return str(party)


class Args(Arguments):
    prose = False

    number: MilestoneNumber
    text: Text = ""
    to: Annotated[Text, Key("auf", "am", "datum", "bis", "to", "on", "date", "by")] = ""
    decision: Annotated[DecisionNumber | None, Key("beschluss", "decision")] = None
    agreed_with: Annotated[Annotated[str, BeforeValidator(_with), CHOICE.first], Key("mit", "with")] = ""


@command("milestone agreed", args=Args, who=Who.PMO, aliases=("vereinbart", "vereinbaren", "agreed", "agree"))
async def agreed(ctx: Context, args: Args) -> Reply:
    before = await KIND.open(ctx, args.number)
    target = required_day(ctx, before, args.to or args.text)
    note = target.rest if not args.to else args.text
    number, agreed_with = args.decision, args.agreed_with
    if number is None and not agreed_with:
        number, agreed_with, note = _told(note)
    decision = await _decision(ctx, number)
    after = before.agreed_on(target.day, at=ctx.written_at)
    if agreed_with == FUNDER:
        after = before.accepted(target.day, at=ctx.written_at)
    if after.agreed == before.agreed and decision is None and not agreed_with:
        return Reply("milestone.same", subject=before.number, milestone=before)
    return await agreed_on(ctx, before, after, note, decision, agreed_with)


async def agreed_on(
    ctx: Context, before: Milestone, after: Milestone, note: str = "", decision: Decision | None = None, agreed_with: str = ""
) -> Reply:
    """Keeps the agreed date; its group hears of it."""
    about = decision.number if decision else None
    await log(ctx, after, EntryKind.AGREED, reason=note, about=about)
    day = f"{after.agreed.day}.{after.agreed.month}.{after.agreed.year}"
    detail = " · ".join(filter(None, (day, str(about or ""), note)))
    also: list[Outgoing] = await KIND.change(ctx, before, after, "agreed", detail)
    params: dict[str, Any] = {"decision": decision, "agreed_with": agreed_with}
    also += await KIND.told(ctx, after, "milestone.told.agreed", **params)
    # What stands in the grant needs the funder: without it the question stays open.
    asks_funder = after.funder and agreed_with != FUNDER and after.agreed != before.agreed
    return Reply("milestone.agreed", subject=after.number, also=tuple(also), milestone=after, asks_funder=asks_funder, **params)


def required_day(ctx: Context, milestone: Milestone, said: str) -> Target:
    """The day with which the words begin. Raises UserError where there is none, or a past one."""
    target = read_forecast(ctx, said, milestone.agreed) if said else None
    if target is None:
        raise UserError("milestone.agreed-when", milestone=milestone)
    if target.day < ctx.calendar.day_of(ctx.now):
        raise UserError("when.overtaken", said=said, day=target.day)
    return target


def _told(note: str) -> tuple[Number | None, str, str]:
    """Behind the day, in words: `laut D6, mit dem Fördergeber`. Anything else makes all of it a note."""
    number = Number.read(match[0]) if (match := _NUMBER.search(note)) else None
    party = _party([word for word in _BETWEEN.split(fold(note)) if word and not (number and word == fold(str(number)))])
    return (None, "", note) if party is None else (number, party, "")


async def _decision(ctx: Context, number: Number | None) -> Decision | None:
    if number is None:
        return None
    found = await ctx.tx.records(DECISIONS).get(number)
    if found is None or not found.text:
        raise UserError("decision.unknown", number=str(number))
    if found.state not in (DecisionState.IN_FORCE, DecisionState.SUBJECT_TO_APPROVAL):
        raise UserError("milestone.decision-closed", decision=found)
    return found
