"""The files of a report: as a document, as Markdown, and its table for a spreadsheet."""

from __future__ import annotations

from bot.context import Moment
from bot.domain.ids import RoomId
from bot.domain.reports.document import ReportDocument
from bot.messages import File, Outgoing
from bot.odt import EXTENSION, MIME_TYPE
from commands.report.overview.table import CSV, sheet
from commands.report.quarter.pictures import pictures

_FILE_NAMES = {"de": "bericht", "en": "report"}


async def files(moment: Moment, document: ReportDocument, room: RoomId, *, name: str, once: str, unasked: bool = False) -> list[Outgoing]:
    """`name` is its number, `2026-Q3.1`; of a draft it is empty."""
    language = (await moment.settings_of(moment.tx, room)).language
    marked = name or f"{document.cover.period}-{'entwurf' if language == 'de' else 'draft'}"
    file = f"{_FILE_NAMES[language]}-{marked}"
    params = {"document": document, "name": name}
    text = "report.file"
    return [
        File(room=room, name=f"{file}.md", mime="text/markdown", text=text, params=params, once=f"{once}.md", unasked=unasked),
        File(
            room=room,
            name=f"{file}{EXTENSION}",
            mime=MIME_TYPE,
            text=text,
            params=params,
            as_odt=True,
            pictures=pictures(document),
            once=f"{once}{EXTENSION}",
            unasked=unasked,
        ),
        File(room=room, name=f"{file}.csv", mime=CSV, data=sheet(document.overview, language), once=f"{once}.csv", unasked=unasked),
    ]
