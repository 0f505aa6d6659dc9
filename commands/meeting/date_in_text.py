"""The date of a session that a text names without a field, as in `absagen S3 am 15.12.` or `verschieben S3 vom 1.12. auf 2.12.`.

Whoever writes so means that date. Taken for a reason, the next one would be cancelled instead.
"""

from __future__ import annotations

import re
from datetime import date

from bot.context import Context
from bot.domain.meetings import Session, on_day
from bot.messages import UserError
from bot.values import when
from bot.values.appointment import REFUSALS_OF_DATES

MOST_WORDS = 5
"""Words of a day: "am Donnerstag, dem 3. Dezember" is long."""
_AT = re.compile(r"(?:für |for )?(?:am|an|den|vom|on|from)\s+", re.IGNORECASE)


def read_named(ctx: Context, said: str) -> date:
    """The day that words mean which cannot be anything else. Raises UserError."""
    try:
        return when.read_day(said, now=ctx.written_at, zone=ctx.settings.zone, language=ctx.settings.language)
    except when.NotUnderstood as refused:
        raise UserError(refused.reason, **refused.params) from None


async def date_first(ctx: Context, session: Session, text: str) -> tuple[date | None, str]:
    """The day with which a text begins, and the rest of it; None where it is only a reason.
    Raises UserError for a day that cannot be taken, such as a past one.

    After "am" a day is one beyond doubt, and alone too. Before more words it has to be a date of the session: "morgen krank" may
    be a reason.
    """
    at = _AT.match(text)
    words = text[at.end() if at else 0 :].split()
    for count in range(min(len(words), MOST_WORDS), 0, -1):
        try:
            day = read_named(ctx, " ".join(words[:count]).rstrip(",;:"))
        except UserError as refused:
            if refused.text in REFUSALS_OF_DATES and (at or count == len(words)):
                raise
            continue
        rest = " ".join(words[count:])
        if at or not rest or on_day(session, await ctx.tx.sessions.changes(session.number), ctx.settings.zone, day):
            return day, rest
        return None, text
    return None, text


async def date_and_reason(ctx: Context, session: Session, said: str, text: str) -> tuple[date | None, str]:
    """What the field `am:` and the text beside it say: which date, and why. Raises UserError for a field that begins with no day."""
    if not said:
        return await date_first(ctx, session, text)
    day, rest = await date_first(ctx, session, f"am {said}")
    if day is None:
        # What is wrong with it as a whole is worth more than that no part of it is a day.
        return read_named(ctx, said), text
    reason = rest.lstrip(" |,;:–-").strip()
    if reason.startswith("(") and reason.endswith(")"):
        reason = reason[1:-1].strip()
    return day, ", ".join(filter(None, (text, reason)))
