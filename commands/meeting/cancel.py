"""`!treffen absagen S3 [grund]`: the next date, the one that `am:` names, or with `alle` the whole series."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.meetings import Session, next_held
from bot.grammar import verb_words
from bot.messages import Reply, Role, UserError
from bot.permissions import Who
from bot.values import SessionNumber, Text
from commands.meeting.date_in_text import date_and_reason
from commands.meeting.dates import change_of, date_meant
from commands.meeting.digest.schedule import asked_about
from commands.meeting.digest.send import CANCEL
from commands.meeting.fields import OnAndWhy, whole_series
from commands.meeting.record import KIND, change_date


class Args(Arguments):
    number: SessionNumber
    text: Text = ""
    on: OnAndWhy = ""


@command(
    "meeting cancel",
    args=Args,
    who=Who.TEAM | Who.PMO,
    aliases=verb_words.CANCEL,
    button=CANCEL,
    on=(Role.QUESTION,),
)
async def cancel(ctx: Context, args: Args) -> Reply:
    session = await KIND.open(ctx, args.number)
    if ctx.pressed:
        asked = await _as_asked(ctx, session)
        return await _one(ctx, session, asked, "") if session.is_series else await _all(ctx, session, "")
    on, said = await date_and_reason(ctx, session, args.on, args.text)
    whole, reason = whole_series(said)
    if whole and on is not None:
        raise UserError("meeting.all-or-one", session=session)
    if whole or not session.is_series:
        if not whole:
            await date_meant(ctx, session, on)
        return await _all(ctx, session, reason)
    word, _, rest = said.partition(" ")
    if word.casefold() in ("alle", "all") and on is None:
        # "alle krank" is a reason, "alle Projekt beendet" is not: too much hangs on it to guess.
        raise UserError("meeting.all-meant", session=session, suggest=_suggested(ctx, session, f"{word}: {rest}"))
    return await _one(ctx, session, on, said)


async def _as_asked(ctx: Context, session: Session) -> date:
    """❌ under a digest means the date that it asked about, and nothing any more once that has begun."""
    asked = await asked_about(ctx, session)
    if asked is None:
        raise UserError("meeting.asked-over", session=session)
    return ctx.calendar.day_of(asked.start)


async def _one(ctx: Context, before: Session, on: date | None, reason: str) -> Reply:
    meant = await date_meant(ctx, before, on)
    if meant.cancelled:
        raise UserError("meeting.date-cancelled", session=before, date=meant)
    change = replace(await change_of(ctx, meant), cancelled=True, reason=reason)
    after = before.changed()
    also = await change_date(ctx, before, after, change, "cancel", meant.start.isoformat())
    following = next_held(after, await ctx.tx.sessions.changes(after.number), ctx.settings.zone, now=ctx.now)
    params: dict[str, Any] = {"date": meant, "reason": reason, "following": following}
    told = await KIND.told(ctx, after, "meeting.told.cancelled", **params)
    return Reply("meeting.cancelled", subject=after.number, also=(*told, *also), session=after, **params)


async def _all(ctx: Context, before: Session, reason: str) -> Reply:
    after = before.cancelled()
    also = await KIND.change(ctx, before, after, "cancel", reason)
    params: dict[str, Any] = {"date": None, "reason": reason, "following": None}
    told = await KIND.told(ctx, after, "meeting.told.cancelled", **params)
    return Reply("meeting.cancelled", subject=after.number, also=(*told, *also), session=after, **params)


def _suggested(ctx: Context, session: Session, text: str) -> str:
    words = "meeting cancel" if ctx.settings.language == "en" else "treffen absagen"
    return f"{ctx.project.prefix}{words} {session.number} {text}"
