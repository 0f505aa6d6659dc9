"""The blockers as a kind of record: who may change one, what follows a change, how one is taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.context import Context, Moment
from bot.domain.blockers import Blocker, BlockerState
from bot.domain.escalation import STEERING_HEARS, Arrival
from bot.domain.history import Change
from bot.domain.ids import Number, RoomId
from bot.domain.lights.red_alert import LED
from bot.domain.record_types import BLOCKERS
from bot.domain.teams import Team
from bot.messages import Outgoing, Rewrite, Role, Say
from bot.ports import OutboxRow
from bot.records import notes
from bot.records.history import followed
from bot.records.kind import Kind
from commands.blocker.card import card
from commands.blocker.escalation.ladder import advance
from commands.milestone.blocking import offers

SOLUTION = "solution"
"""The step of a reply that was taken as the solution."""
HOW = "how"
"""The step of a reply that was taken as how it was solved."""


class BlockerKind(Kind[Blocker]):
    async def refreshed(self, moment: Moment, record: Blocker, *, but: RoomId | None = None, asks_how: bool = False) -> list[Outgoing]:
        """Every card and alert, as it should read now; the alert in the room `but` left out.

        The steering committee's says why it was brought when it was posted. With `asks_how` the one of its team asks how it was solved.
        """
        team = await moment.team(record.team)
        rows = await moment.tx.outbox.about(str(record.number), self.card_roles)
        return [
            Rewrite(
                of=row.once,
                text=_card_text(row, team),
                params={**await card(moment, record, row.room, posted_at=row.created_at), "asks_how": asks_how},
            )
            for row in rows
            if row.room != but or row.role is not Role.ALERT
        ]


async def _may_change(ctx: Context, blocker: Blocker) -> None:
    await ctx.require_may_change(blocker.team, blocker.reporter)


async def _follow_up(ctx: Context, before: Blocker, after: Blocker) -> list[Outgoing]:
    """The next step of the ladder. Of one that was reopened its team's room hears anyway, and with that of the step."""
    was_reopened = after.opened_at > before.opened_at
    said = await advance(ctx, after, said_in=(await ctx.team(after.team)).room if was_reopened else ctx.room)
    if before.is_open != after.is_open and any(each.blocker == after.number for each in await ctx.tx.red_alerts.of_team(after.team)):
        await ctx.tx.timers.set(LED, str(after.number), ctx.now)  # the alert about the red light says whether it is kept as this blocker
    return [*said, *await offers(ctx, before, after)]


async def _built_on(ctx: Context, blocker: Blocker) -> str:
    if blocker.state is BlockerState.SOLVED:
        return "blocker.kept-solved"
    if blocker.taken_by is not None:
        return "blocker.kept-taken"
    rungs = await ctx.tx.ladder.rungs(blocker.number)
    if blocker.steering_at is not None or any(rung.step in STEERING_HEARS and rung.arrival is Arrival.ARRIVED for rung in rungs):
        return "blocker.kept-steering"
    if await notes.by_others(ctx, blocker.number, blocker.reporter):
        return "blocker.kept-noted"
    return ""


def _withdrawn(ctx: Context, blocker: Blocker) -> Blocker:
    return blocker.withdrawn(by=ctx.sender, at=ctx.now)


def _card_text(row: OutboxRow, team: Team) -> str:
    if row.role is Role.ALERT:
        return "blocker.alert"
    return "blocker.card" if row.room == team.room else "blocker.added-direct"


KIND = BlockerKind(
    noun="blocker",
    german="blocker",
    param="blocker",
    of=BLOCKERS,
    steps=(
        "add",
        "edit",
        SOLUTION,
        "take",
        "confirm",
        "escalate",
        "solve",
        HOW,
        "reopen",
        "concern",
        "withdraw",
        "handover",
        "handback",
        "note",
        "undo",
    ),
    card=card,
    follow_up=_follow_up,
    may_change=_may_change,
    built_on=_built_on,
    withdrawn=_withdrawn,
    erased=Blocker.erased,
    card_roles=(Role.CARD, Role.ALERT),
    card_text=_card_text,
)


async def undo(ctx: Context, change: Change) -> Sequence[Outgoing] | None:
    """As with every kind. But what a reply said goes with the reply, whatever has followed."""
    was_said = change.what in (KIND.named(SOLUTION), KIND.named(HOW)) and change.before is not None
    if not was_said or not followed(change, await ctx.tx.history.of(change.subject)):
        return await KIND.undo(ctx, change)
    now = await KIND.changeable(ctx, change.subject)
    await ctx.tx.history.delete(change)
    return await KIND.put_back(ctx, now, replace(now, solution="") if change.what == KIND.named(SOLUTION) else replace(now, how=""))


async def retract(ctx: Context, number: Number) -> Sequence[Outgoing]:
    """As with every kind. Where it was alerted, and in its team's room, it is said that it is gone."""
    blocker = await KIND.changeable(ctx, number)
    kept = await KIND.kept(ctx, blocker)
    if kept:
        return kept
    alerts = await ctx.tx.outbox.about(str(number), (Role.ALERT,))
    # Where it is taken back, the answer says so already.
    heard = [(row.room, f"gone:{row.once}") for row in alerts if row.room != ctx.room]
    team = await ctx.team(blocker.team)
    if team.counts and team.room != ctx.room:
        heard.append((team.room, f"gone:{ctx.event} team"))
    gone = [Say(room=room, text="blocker.gone", params={"number": str(number)}, once=once) for room, once in heard]
    return [*gone, *await KIND.erase(ctx, blocker)]
