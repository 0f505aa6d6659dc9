"""`!beschluss bestätigt D6 Gießen`: the municipality's own body has agreed; the last approval lifts the condition."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from bot.command import Arguments, Key, command
from bot.context import Context
from bot.domain.decisions import Approval, Decision
from bot.messages import Reply, UserError
from bot.permissions import Who
from bot.values import DecisionNumber, PastDay, Text
from bot.values.day import read_past_day
from bot.words import fold
from commands.decision.announce import told_result
from commands.decision.fields import split_names
from commands.decision.record import KIND

_DAYS = frozenset({"heute", "gestern", "today", "yesterday"})


class Args(Arguments):
    prose = False

    number: DecisionNumber
    text: Text = ""
    given_on: Annotated[PastDay, Key("am", "datum", "on", "date")] = None
    reference: Annotated[Text, Key("nr", "nummer", "aktenzeichen", "az", "ref", "number")] = ""


@command(
    "decision approve",
    args=Args,
    who=Who.TEAM | Who.PMO,
    aliases=("bestätigt", "bestätigen", "zugestimmt", "approved", "approve"),
)
async def approve(ctx: Context, args: Args) -> Reply:
    before = await KIND.open(ctx, args.number)
    if not before.approvals:
        raise UserError("decision.no-approvals", decision=before)
    names, day = _said(ctx, args)
    await _require_may_approve(ctx, before, names)
    given = [_approval(ctx, before, name, day, args.reference) for name in names]
    if not given:
        raise UserError("decision.approved-who", decision=before)
    after = before.approved(given, at=ctx.written_at)
    if after == before:
        return Reply("decision.same", subject=before.number, decision=before)
    also = await KIND.change(ctx, before, after, "approve", ", ".join(each.municipality for each in given))
    lifted = after.state is not before.state
    also += await (told_result(ctx, after) if lifted else KIND.told(ctx, after, "decision.told.approved", given=given))
    return Reply("decision.approved", subject=after.number, also=tuple(also), decision=after, given=given, lifted=lifted)


async def _require_may_approve(ctx: Context, decision: Decision, names: tuple[str, ...]) -> None:
    """Where the committee has seats, a voice says what its own body has agreed to, and the PMO everything. Raises UserError."""
    team = await ctx.team(decision.team)
    if ctx.is_pmo or not team.is_steering:
        return
    seats = await ctx.tx.voices.seats(team.id)
    for name in names:
        seat = next((each for each in seats if set(fold(each.municipality).split()) & set(fold(name).split())), None)
        if seat is not None and ctx.sender not in (seat.holder, seat.deputy):
            raise UserError("decision.approve-rights", municipality=seat.municipality, decision=decision)


def _said(ctx: Context, args: Args) -> tuple[tuple[str, ...], date]:
    """Whose bodies have agreed and when; today where nothing is said."""
    names, day = _apart(args.text) if args.given_on is None else (args.text, "")
    if day:
        return split_names(names), read_past_day(ctx, day)
    return split_names(names), args.given_on or ctx.calendar.day_of(ctx.written_at)


def _apart(text: str) -> tuple[str, str]:
    """The names and the day of `Gießen am 12.2.`; without a day `Frankfurt am Main`."""
    words = text.split()
    for at in range(len(words) - 2, 0, -1):
        is_day = fold(words[at + 1]) in _DAYS or any(sign.isdigit() for sign in words[at + 1])
        if fold(words[at]) in ("am", "on") and is_day:
            return " ".join(words[:at]), " ".join(words[at + 1 :])
    return text, ""


def _approval(ctx: Context, decision: Decision, name: str, day: date, reference: str) -> Approval:
    """The approval that the name means. Raises UserError where it is none of them, or is there already and nothing new is said of it."""
    said = fold(name)
    known = [each for each in decision.approvals if fold(each.municipality) == said]
    known = known or [each for each in decision.approvals if set(fold(each.municipality).split()) & set(said.split())]
    if len(known) != 1:
        raise UserError("decision.approval-unknown", decision=decision, said=name)
    return Approval(municipality=known[0].municipality, given_on=day, reference=reference or known[0].reference)
