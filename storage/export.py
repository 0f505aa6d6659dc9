"""What is in the records, as one object that other programs can read, and as tables for a spreadsheet?"""

from __future__ import annotations

import csv
import io
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, tzinfo
from enum import StrEnum
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import Number
from storage import tables
from storage.database import Reader

TEAM_LETTER = "G"
"""Groups have no numbers in the chat; in an export each record has one."""

FIELDS: Mapping[str, tuple[str, ...]] = {
    "teams": (
        *("number", "state", "team", "kinds", "room", "municipalities", "lead", "goal", "period_from", "period_to", "budget", "link"),
        *("created_by", "created_at"),
    ),
    "blockers": (
        *("number", "state", "team", "concerns", "text", "solution", "severity", "delay", "due", "reporter", "reported_at"),
        *("opened_at", "red_since", "escalated_at", "escalation_reason", "steering_at", "taken_by", "taken_at", "confirmed_at"),
        *("closed_by", "closed_at", "how"),
    ),
    "sessions": ("number", "state", "team"),
    "topics": ("number", "state", "team"),
    "actions": ("number", "state", "team"),
    "retros": ("number", "state", "team"),
    "notes": ("number", "state", "team", "subject", "author", "at", "text"),
    "learnings": ("number", "state", "team"),
}
"""The lists and their fields. Scripts rely on the names: add, but do not rename."""

Record = dict[str, Any]


async def export(store: Reader, zone: tzinfo) -> dict[str, list[Record]]:
    """Every record by list, all as of one moment, ready for JSON: times in ISO 8601 with the offset of `zone`, dates without one.

    What has no list of its own yet is an empty list.
    """
    async with store.reading() as tx:
        teams = await _rows(tx.connection, tables.teams)
        names = {row["id"]: row["name"] for row in teams}
        found: dict[str, list[Record]] = {name: [] for name in FIELDS}
        found["teams"] = [_team(row) for row in teams]
        found["blockers"] = await _blockers(tx.connection, names)
        found["notes"] = await _notes(tx.connection, {record["number"]: record["team"] for record in found["blockers"]})
    return {name: [_plain(record, FIELDS[name], zone) for record in records] for name, records in found.items()}


def to_csv_zip(data: Mapping[str, Iterable[Mapping[str, Any]]]) -> bytes:
    """A ZIP with one CSV a list: semicolons, UTF-8 with a byte order mark, and no text that a spreadsheet takes for a formula."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, records in data.items():
            sheet = io.StringIO(newline="")
            lines = csv.writer(sheet, delimiter=";", lineterminator="\r\n")
            lines.writerow(FIELDS[name])
            lines.writerows([_cell(record.get(field)) for field in FIELDS[name]] for record in records)
            # A ZipInfo of our own has no time of day in it: the same records make the same file.
            archive.writestr(zipfile.ZipInfo(f"{name}.csv"), sheet.getvalue().encode("utf-8-sig"), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _team(row: Mapping[str, Any]) -> Record:
    return {**row, "number": Number(TEAM_LETTER, row["id"]), "team": row["name"], "kinds": sorted(row["kinds"])}


async def _blockers(connection: AsyncConnection, names: Mapping[int, str]) -> list[Record]:
    concerned: defaultdict[Number, list[str]] = defaultdict(list)
    for row in await _rows(connection, tables.concerns):
        concerned[row["blocker"]].append(names[row["team"]])
    rows = sorted(await _rows(connection, tables.blockers), key=lambda row: row["number"])
    return [{**row, "team": names[row["team"]], "concerns": sorted(concerned[row["number"]])} for row in rows]


async def _notes(connection: AsyncConnection, teams: Mapping[Number, str]) -> list[Record]:
    rows = sorted(await _rows(connection, tables.notes), key=lambda row: (row["subject"], row["position"]))
    return [
        {**row, "number": f"{row['subject']}/{row['position']}", "state": "kept", "team": teams.get(row["subject"], "")} for row in rows
    ]


async def _rows(connection: AsyncConnection, table: Table) -> list[Mapping[str, Any]]:
    found = await connection.execute(select(table).order_by(*table.primary_key.columns))
    return [dict(row._mapping) for row in found]


def _plain(record: Record, names: Iterable[str], zone: tzinfo) -> Record:
    return {name: _value(record[name], zone) for name in names}


def _value(value: Any, zone: tzinfo) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(zone).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, list):
        return [_value(each, zone) for each in value]
    return value


def _cell(value: Any) -> Any:
    """A spreadsheet takes a text for a formula by its first sign; an apostrophe before it says that it is none."""
    text = ", ".join(value) if isinstance(value, list) else value
    if isinstance(text, str) and (text.lstrip()[:1] in tuple("=+-@＝＋－＠") or text[:1] in tuple("\t\r\n")):
        return f"'{text}"
    return text
