"""The draft as a message in the room of its group: what it says, how it is found again, and its files."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.context import Moment
from bot.domain.ids import RoomId
from bot.domain.minutes.document import MAX_LINES_IN_ROOM, MinutesDocument, room_lines
from bot.domain.minutes.draft import final_due, open_ones
from bot.domain.minutes.running import Minutes, MinutesState, name_of
from bot.messages import File, Outgoing, Rewrite, Role, Say
from bot.odt import EXTENSION, MIME_TYPE
from bot.ports import OutboxRow
from commands.minutes.draft.sources import document_of

OBJECT = "✋"
_KINDS = ((".md", "text/markdown", False), (EXTENSION, MIME_TYPE, True))
"""Of each file: how its name ends, its type, and whether it is ODT."""
ENDINGS = tuple(ending for ending, *_ in _KINDS)
_FILE_NAMES = {"de": "protokoll", "en": "minutes"}
_FIXED = 4
"""Lines that every message has: what it is, when, an empty one and how it stands."""


async def draft_message(moment: Moment, minutes: Minutes) -> Say:
    """The draft as a new message. Minutes that were ended again after they went on have a new one."""
    team = await moment.team(minutes.team)
    return Say(
        room=team.room,
        text="minutes.summary",
        params=await summary(moment, minutes),
        once=f"minutes draft:{name_of(minutes)}:{minutes.ended_at}",
        subject=str(minutes.session),
        role=Role.DRAFT,
        buttons=(OBJECT,),
    )


async def summary(moment: Moment, minutes: Minutes) -> dict[str, Any]:
    """The parameters of `minutes.summary`."""
    params = await document_params(moment, minutes)
    lines, more = room_lines(params["document"], MAX_LINES_IN_ROOM - _fixed_lines(params["document"]))
    return {**params, "lines": lines, "more": more}


async def files(moment: Moment, minutes: Minutes, room: RoomId, *, once: str, unasked: bool = False) -> list[Outgoing]:
    """All that the minutes say, as Markdown and as ODT. `once` tells them from those that were sent before."""
    day = moment.calendar.day_of(minutes.started_at)
    params = await document_params(moment, minutes)
    language = (await moment.settings_of(moment.tx, room)).language
    name = f"{_FILE_NAMES[language]}-{day.isoformat()}-{minutes.session}"
    return [
        File(
            room=room,
            name=f"{name}{ending}",
            mime=mime,
            text="minutes.file",
            params=params,
            as_odt=as_odt,
            once=f"{once}{ending}",
            unasked=unasked,
        )
        for ending, mime, as_odt in _KINDS
    ]


async def corrected(moment: Moment, minutes: Minutes) -> list[Outgoing]:
    """The posted draft as it should read now."""
    params = await summary(moment, minutes)
    draft = await moment.tx.drafts.of_date(minutes.session, minutes.planned)
    if draft is not None and draft.final_at is None:
        await moment.tx.drafts.save(replace(draft, document=params["document"]))
    return [Rewrite(of=row.once, text="minutes.summary", params=params) for row in await posted_rows(moment, minutes)]


async def posted_rows(moment: Moment, minutes: Minutes) -> list[OutboxRow]:
    rows = await moment.tx.outbox.about(str(minutes.session), (Role.DRAFT,))
    return [row for row in rows if name_of(minutes) in row.once]


async def document_params(moment: Moment, minutes: Minutes) -> dict[str, Any]:
    """The parameters that the message and the file share."""
    draft = await moment.tx.drafts.of_date(minutes.session, minutes.planned)
    objections = open_ones(await moment.tx.drafts.objections(minutes.session, minutes.planned))
    status = "draft" if minutes.state is MinutesState.DRAFT else str(minutes.state)
    return {
        "document": await document_of(moment, minutes),
        "status": status,
        "objections": len(objections),
        "due": final_due(draft, moment.calendar, moment.settings.decisions.minutes_days) if draft else None,
        "final_at": draft.final_at if draft else None,
    }


def _fixed_lines(document: MinutesDocument) -> int:
    """How many lines the message has beside what came of the topics."""
    optional = (document.presence is not None, document.closed_by_itself, bool(document.stayed_open), document.next_date is not None)
    return _FIXED + sum(optional)
