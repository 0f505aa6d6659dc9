"""`!protokoll`, `!protokoll zeige S3`: what the minutes say."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.grammar import verb_words
from bot.messages import Reply
from bot.permissions import Who
from bot.values import SessionNumber
from commands.agenda.session_card import card
from commands.minutes.running import all_running, none_running


class Args(Arguments):
    number: SessionNumber | None = None


@command("minutes show", args=Args, who=Who.MEMBERS, aliases=verb_words.SHOW)
async def show(ctx: Context, args: Args) -> Reply:
    running = await all_running(ctx)
    if not running:
        raise none_running(ctx)
    return Reply("minutes.card", subject=running[0].session, **await card(ctx, running[0]))
