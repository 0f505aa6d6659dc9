"""The decisions as a kind of record: their card, who hears of them, and what gives way to them."""

from __future__ import annotations

from typing import Any

from bot.context import Context, Moment
from bot.domain.actions import ActionState
from bot.domain.agenda import Topic
from bot.domain.decisions import Decision, DecisionState
from bot.domain.ids import RoomId, TeamId
from bot.domain.record_types import ACTIONS, DECISIONS
from bot.messages import Erase, Outgoing, Role
from bot.records import notes
from bot.records.kind import Kind
from bot.records.linked_records import chain_of_decision
from commands.action.due_reminder import schedule
from commands.action.record import KIND as ACTION
from commands.decision.voting import card as vote_card
from commands.decision.voting.abandon import abandoned
from commands.decision.wording import is_fixed

REASON = "reason"
"""The step of a reply that was taken as the reason."""


async def card(moment: Moment, decision: Decision, room: RoomId) -> dict[str, Any]:
    """The parameters of `decision.card`."""
    team = await moment.team(decision.team)
    topic = await moment.tx.topics.get(decision.topic) if decision.topic else None
    return {
        "decision": decision,
        "team": team.name,
        "topic": topic,
        "action": await moment.tx.records(ACTIONS).get(decision.action) if decision.action else None,
        "chain": await chain_of_decision(moment, decision),
        "asks_reason": bool(decision.text) and not decision.reason and (decision.is_open or decision.state is DecisionState.DECLINED),
        "today": moment.calendar.day_of(moment.now),
        "link": moment.rooms.permalink(decision.room, decision.source) if decision.text and decision.room == team.room else "",
    }


async def topic_of(moment: Moment, decision: Decision) -> Topic | None:
    return await moment.tx.topics.get(decision.topic) if decision.topic else None


async def concerned(moment: Moment, decision: Decision) -> list[TeamId]:
    """The other groups that it is about: who proposed its topic, who carries it out, and those of the one that it supersedes."""
    found: list[TeamId] = []
    earlier = await moment.tx.records(DECISIONS).get(decision.supersedes) if decision.supersedes else None
    for each in filter(None, (decision, earlier)):
        topic = await topic_of(moment, each)
        action = await moment.tx.records(ACTIONS).get(each.action) if each.action else None
        if topic is not None and topic.proposed_by is not None:
            found.append(topic.proposed_by)
        if action is not None:
            found.append(action.team)
    return [team for team in dict.fromkeys(found) if team != decision.team]


async def _owners(moment: Moment, decision: Decision) -> list[TeamId]:
    return [decision.team, *await concerned(moment, decision)]


async def make_way(moment: Moment, before: Decision | None, after: Decision) -> list[Outgoing]:
    """An earlier decision ends when this one comes into force in its place, and holds again where that was taken back."""
    old, new = before.replaces if before else None, after.replaces
    if old == new:
        return []
    said: list[Outgoing] = []
    earlier = await KIND.records(moment.tx).get(old) if old else None
    if earlier is not None and earlier.state is DecisionState.SUPERSEDED and earlier.superseded_by == after.number:
        said += await _changed(moment, earlier, earlier.restored(at=moment.now), "restored", str(after.number))
    superseded = await KIND.records(moment.tx).get(new) if new else None
    if superseded is not None and superseded.is_open:
        ended = superseded.superseded(after.number, at=moment.now)
        said += await _changed(moment, superseded, ended, "superseded", str(after.number))
    return said


async def _changed(moment: Moment, before: Decision, after: Decision, step: str, detail: str) -> list[Outgoing]:
    """As somebody's change, or, where a vote has decided it, as nobody's."""
    if isinstance(moment, Context):
        return await KIND.change(moment, before, after, step, detail)
    await KIND.records(moment.tx).save(after)
    await KIND.remember_timer(moment, before, step, detail)
    return [*await make_way(moment, before, after), *await KIND.refreshed(moment, after)]


async def _follow_up(ctx: Context, before: Decision, after: Decision) -> list[Outgoing]:
    said = await make_way(ctx, before, after)
    if after.state is DecisionState.WITHDRAWN and after.action is not None:
        said += await _without_action(ctx, after)
    if before.is_running and after.state in (DecisionState.WITHDRAWN, DecisionState.REPEALED):
        await abandoned(ctx, after.number)
    voting = await ctx.tx.votings.get(after.number) if before.is_running else None
    if voting is not None and after.state is not DecisionState.WITHDRAWN:
        said += await vote_card.rewritten(ctx, after, voting)
    return said


async def _without_action(ctx: Context, decision: Decision) -> list[Outgoing]:
    """Its action goes with it, and so do its words, which are the same."""
    action = await ACTION.records(ctx.tx).get(decision.action) if decision.action else None
    if action is None or not action.is_open:
        return []
    gone = action.dropped(by=ctx.sender, at=ctx.now).erased()
    await ACTION.records(ctx.tx).save(gone)
    await schedule(ctx, gone)
    await ctx.tx.history.erase(gone.number)
    await notes.forget(ctx, gone.number)
    return [Erase(of=row.once) for row in await ctx.tx.outbox.about(str(gone.number), tuple(Role))]


async def _built_on(ctx: Context, decision: Decision) -> str:
    if decision.voices is not None or (decision.is_running and await ctx.tx.votings.ballots(decision.number)):
        return "decision.kept-voted"
    if await is_fixed(ctx, decision):
        return "decision.kept-fixed"
    if decision.state in (DecisionState.SUPERSEDED, DecisionState.REPEALED):
        return "decision.kept-closed"
    action = await ACTION.records(ctx.tx).get(decision.action) if decision.action else None
    if action is not None and action.state is ActionState.DONE:
        return "decision.kept-carried-out"
    if any(approval.given_on for approval in decision.approvals):
        return "decision.kept-approved"
    return "decision.kept-noted" if await notes.by_others(ctx, decision.number, decision.author) else ""


def _withdrawn(ctx: Context, decision: Decision) -> Decision:
    return decision.withdrawn(at=ctx.now)


def _is_open(decision: Decision) -> bool:
    return decision.is_open or decision.is_running


KIND = Kind(
    noun="decision",
    german="beschluss",
    param="decision",
    of=DECISIONS,
    steps=(
        *("close", "repeat", "to-session", "on-record", "publish"),
        *("add", "edit", REASON, "approve", "review", "discuss", "supersede", "superseded", "restored", "repeal"),
        *("withdraw", "note", "undo"),
    ),
    card=card,
    follow_up=_follow_up,
    owners=_owners,
    is_open=_is_open,
    built_on=_built_on,
    withdrawn=_withdrawn,
    erased=Decision.erased,
)
