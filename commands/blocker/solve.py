"""`!blocker gelöst B12 [how]`: it is out of the way."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.blockers import Blocker, BlockerState
from bot.grammar import verb_words
from bot.messages import Outgoing, Reply, Role, Say, UserError
from bot.permissions import Who
from bot.values import BlockerNumber, Text
from commands.blocker.card import alert_in
from commands.blocker.record import KIND


class Args(Arguments):
    number: BlockerNumber
    text: Text = ""


@command(
    "blocker solve",
    args=Args,
    who=Who.TEAM | Who.PMO,
    aliases=("gelöst", "löse", "lösen", "behoben", *verb_words.DONE, "solve", "solved", "resolved", "fixed"),
    button="✅",
)
async def solve(ctx: Context, args: Args) -> Reply:
    blocker = await KIND.changeable(ctx, args.number)
    if blocker.state is BlockerState.SOLVED:
        raise UserError("blocker.already-solved", blocker=blocker, open_for=blocker.age(ctx.now))
    if not blocker.is_open:
        raise UserError("blocker.closed", blocker=blocker)
    solved = blocker.solved(by=ctx.sender, at=ctx.written_at, how=args.text)
    also = await KIND.change(ctx, blocker, solved, "solve", args.text)
    also += await KIND.told(ctx, solved, "blocker.told.solved", open_for=solved.age(ctx.now))
    also += await _told_taker(ctx, solved)
    # Asked for once: where it was tapped on its card, the card asks, and nothing else has to be said.
    card_asks = ctx.tapped is Role.CARD and not solved.how
    if card_asks:
        also += await KIND.refreshed(ctx, solved, asks_how=True)
    return Reply(
        "blocker.solved",
        subject=solved.number,
        role=Role.NOTICE,
        also=tuple(also),
        receipt="✅" if solved.how or ctx.tapped is not None else None,
        blocker=solved,
        open_for=solved.age(ctx.now),
        asks_how=not solved.how and not card_asks,
    )


async def _told_taker(ctx: Context, solved: Blocker) -> list[Outgoing]:
    """A word to the one of the PMO who had taken it, where somebody else has solved it elsewhere."""
    pmo = await ctx.pmo()
    taker = solved.taken_by
    if pmo is None or taker is None or taker == ctx.sender or pmo.room == ctx.room or not ctx.rooms.is_joined(taker, pmo.room):
        return []
    return [
        Say(
            room=pmo.room,
            text="blocker.told.taker-solved",
            params={"blocker": solved, "by": ctx.sender, "team": (await ctx.team(solved.team)).name},
            once=f"told:{ctx.event}:taker",
            subject=str(solved.number),
            role=Role.NOTICE,
            notify=True,
            mentions=(taker,),
            reply_to_once=await alert_in(ctx, solved, pmo.room),
            unasked=True,
        )
    ]
