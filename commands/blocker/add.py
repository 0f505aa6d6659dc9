"""`!blocker <text>`: something stops us."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

from bot.command import Key, command
from bot.context import Context
from bot.domain.blockers import LETTER, Blocker, Severity
from bot.domain.ids import Number
from bot.grammar import verb_words
from bot.messages import Outgoing, Reply, Role, Say
from bot.permissions import Who
from bot.values import GroupName, Title
from commands.blocker.card import TIME_SAID, buttons
from commands.blocker.escalation.ladder import advance
from commands.blocker.fields import BlockerFields
from commands.blocker.record import KIND, retract
from commands.blocker.suggest import refuse_untold
from commands.milestone.blocking import delayed, offers


class Args(BlockerFields):
    text: Title
    team: Annotated[GroupName, Key("team", "gruppe", "group")] = ""


async def amend(ctx: Context, number: Number, args: Args) -> Sequence[Outgoing] | None:
    """The message was edited: the record reads as if it had been written so; fields left out go back to their default."""
    before = await KIND.amendable(ctx, number, args.team)
    fields = args.model_dump(include={"text", "solution", "delay"})
    milestone = await delayed(ctx, args.milestone, before.milestone)
    after = replace(before.coloured(args.severity, at=ctx.now), due=args.due.day, milestone=milestone, **fields)
    if after == before:
        return None
    return await KIND.change(ctx, before, after, "edit", TIME_SAID if args.due.time_said else "")


@command("blocker add", args=Args, who=Who.TEAM, aliases=verb_words.ADD, amend=amend, retract=retract)
async def add(ctx: Context, args: Args) -> Reply:
    team = await ctx.acting_group(args.team)
    refuse_untold(ctx, args, args.text, args.team)
    await KIND.require_room(ctx, team)
    milestone = await delayed(ctx, args.milestone)
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
        milestone=milestone,
    )
    await KIND.keep(ctx, blocker, TIME_SAID if args.due.time_said else "")
    # In a direct chat the card goes to the team's room, and says there that the PMO is being alerted.
    alerts = await advance(ctx, blocker, said_in=team.room)
    alerts += await offers(ctx, None, blocker)
    params = await KIND.card(ctx, blocker, ctx.room)
    taps = buttons(blocker, params)
    if ctx.direct:
        # The team hears of it in its own room, where the card has to stand.
        card = Say(
            room=team.room,
            text="blocker.card",
            params=params,
            once=f"card:{blocker.number}",
            subject=str(blocker.number),
            role=Role.CARD,
            buttons=taps,
            unasked=blocker.severity is not Severity.RED,
        )
        return Reply("blocker.added-direct", subject=blocker.number, role=Role.CARD, also=(card, *alerts), **params)
    return Reply("blocker.card", subject=blocker.number, role=Role.CARD, buttons=taps, also=tuple(alerts), **params)
