"""How a vote opens: the voices are copied, the card is said in the committee's room, and a written one gets its deadline."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.context import Context
from bot.domain.calendar.durations import Span, Unit
from bot.domain.decisions import Decision, DecisionKind, DecisionState
from bot.domain.ids import Number, TeamId, UserId
from bot.domain.record_types import DECISIONS
from bot.domain.teams import Team
from bot.domain.voting.votes import Elector, Voting
from bot.messages import Outgoing, Reply, Role, Say, UserError
from bot.records.running_minutes import running_minutes
from commands.decision.voting import card, deadline
from commands.decision.voting.electors import conflicted, in_session, in_writing, require_may_open
from commands.deputy.speaking import has_seats

_LONGEST = timedelta(days=183)
"""A day farther away is a slip: a day without a year that has gone by is read as one of next year."""


@dataclass(frozen=True, kw_only=True)
class CarriedOut:
    """Who is to carry it out by when, once it has passed."""

    who: UserId | None = None
    team: TeamId | None = None
    due: date | None = None


async def electors_of(ctx: Context, team: Team, kind: DecisionKind) -> tuple[Elector, ...]:
    """The voices as they are now; none where the group is not the steering committee, or nobody in it has one."""
    if not team.is_steering:
        return ()
    return await (in_writing(ctx, team) if kind is DecisionKind.CIRCULAR else in_session(ctx, team, await running_minutes(ctx, team.id)))


async def opened(
    ctx: Context,
    team: Team,
    decision: Decision,
    electors: tuple[Elector, ...],
    *,
    until: date | None = None,
    carried_out: CarriedOut = CarriedOut(),
    round_: int = 1,
) -> tuple[Decision, Voting]:
    """The decision as it runs, and its vote, both as they are to be saved. Raises UserError where it cannot be voted on."""
    await require_may_open(ctx, team, electors, topic=str(decision.topic or ""))
    await refuse_second(ctx, decision)
    rules = ctx.settings.decisions
    is_written = decision.kind is DecisionKind.CIRCULAR
    if is_written and not decision.paper:
        raise UserError("decision.paper-missing", text=decision.text)
    running = None if is_written else await running_minutes(ctx, team.id)
    conflicts = conflicted(electors, decision.conflicts)
    voting = Voting(
        decision=decision.number,
        round=round_,
        electors=electors,
        conflicts=conflicts,
        majority=rules.majority,
        quorum=rules.quorum,
        ballots=rules.ballots,
        is_written=is_written,
        session=running.session if running else None,
        planned=running.planned if running else None,
        opened_by=ctx.sender,
        opened_at=ctx.written_at,
        closes_at=closing_time(ctx, until) if is_written else None,
        who=carried_out.who,
        who_team=carried_out.team,
        due=carried_out.due,
    )
    if not voting.taking_part:
        raise UserError("decision.nobody-votes", team=team.name)
    runs = replace(
        decision,
        conflicts=conflicts,
        majority=rules.majority,
        state=DecisionState.RUNNING,
        votes_for=None,
        votes_against=None,
        votes_abstained=None,
        voices=None,
        closed_at=None,
    )
    return runs, voting


async def announced(ctx: Context, team: Team, decision: Decision, voting: Voting, *also: Outgoing) -> Reply:
    """The answer: the card where it was said in the committee's room, else a word, and the card there."""
    await ctx.tx.votings.put(voting)
    await ctx.tx.votings.recast(decision.number, ())
    await deadline.schedule(ctx, voting)
    if not await has_seats(ctx, team):
        await card.note_unseated(ctx, decision.number)
    params = await card.params(ctx, decision, voting)
    mentions, buttons = card.mentioned(voting), card.buttons(voting)
    if ctx.room == team.room:
        return Reply(card.TEXT, subject=decision.number, role=Role.BALLOT, mentions=mentions, buttons=buttons, also=tuple(also), **params)
    there = Say(
        room=team.room,
        text=card.TEXT,
        params=params,
        once=f"vote:{decision.number}:{voting.round}",
        subject=str(decision.number),
        role=Role.BALLOT,
        buttons=buttons,
        mentions=mentions,
        notify=bool(mentions),
        unasked=voting.is_written,
    )
    return Reply("decision.vote-elsewhere", subject=decision.number, also=(there, *also), team=team.name, decision=decision, voting=voting)


async def refuse_second(ctx: Context, decision: Decision) -> None:
    """Raises UserError where another vote on the same topic runs."""
    if decision.topic is None:
        return
    for other in await ctx.tx.records(DECISIONS).linked("topic", decision.topic):
        if other.is_running and other.number != decision.number:
            raise UserError("decision.vote-running", decision=other, topic=str(decision.topic))


def closing_time(ctx: Context, until: date | None) -> datetime:
    """The end of work on the last day. Raises UserError where that is too near, or far away."""
    rules = ctx.settings.decisions
    today = max(ctx.now, ctx.written_at)
    earliest = _after(ctx, today, rules.circular_min_days)
    if until is not None and until > ctx.calendar.day_of(today) + _LONGEST:
        raise UserError("decision.deadline-far", day=until, earliest=earliest)
    if until is None:
        until = _after(ctx, today, max(rules.circular_days, rules.circular_min_days))
    if until < earliest:
        raise UserError("decision.deadline-near", day=until, earliest=earliest, least=rules.circular_min_days)
    return ctx.calendar.end_of_work(until)


def _after(ctx: Context, moment: datetime, days: int) -> date:
    return ctx.calendar.day_of(ctx.calendar.add(moment, Span(days, Unit.DAYS))) if days else ctx.calendar.day_of(moment)


async def number_of_running(ctx: Context, number: Number) -> Voting:
    """The vote on a decision that takes ballots. Raises UserError where none runs."""
    voting = await ctx.tx.votings.get(number)
    if voting is None or not voting.is_open:
        raise UserError("decision.no-vote", decision=await ctx.tx.records(DECISIONS).get(number), number=str(number), voting=voting)
    return voting
