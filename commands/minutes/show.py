"""`!protokoll`, `!protokoll zeige S3`: what the minutes say."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.grammar import verb_words
from bot.messages import Reply, Role
from bot.permissions import Who
from bot.values import SessionNumber
from commands.agenda.session_card import card
from commands.minutes.draft.meant import latest
from commands.minutes.draft.message import summary
from commands.minutes.running import all_running, none_running


class Args(Arguments):
    number: SessionNumber | None = None


@command("minutes show", args=Args, who=Who.MEMBERS, aliases=verb_words.SHOW)
async def show(ctx: Context, args: Args) -> Reply:
    running = await all_running(ctx) if args.number is None else []
    minutes = running[0] if running else await latest(ctx, args.number)
    if minutes is None:
        raise none_running(ctx)
    if minutes.is_running:
        return Reply("minutes.card", subject=minutes.session, **await card(ctx, minutes))
    # Where the group meets, an answer to it is one to the draft, as the text says.
    is_here = ctx.here is not None and ctx.here.id == minutes.team
    return Reply("minutes.summary", subject=minutes.session, role=Role.DRAFT if is_here else Role.ANSWER, **await summary(ctx, minutes))
