"""What to answer where a verb stands without the number of its session: the planned ones, and ✅ for what was probably meant."""

from __future__ import annotations

from bot.appointments import date_at_the_end
from bot.command import Command
from bot.context import Context
from bot.domain.meetings import Occurrence, Session, next_held
from bot.messages import UserError

SCREEN = 8


async def which(ctx: Context, command: Command, text: str) -> UserError:
    """The refusal. `text` is what stood after the noun, empty where nothing but the verb did."""
    sessions = await _here(ctx)
    dates: list[tuple[Session, Occurrence | None]] = []
    for session in sessions[:SCREEN]:
        changes = await ctx.tx.sessions.changes(session.number)
        dates.append((session, next_held(session, changes, ctx.settings.zone, now=ctx.now)))
    return UserError("meeting.which", sessions=dates, verb=command.words[0], suggest=_suggested(ctx, command, text, sessions))


async def _here(ctx: Context) -> list[Session]:
    if ctx.here and (ctx.here.is_pmo or ctx.here.is_steering):
        return list(await ctx.tx.sessions.all())
    groups = ctx.groups if ctx.direct else [group for group in ctx.groups if ctx.here and group.id == ctx.here.id]
    return [session for group in groups for session in await ctx.tx.sessions.of_team(group.id)]


def _suggested(ctx: Context, command: Command, text: str, sessions: list[Session]) -> str | None:
    """The text as a new session where it names a date, else the verb for the only session that there is."""
    noun = f"{ctx.project.prefix}{'meeting' if ctx.settings.language == 'en' else 'treffen'}"
    verb, _, rest = text.partition(" ")
    if text and _names_a_date(ctx, text):
        return f"{noun} {'new' if ctx.settings.language == 'en' else 'neu'} {text}"
    if len(sessions) == 1:
        return f"{noun} {verb or command.words[0]} {sessions[0].number} {rest}".strip()
    return None


def _names_a_date(ctx: Context, text: str) -> bool:
    try:
        return "wann:" in text.casefold() or "when:" in text.casefold() or date_at_the_end(ctx, text) is not None
    except UserError:
        return False
