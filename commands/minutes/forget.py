"""What is forgotten of minutes once they are final: how long each topic took, who moderated, and which message made which line."""

from __future__ import annotations

from dataclasses import replace

from bot.context import Moment
from bot.domain.minutes.running import EntryKind, Minutes


async def forget_times(moment: Moment, minutes: Minutes) -> Minutes:
    """Saves and returns the minutes as they are kept: of the session its beginning and its end, of each topic what came of it.

    Steps that are of use only while they run, such as more time for a topic, go altogether.
    """
    for entry in await moment.tx.minutes.entries(minutes.session, minutes.planned):
        if entry.kind is EntryKind.MORE:
            await moment.tx.minutes.delete(entry)
        else:
            await moment.tx.minutes.change(entry.forgotten())
    kept = replace(minutes, moderator=None, minute_taker=None)
    await moment.tx.minutes.save(kept)
    return kept
