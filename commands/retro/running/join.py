"""`!retro zusammen 3 5`: notes that say the same become one, with the votes for all of them."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.retros import RetroState, groups, joined
from bot.messages import Reply, UserError
from bot.permissions import Who
from bot.values import Text
from commands.retro.record import KIND, told_at_once
from commands.retro.resolve import meant
from commands.retro.running.ballots import rewritten
from commands.retro.running.note_numbers import leading_number, places


class Args(Arguments):
    text: Text = ""


@command("retro join", args=Args, who=Who.TEAM | Who.PMO, aliases=("zusammen", "zusammenlegen", "join", "merge"))
async def join(ctx: Context, args: Args) -> Reply:
    number, said = leading_number(args.text)
    retro = await meant(ctx, number, (RetroState.RUNNING,))
    await ctx.require_may_change(retro.team)
    chosen = places(said, least=2)
    notes = await ctx.tx.retro_notes.of(retro.number)
    try:
        changed = joined(notes, chosen)
    except LookupError as missing:
        raise UserError("retro.no-note", place=missing.args[0], last=len(notes)) from None
    if not changed:
        raise UserError("retro.joined-already", places=chosen)
    await KIND.remember(ctx, retro, "join")
    for note in changed:
        await ctx.tx.retro_notes.save(note)
    head = next(group for group in groups(await ctx.tx.retro_notes.of(retro.number)) if chosen[0] in [note.place for note in group])
    also = [*await rewritten(ctx, retro), *await told_at_once(ctx, retro, "retro.joined", group=head)]
    return Reply("retro.joined", subject=retro.number, also=tuple(also), receipt="👌", group=head)
