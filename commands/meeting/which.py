"""What to answer where a verb stands without the number of its session: what it can be about, and ✅ for what was probably meant."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.command import Command
from bot.context import Context
from bot.domain.meetings import Occurrence, Session, cancelled_dates, next_held
from bot.messages import UserError
from bot.values.appointment import date_at_the_end

SCREEN = 8
_ONLY_TO = re.compile(r"[\s:|]*(?:(?:am|um|auf|to|on|at|zu|nach|vom|from)\b[\s:|]*)*", re.IGNORECASE)


async def which(ctx: Context, command: Command, text: str) -> UserError:
    """The refusal. `text` is what stood after the noun, empty where nothing but the verb did."""
    reopens = command.verb == "reopen"
    sessions = await (_cancelled(ctx) if reopens else _planned(ctx))
    suggest = _suggested(ctx, command, text, [session for session, _ in sessions])
    return UserError("meeting.which", sessions=sessions[:SCREEN], verb=command.words[0], suggest=suggest, reopens=reopens)


async def _planned(ctx: Context) -> list[tuple[Session, Occurrence | None]]:
    """Each with its next date."""
    zone = ctx.settings.zone
    found = _here(ctx, await ctx.tx.sessions.all())
    return [(each, next_held(each, await ctx.tx.sessions.changes(each.number), zone, now=ctx.now)) for each in found]


async def _cancelled(ctx: Context) -> list[tuple[Session, Occurrence | None]]:
    """Each with its next cancelled date; without one where all of it is cancelled."""
    found: list[tuple[Session, Occurrence | None]] = []
    for session in _here(ctx, await ctx.tx.sessions.all()):
        dates = cancelled_dates(session, await ctx.tx.sessions.changes(session.number), ctx.settings.zone)
        found += [(session, date) for date in [date for date in dates if date.start > ctx.now][:1]]
    return [*found, *((session, None) for session in _here(ctx, await ctx.tx.sessions.cancelled()))]


def _here(ctx: Context, sessions: Sequence[Session]) -> list[Session]:
    """Those that may be meant: of this room's group, of the speaker's groups in a direct chat, or of everybody."""
    if ctx.here and (ctx.here.is_pmo or ctx.here.is_steering):
        return list(sessions)
    groups = {group.id for group in ctx.groups if ctx.direct or (ctx.here and group.id == ctx.here.id)}
    return [session for session in sessions if session.team in groups]


def _suggested(ctx: Context, command: Command, text: str, sessions: list[Session]) -> str | None:
    """The text as a new session where it names one with its date, else the verb for the only session that there is."""
    noun = f"{ctx.project.prefix}{'meeting' if ctx.settings.language == 'en' else 'treffen'}"
    verb, _, rest = text.partition(" ")
    if text and _names_a_new_one(ctx, text):
        return f"{noun} {'new' if ctx.settings.language == 'en' else 'neu'} {text}"
    if len(sessions) == 1:
        return f"{noun} {verb or command.words[0]} {sessions[0].number} {rest}".strip()
    return None


def _names_a_new_one(ctx: Context, text: str) -> bool:
    """A title, of which the verb alone is none, and a date: `absagen üben am Mi 11:00`, not `verschieben auf Mi 11:00`."""
    if "wann:" in text.casefold() or "when:" in text.casefold():
        return True
    try:
        split = date_at_the_end(ctx, text)
    except UserError:
        return False
    return split is not None and _ONLY_TO.fullmatch(split[0].partition(" ")[2]) is None
