"""👍 on a note, or `!retro stimme 3 7`: this is what matters. Taking the reaction, or the message, back takes the vote back."""

from __future__ import annotations

from collections.abc import Sequence

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.ids import Number
from bot.domain.retros import RetroState, Vote
from bot.messages import Outgoing, React, Reply, Role, UserError
from bot.permissions import Who
from bot.values import Text
from commands.retro.record import KIND
from commands.retro.resolve import meant
from commands.retro.running.ballots import UP
from commands.retro.running.note_numbers import leading_number, places


class Args(Arguments):
    text: Text = ""


async def retract(ctx: Context, number: Number) -> Sequence[Outgoing]:
    if ctx.origin is not None:
        await ctx.tx.votes.withdraw(ctx.origin)
    return []


@command(
    "retro vote",
    args=Args,
    who=Who.MEMBERS,
    aliases=("stimme", "stimmen", "vote"),
    button=UP,
    on=(Role.BALLOT,),
    retract=retract,
)
async def vote(ctx: Context, args: Args) -> Reply:
    number, said = leading_number(args.text)
    if ctx.pressed and number is not None:
        retro = await KIND.find(ctx.tx, number)
        if retro.state is not RetroState.RUNNING or not ctx.belongs_to(retro.team):
            return Reply("", subject=number)  # a tap after the end, or by a guest, counts nothing and needs no word
    else:
        retro = await meant(ctx, number, (RetroState.RUNNING,))
    if not ctx.belongs_to(retro.team):
        raise UserError("retro.not-yours", team=(await ctx.team(retro.team)).name, number=str(retro.number))
    chosen = places(said, least=1)
    known = {note.place for note in await ctx.tx.retro_notes.of(retro.number)}
    for place in chosen:
        if place not in known:
            raise UserError("retro.no-note", place=place, last=len(known))
        await ctx.tx.votes.add(Vote(retro.number, place, ctx.sender, ctx.event))
    # Thirty people vote at the same time: a word to each would drown what they vote on.
    receipt = () if ctx.pressed else (React(room=ctx.room, target=ctx.event, key=UP, once=f"answer:{ctx.event}"),)
    return Reply("", subject=retro.number, also=receipt)
