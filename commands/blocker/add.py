"""`!blocker <text>`: something stops us."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

from bot.command import Key, command
from bot.context import Context
from bot.domain.blockers import LETTER, Blocker, BlockerState, Severity
from bot.domain.escalation import STEERING_HEARS, Arrival
from bot.domain.ids import Number
from bot.domain.record_types import BLOCKERS
from bot.grammar import verb_words
from bot.messages import Erase, Outgoing, Reply, Role, Say, UserError
from bot.permissions import Who
from bot.records import notes
from bot.records.limits import require_room
from bot.values import GroupName, Title
from commands.blocker import cards
from commands.blocker.changes import changed, found, noted
from commands.blocker.fields import BlockerFields
from commands.blocker.ladder import advance
from commands.blocker.suggest import refuse_untold


class Args(BlockerFields):
    text: Title
    team: Annotated[GroupName, Key("team", "gruppe", "group")] = ""


async def amend(ctx: Context, number: Number, args: Args) -> Sequence[Outgoing] | None:
    """The message was edited: the record reads as if it had been written so; fields left out go back to their default."""
    before = await found(ctx.tx, number)
    await ctx.require_may_change(before.team)
    if (await ctx.acting_group(args.team)).id != before.team:
        raise UserError("blocker.other-team", blocker=before)
    if not before.is_open:
        raise UserError("blocker.closed", blocker=before)
    fields = args.model_dump(include={"text", "solution", "delay"})
    after = replace(before.coloured(args.severity, at=ctx.now), due=args.due.day, **fields)
    if after == before:
        return None
    return await changed(ctx, before, after, "blocker edit", cards.TIME_SAID if args.due.time_said else "")


async def retract(ctx: Context, number: Number) -> Sequence[Outgoing]:
    """The message was deleted: the record is withdrawn and its text erased, if nothing was built on it."""
    before = await found(ctx.tx, number)
    await ctx.require_may_change(before.team)
    why = await _built_upon(ctx, before)
    if why:
        once = f"not-withdrawn:{ctx.event}"
        return [Say(room=ctx.room, text=why, params={"blocker": before}, once=once, subject=str(number))]
    if before.is_open:
        await noted(ctx, before, "blocker withdraw")
        before = before.withdrawn(by=ctx.sender, at=ctx.now)
    after = before.erased()
    await ctx.tx.blockers.save(after)
    await ctx.tx.history.erase(number)
    await notes.forget(ctx, number)
    said: list[Outgoing] = await advance(ctx, after) or []
    for row in await ctx.tx.outbox.about(str(number), tuple(Role)):
        said.append(Erase(of=row.once))
        if row.role is Role.ALERT:
            said.append(Say(room=row.room, text="blocker.gone", params={"number": str(number)}, once=f"gone:{row.once}"))
    team = await ctx.team(before.team)
    if team.counts and team.room != ctx.room:
        said.append(Say(room=team.room, text="blocker.gone", params={"number": str(number)}, once=f"gone:{ctx.event} team"))
    said.append(Say(room=ctx.room, text="blocker.retracted", params={"number": str(number)}, once=f"gone:{ctx.event}"))
    return said


async def _built_upon(ctx: Context, blocker: Blocker) -> str:
    """The text that says what stands in the way of forgetting it; empty where nothing does."""
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


@command("blocker add", args=Args, who=Who.TEAM, aliases=verb_words.ADD, amend=amend, retract=retract)
async def add(ctx: Context, args: Args) -> Reply:
    team = await ctx.acting_group(args.team)
    refuse_untold(ctx, args, args.text, args.team)
    await require_room(ctx, "blocker", BLOCKERS, team)
    blocker = Blocker(
        number=await ctx.tx.next_number(LETTER),
        team=team.id,
        text=args.text,
        solution=args.solution,
        severity=args.severity,
        delay=args.delay,
        due=args.due.day,
        reporter=ctx.sender,
        reported_at=ctx.written_at,
        opened_at=ctx.written_at,
        red_since=ctx.written_at if args.severity is Severity.RED else None,
        room=ctx.room,
        source=ctx.event,
    )
    await ctx.tx.blockers.add(blocker)
    await noted(ctx, blocker, "blocker add", cards.TIME_SAID if args.due.time_said else "")
    # In a direct chat the card goes to the team's room, and says there that the PMO is being alerted.
    alerts = await advance(ctx, blocker, said_in=team.room)
    params = await cards.shown(ctx, blocker, ctx.room)
    buttons = cards.buttons(blocker, params)
    if ctx.direct:
        # The team hears of it in its own room, where the card has to stand.
        card = Say(
            room=team.room,
            text="blocker.card",
            params=params,
            once=f"card:{blocker.number}",
            subject=str(blocker.number),
            role=Role.CARD,
            buttons=buttons,
            unasked=blocker.severity is not Severity.RED,
        )
        return Reply("blocker.added-direct", subject=blocker.number, role=Role.CARD, also=(card, *alerts), **params)
    return Reply("blocker.card", subject=blocker.number, role=Role.CARD, buttons=buttons, also=tuple(alerts), **params)
