"""Export: the records as one object that other programs can read, and as tables for a spreadsheet."""

from __future__ import annotations

import io
import json
import zipfile
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, ColumnElement, Table, select

from bot.domain.calendar.durations import Span
from bot.domain.csv_table import csv_table
from bot.domain.ids import Number
from bot.domain.lights.report import ReportKind
from bot.domain.meetings import in_utc
from bot.domain.milestones.forecasts import REPORTS
from bot.domain.record_types import BLOCKERS, RECORD_TYPES, RecordType
from bot.domain.reports.periods import Quarter
from storage import tables
from storage.connection.interface import Connection

if TYPE_CHECKING:
    from storage.connection.database import Reader

TEAM_LETTER = "G"
"""Groups have no numbers in the chat; in an export each record has one."""

_OWN_FIELDS: Mapping[str, tuple[str, ...]] = {
    "sessions": (
        *("number", "state", "team", "title", "rule", "start", "minutes", "place", "until", "lead", "changes", "created_by"),
        *("created_at", "sequence"),
    ),
    "retros": ("number", "state", "team", "form", "session", "planned", "notes", "created_by", "created_at", "started_at", "closed_at"),
}
"""The fields of the kinds whose list is not simply what the record holds."""
_FIRST = ("number", "state", "team")
_OF_THE_CHAT = frozenset({"room", "source"})
"""Where and by which message a record was made; of no use outside the chat."""


def _fields_of(kind: RecordType[Any]) -> tuple[str, ...]:
    names = [field.name for field in fields(kind.model) if field.name not in {*_FIRST, *_OF_THE_CHAT}]
    concerns = ("concerns",) if kind is BLOCKERS else ()
    return _OWN_FIELDS.get(kind.plural, (*_FIRST, *concerns, *names))


FIELDS: Mapping[str, tuple[str, ...]] = {
    "teams": (
        *("number", "state", "team", "kinds", "room", "municipalities", "lead", "goal", "period_from", "period_to", "budget", "link"),
        *("created_by", "created_at"),
    ),
    **{kind.plural: _fields_of(kind) for kind in RECORD_TYPES},
    "forecasts": ("number", "state", "team", "milestone", "reported_at", "expected", "kind", "reason", "about", "by"),
    "lights": ("number", "state", "team", "light", "colour", "kind", "reported_at", "reason", "measure", "help", "by"),
    "figures": ("number", "state", "team", "called", "day", "at", "by"),
    "contributions": ("number", "state", "team", "period", "part", "text", "at", "by"),
    "reports": ("number", "state", "team", "period", "released_at", "released_by", "decided_at", "decided_by", "remark", "sent_on"),
    "voices": ("number", "state", "team", "municipality", "holder", "deputy"),
    "imported": ("number", "state", "team", "subject", "key"),
    "notes": ("number", "state", "team", "subject", "author", "at", "text"),
}
"""The lists and their fields. Scripts rely on the names: a test holds them, so that no renaming of a field renames them too."""

NOTE_FIELDS = ("place", "column", "text", "joined", "votes")
"""The fields of each note of a retrospective in `notes`. Who handed it in, and when, is not known."""
CHANGE_FIELDS = ("planned", "moved_to", "cancelled", "reason", "minutes", "title", "place")
"""The fields of each changed date of a session in `changes`; what stayed as it was is null."""
APPROVAL_FIELDS = ("municipality", "given_on", "reference")
"""What `approvals` says of each municipality whose own body has to agree; `given_on` is null until it has."""

_NAMED_SINGLY = 1000
"""Up to so many numbers stand in one statement."""

Record = dict[str, Any]


async def export(store: Reader, zone: tzinfo) -> dict[str, list[Record]]:
    """Every record by list, from one snapshot, ready for JSON: times in ISO 8601 with the offset of `zone`, dates without one."""
    async with store.reading() as tx:
        return await exported(tx.connection, zone)


async def exported(connection: Connection, zone: tzinfo) -> dict[str, list[Record]]:
    """The same in a transaction that is open already."""
    teams = await _rows(connection, tables.teams)
    names = {row["id"]: row["name"] for row in teams}
    found: dict[str, list[Record]] = {"teams": [team_record(row) for row in teams]}
    for kind in RECORD_TYPES:
        rows = await _numbered(connection, tables.metadata.tables[kind.plural])
        found[kind.plural] = await completed(connection, kind.plural, rows, names, zone)
    owners = {record["number"]: record["team"] for kind in RECORD_TYPES for record in found[kind.plural]}
    for name, listed in LISTS.items():
        found[name] = await listed(connection, names)
    notes = await _rows(connection, tables.notes)
    found["notes"] = notes_of(sorted(notes, key=lambda row: (row["subject"], row["position"])), owners)
    return {name: [plain(record, FIELDS[name], zone) for record in records] for name, records in found.items()}


async def completed(
    connection: Connection, name: str, rows: Iterable[Mapping[str, Any]], names: Mapping[int, str], zone: tzinfo
) -> list[Record]:
    """The rows of a kind of record with the fields that are no columns of its table. `names` are those of the groups."""
    own = _OWN_LISTS.get(name)
    named = [{**row, "team": names[row["team"]]} for row in rows]
    return await own(connection, named, names, zone) if own else named


def to_csv_zip(data: Mapping[str, Iterable[Mapping[str, Any]]]) -> bytes:
    """A ZIP with one CSV per list: semicolons, UTF-8 with a byte order mark, and no text that a spreadsheet takes for a formula."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, sheet in to_csv_tables(data).items():
            # A ZipInfo of our own has no time of day in it: the same records make the same file.
            archive.writestr(zipfile.ZipInfo(f"{name}.csv"), sheet, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def to_csv_tables(data: Mapping[str, Iterable[Mapping[str, Any]]]) -> dict[str, bytes]:
    """Each list as a CSV table, by its name."""
    return {
        name: csv_table(FIELDS[name], ([_cell(record.get(field)) for field in FIELDS[name]] for record in records))
        for name, records in data.items()
    }


def team_record(row: Mapping[str, Any]) -> Record:
    return {**row, "number": Number(TEAM_LETTER, row["id"]), "team": row["name"], "kinds": sorted(row["kinds"])}


async def _blockers(connection: Connection, rows: list[Record], names: Mapping[int, str], zone: tzinfo) -> list[Record]:
    concerned: defaultdict[Number, list[str]] = defaultdict(list)
    for row in await _rows_about(connection, tables.concerns.c.blocker, rows):
        concerned[row["blocker"]].append(names[row["team"]])
    return [{**row, "concerns": sorted(concerned[row["number"]])} for row in rows]


async def _sessions(connection: Connection, rows: list[Record], names: Mapping[int, str], zone: tzinfo) -> list[Record]:
    changes: defaultdict[Number, list[Record]] = defaultdict(list)
    for row in await _rows_about(connection, tables.session_changes.c.session, rows):
        changes[row["session"]].append(plain({**row, "minutes": row["length"]}, CHANGE_FIELDS, zone))
    return [{**row, "minutes": row["length"], "changes": changes[row["number"]]} for row in rows]


async def _topics(connection: Connection, rows: list[Record], names: Mapping[int, str], zone: tzinfo) -> list[Record]:
    return [{**row, "proposed_by": names.get(row["proposed_by"])} for row in rows]


async def _questions(connection: Connection, rows: list[Record], names: Mapping[int, str], zone: tzinfo) -> list[Record]:
    return [{**row, "asked": names.get(row["asked"])} for row in rows]


async def _retros(connection: Connection, rows: list[Record], names: Mapping[int, str], zone: tzinfo) -> list[Record]:
    handed_in: defaultdict[Number, list[Record]] = defaultdict(list)
    notes = await _rows_about(connection, tables.retro_notes.c.retro, rows)
    for note in sorted(notes, key=lambda note: (note["place"] is None, note["place"], note["key"])):
        handed_in[note["retro"]].append(plain(note, NOTE_FIELDS, zone))
    return [{**row, "notes": handed_in[row["number"]]} for row in rows]


async def _decisions(connection: Connection, rows: list[Record], names: Mapping[int, str], zone: tzinfo) -> list[Record]:
    return [
        {**row, "approvals": [plain(vars(each), APPROVAL_FIELDS, zone) for each in row["approvals"]], "conflicts": list(row["conflicts"])}
        for row in rows
    ]


async def _milestones(connection: Connection, rows: list[Record], names: Mapping[int, str], zone: tzinfo) -> list[Record]:
    return [{**row, "after": [str(number) for number in row["after"]]} for row in rows]


_OWN_LISTS = {
    "blockers": _blockers,
    "sessions": _sessions,
    "topics": _topics,
    "retros": _retros,
    "decisions": _decisions,
    "questions": _questions,
    "milestones": _milestones,
}
"""What fills the fields of a list that are no columns of its table."""


async def _forecasts(connection: Connection, names: Mapping[int, str]) -> list[Record]:
    """Each report of when a milestone is expected, as it was said: later ones overwrite none."""
    milestones = tables.milestones
    owners = await connection.execute(select(milestones.c.number, milestones.c.team))
    teams = {row.number: names[row.team] for row in owners}
    rows = [row for row in await _rows(connection, tables.milestone_log) if row["kind"] in REPORTS]
    places: Counter[Number] = Counter()
    found: list[Record] = []
    for row in sorted(rows, key=lambda each: (each["milestone"], each["id"])):
        places[row["milestone"]] += 1
        found.append(
            {
                **row,
                "number": f"{row['milestone']}/{places[row['milestone']]}",
                "state": "withdrawn" if row["withdrawn_at"] else "kept",
                "team": teams.get(row["milestone"], ""),
                "reported_at": row["at"],
                "expected": row["day"],
            }
        )
    return found


async def _lights(connection: Connection, names: Mapping[int, str]) -> list[Record]:
    """Each report of a traffic light, as it was said: later ones overwrite none."""
    rows = [row for row in await _rows(connection, tables.lights) if row["kind"] is not ReportKind.ASKED]
    places: Counter[int] = Counter()
    found: list[Record] = []
    for row in sorted(rows, key=lambda each: (each["team"], each["id"])):
        places[row["team"]] += 1
        found.append(
            {
                **row,
                "number": f"{TEAM_LETTER}{row['team']}/{places[row['team']]}",
                "state": "withdrawn" if row["withdrawn_at"] else "kept",
                "team": names[row["team"]],
                "light": row["aspect"],
                "reported_at": row["at"],
            }
        )
    return found


async def _rows_of_groups(connection: Connection, table: Table, names: Mapping[int, str]) -> list[Record]:
    """Rows that are added and taken back, numbered within their group."""
    places: Counter[int] = Counter()
    found: list[Record] = []
    for row in sorted(await _rows(connection, table), key=lambda each: (each["team"], each["id"])):
        places[row["team"]] += 1
        state = "withdrawn" if row["withdrawn_at"] else "kept"
        found.append({**row, "number": f"{TEAM_LETTER}{row['team']}/{places[row['team']]}", "state": state, "team": names[row["team"]]})
    return found


def notes_of(rows: Iterable[Mapping[str, Any]], teams: Mapping[Number, str]) -> list[Record]:
    """`teams` are the groups of the records that they are about."""
    return [
        {**row, "number": f"{row['subject']}/{row['position']}", "state": "kept", "team": teams.get(row["subject"], "")} for row in rows
    ]


async def _imported(connection: Connection, names: Mapping[int, str]) -> list[Record]:
    """By which key of which list a record is known."""
    rows = sorted(await _rows(connection, tables.imported), key=lambda row: (row["number"], row["key"]))
    return [
        {**row, "number": f"{row['number']}/{row['key']}", "state": "kept", "team": names[row["team"]], "subject": row["number"]}
        for row in rows
    ]


async def _voices(connection: Connection, names: Mapping[int, str]) -> list[Record]:
    """The seats alone: who was where, or spoke for whom, is in no export."""
    rows = sorted(await _rows(connection, tables.seats), key=lambda row: (row["team"], row["municipality"].casefold()))
    return [
        {**row, "number": f"{TEAM_LETTER}{row['team']}/{row['municipality']}", "state": "held", "team": names[row["team"]]} for row in rows
    ]


async def _reports(connection: Connection, names: Mapping[int, str]) -> list[Record]:
    return [{**row, "number": f"{row['period']}.{row['revision']}", "team": ""} for row in await _rows(connection, tables.reports)]


async def _figures(connection: Connection, names: Mapping[int, str]) -> list[Record]:
    return await _rows_of_groups(connection, tables.figures, names)


async def _contributions(connection: Connection, names: Mapping[int, str]) -> list[Record]:
    return await _rows_of_groups(connection, tables.contributions, names)


LISTS: Mapping[str, Callable[[Connection, Mapping[int, str]], Awaitable[list[Record]]]] = {
    "forecasts": _forecasts,
    "lights": _lights,
    "figures": _figures,
    "contributions": _contributions,
    "reports": _reports,
    "voices": _voices,
    "imported": _imported,
}
"""What reads each list whose records have no number in the chat; the argument is the names of the groups."""


async def _numbered(connection: Connection, table: Table) -> list[Mapping[str, Any]]:
    """In the order of their numbers, B2 before B10."""
    return sorted(await _rows(connection, table), key=lambda row: row["number"])


async def _rows(connection: Connection, table: Table, *which: ColumnElement[bool]) -> list[Mapping[str, Any]]:
    found = await connection.execute(select(table).where(*which).order_by(*table.primary_key.columns))
    return [dict(row._mapping) for row in found]


async def _rows_about(connection: Connection, column: Column[Any], records: Sequence[Record]) -> list[Mapping[str, Any]]:
    """The rows that name one of these records; of many records the rows of the whole table."""
    numbers = [record["number"] for record in records]
    return await _rows(connection, column.table, *([column.in_(numbers)] if len(numbers) <= _NAMED_SINGLY else []))


def plain(record: Mapping[str, Any], names: Iterable[str], zone: tzinfo) -> Record:
    """These fields of it, ready for JSON."""
    return {name: _value(record[name], zone) for name in names}


def _value(value: Any, zone: tzinfo) -> Any:
    if isinstance(value, datetime):
        # A local time becomes a moment only together with the zone.
        moment = in_utc(value, zone) if value.tzinfo is None else value
        return moment.astimezone(zone).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return int(value.total_seconds() // 60)
    if isinstance(value, Number | Span | Quarter):
        return str(value)
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, list):
        return [_value(each, zone) for each in value]
    return value


def _cell(value: Any) -> Any:
    """The text of a cell: a list in one line."""
    if isinstance(value, list):
        return ", ".join(each if isinstance(each, str) else json.dumps(each, ensure_ascii=False) for each in value)
    return value
