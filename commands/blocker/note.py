"""`!blocker notiz B12 <text>`, or a plain reply to a card: a remark, a question, or the solution that the answer asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.blockers import Blocker
from bot.domain.ids import Number
from bot.messages import Outgoing, Reply, Rewrite, Role, Say
from bot.permissions import Who
from bot.values import BlockerNumber, Words
from commands import notes
from commands.blocker.cards import alert_in
from commands.blocker.changes import about, changed, found

SOLUTION = "blocker solution"
"""What the history calls a reply that was taken as the solution."""


class Args(Arguments):
    number: BlockerNumber
    text: Words


async def amend(ctx: Context, number: Number, args: Args) -> Sequence[Outgoing] | None:
    """The reply was edited: the note, or the solution that it was taken for, reads as it does."""
    blocker = await found(ctx.tx, number)
    await ctx.require_may_change(blocker.team)
    written = await ctx.tx.notes.of_event(ctx.event)
    if written is not None:
        await ctx.tx.notes.reword(written, args.text)
        return await _reworded(ctx, blocker, args.text)
    if not blocker.is_open or await ctx.tx.history.of_event(ctx.event) is None:
        return None
    return await changed(ctx, blocker, replace(blocker, solution=args.text), "blocker edit")


async def _reworded(ctx: Context, blocker: Blocker, text: str) -> list[Outgoing]:
    """What was passed on reads as the note does now."""
    params = {"blocker": blocker, "by": ctx.sender, "text": text, "now": ctx.now, "team": (await ctx.team(blocker.team)).name}
    rooms = (("team", "blocker.word-to-team"), ("pmo", "blocker.word-to-pmo"))
    return [Rewrite(of=f"note:{ctx.event} {room}", text=name, params=params) for room, name in rooms]


@command("blocker note", args=Args, who=Who.TEAM | Who.PMO, aliases=("notiz", "notieren", "kommentar", "note"), amend=amend)
async def note(ctx: Context, args: Args) -> Reply:
    blocker = await found(ctx.tx, args.number)
    await ctx.require_may_change(blocker.team)
    if _was_asked_for(ctx, blocker):
        after = replace(blocker, solution=args.text)
        also = await changed(ctx, blocker, after, SOLUTION)
        return Reply("blocker.solution-noted", subject=blocker.number, also=tuple(also), receipt=notes.RECEIPT, blocker=after)
    return await notes.keep(ctx, blocker.number, args.text, "blocker note", also=await _passed_on(ctx, blocker, args.text))


def _was_asked_for(ctx: Context, blocker: Blocker) -> bool:
    """Whether this replies to the card that asks for a solution, and is the first answer from the team."""
    return ctx.replied is Role.CARD and not blocker.solution and blocker.is_open and ctx.belongs_to(blocker.team)


async def _passed_on(ctx: Context, blocker: Blocker, text: str) -> list[Outgoing]:
    """The PMO's word to the team's room, the team's to the PMO's card, so that they can ask each other."""
    team = await ctx.team(blocker.team)
    pmo = await ctx.pmo()
    params = {"text": text, "by": ctx.sender}
    said: list[Outgoing] = []
    if ctx.room != team.room and team.counts:
        word = about(ctx, blocker, team.room, "blocker.word-to-team", once=f"note:{ctx.event} team", **params)
        said.append(replace(word, notify=True))
    if pmo is not None and pmo.room not in (ctx.room, team.room) and await ctx.tx.ladder.rungs(blocker.number):
        taker = blocker.taken_by
        said.append(
            Say(
                room=pmo.room,
                text="blocker.word-to-pmo",
                params={"blocker": blocker, "team": team.name, **params},
                once=f"note:{ctx.event} pmo",
                subject=str(blocker.number),
                role=Role.NOTICE,
                notify=True,
                mentions=(taker,) if taker and ctx.rooms.is_joined(taker, pmo.room) else (),
                reply_to_once=await alert_in(ctx, blocker, pmo.room),
                unasked=True,
            )
        )
    return said
