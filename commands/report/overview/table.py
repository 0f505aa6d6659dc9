"""The rows of the table as of a day, and their files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from bot.context import Moment
from bot.domain.calendar import on_clock
from bot.domain.calendar.working_time import ONE_DAY
from bot.domain.csv_table import csv_table
from bot.domain.ids import RoomId
from bot.domain.questions import Question
from bot.domain.record_types import QUESTIONS
from bot.domain.reports.overview import OverviewRow, overview_rows, reporting
from bot.messages import File, Outgoing
from bot.odt import EXTENSION, MIME_TYPE

CSV = "text/csv"
_FILE_NAMES = {"de": "uebersicht", "en": "overview"}
HEADERS = {
    "de": ("Task Force", "Ziel", "Von", "Bis", "Budget", "Abgerufen", "Stand", "Kommunen", "Offene Fragen", "Zu klären", "Link"),
    "en": ("Task force", "Goal", "From", "To", "Budget", "Called", "As of", "Municipalities", "Open questions", "To be clarified", "Link"),
}


async def rows_of(moment: Moment, day: date) -> tuple[OverviewRow, ...]:
    """As of the end of that day; what a group's profile says is not kept by day, so it is as it is now."""
    questions = [each for each in await moment.tx.records(QUESTIONS).listed(closed=True) if _was_open(moment, each, day)]
    teams = reporting(await moment.tx.teams.all())
    return overview_rows(teams, questions, await moment.tx.reports.figures(), day)


def _was_open(moment: Moment, question: Question, day: date) -> bool:
    end = on_clock(day + ONE_DAY, time(0), moment.calendar.zone)
    closed = question.closed_at
    return question.created_at < end and (question.is_open or (closed is not None and closed >= end))


def sheet(rows: Sequence[OverviewRow], language: str) -> bytes:
    return csv_table(HEADERS[language], (_cells(row) for row in rows))


def _cells(row: OverviewRow) -> Sequence[str | int]:
    questions = "; ".join(f"{each.number} {' '.join(each.text.split())}" for each in row.questions)
    return (
        *(row.name, row.goal, _day(row.period_from), _day(row.period_to), _euros(row.budget), _euros(row.called), _day(row.called_on)),
        *(row.municipalities, row.questions_open, questions, row.link),
    )


def _day(day: date | None) -> str:
    return f"{day:%d.%m.%Y}" if day else ""


def _euros(amount: int | None) -> int | str:
    return "" if amount is None else amount


async def files(moment: Moment, rows: Sequence[OverviewRow], room: RoomId, day: date, *, once: str) -> list[Outgoing]:
    """The whole table: for a spreadsheet and as a document."""
    language = (await moment.settings_of(moment.tx, room)).language
    name = f"{_FILE_NAMES[language]}-{day.isoformat()}"
    params = {"rows": rows, "day": day, "project": moment.settings.reports.title or moment.project.name}
    text = "report.overview-file"
    return [
        File(room=room, name=f"{name}.csv", mime=CSV, data=sheet(rows, language), once=f"{once}.csv"),
        File(room=room, name=f"{name}{EXTENSION}", mime=MIME_TYPE, text=text, params=params, as_odt=True, once=f"{once}{EXTENSION}"),
    ]
