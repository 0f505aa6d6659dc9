"""What is posted when a session is over, and what becomes of it when something is added later."""

from __future__ import annotations

from dataclasses import replace

from bot.context import Moment
from bot.domain.minutes.draft import Draft
from bot.domain.minutes.running import Minutes
from bot.messages import Erase, Outgoing
from commands.agenda.session_card import open_topics
from commands.minutes.draft import message
from commands.minutes.draft.final import watch_draft
from commands.minutes.draft.sources import composed


async def posted(moment: Moment, minutes: Minutes) -> list[Outgoing]:
    """The draft as a new message, with its files. The topics that stayed open are still on the agenda of the date.

    Objections to an earlier draft of the same date stay.
    """
    before = await moment.tx.drafts.of_date(minutes.session, minutes.planned)
    draft = before or Draft(session=minutes.session, planned=minutes.planned, posted_at=moment.now)
    still_open = tuple(topic.number for topic in await open_topics(moment, minutes))
    await moment.tx.drafts.save(replace(draft, posted_at=moment.now, open_topics=still_open))
    shown = replace(draft, posted_at=moment.now, open_topics=still_open)
    await moment.tx.drafts.save(replace(shown, document=await composed(moment, minutes)))
    await watch_draft(moment, minutes)
    say = await message.draft_message(moment, minutes)
    return [say, *await message.files(moment, minutes, say.room, once=say.once)]


async def corrected(moment: Moment, minutes: Minutes) -> list[Outgoing]:
    """To be called when an entry of a draft was added, changed or taken back: what was posted reads as it does now."""
    return await message.corrected(moment, minutes)


async def withdrawn(moment: Moment, minutes: Minutes) -> list[Outgoing]:
    """To be called when minutes go on that were ended too early: what was posted goes."""
    rows = await message.posted_rows(moment, minutes)
    return [Erase(of=f"{row.once}{ending}") for row in rows for ending in ("", *message.ENDINGS)]
