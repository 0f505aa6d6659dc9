"""Is every record in an export, readable for programs and harmless in a spreadsheet?"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.domain.blockers import Severity
from bot.domain.calendar.durations import Span, Unit
from bot.domain.decisions import Approval, Decision
from bot.domain.history import Note
from bot.domain.ids import EventId, Number
from bot.domain.meetings import DateChange
from bot.domain.record_types import ACTIONS, DECISIONS
from bot.domain.teams import TeamState
from storage.connection.database import Database, open_readonly
from storage.transfer.export import FIELDS, export, to_csv_zip
from tests.storage.examples import ANNA, NOW, OTHER_ROOM, TEAM, TUESDAY, action, after, blocker, session, topic

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
async def filled(store: Database) -> Database:
    async with store.transaction() as tx:
        team = await tx.teams.add(replace(TEAM, budget=120_000, period_from=date(2026, 1, 1)))
        other = await tx.teams.add(replace(TEAM, room=OTHER_ROOM, name="Wege", state=TeamState.DISSOLVED))
        await tx.blockers.add(blocker(10, team, severity=Severity.RED, text='=HYPERLINK("x"); "so"', due=date(2026, 11, 27)))
        await tx.blockers.add(blocker(2, team).solved(by=ANNA, at=after(days=-150), how="Vorlage da"))
        await tx.blockers.concern(Number("B", 10), other.id)
        note = Note(id=0, subject=Number("B", 10), author=ANNA, at=NOW, text="eins", event=None)
        await tx.notes.add(note)
        await tx.notes.delete((await tx.notes.of(Number("B", 10)))[0])
        await tx.notes.add(replace(note, text="zwei\nzeilig"))
    return store


CONTRACT = {
    "teams": (
        *("number", "state", "team", "kinds", "room", "municipalities", "lead", "goal", "period_from", "period_to", "budget", "link"),
        *("created_by", "created_at"),
    ),
    "blockers": (
        *("number", "state", "team", "concerns", "text", "solution", "severity", "delay", "due", "reporter", "reported_at"),
        *("opened_at", "red_since", "escalated_at", "escalation_reason", "steering_at", "taken_by", "taken_at", "confirmed_at"),
        *("closed_by", "closed_at", "how", "milestone"),
    ),
    "sessions": (
        *("number", "state", "team", "title", "rule", "start", "minutes", "place", "until", "lead", "changes", "created_by"),
        *("created_at", "sequence"),
    ),
    "topics": (
        *("number", "state", "team", "proposed_by", "text", "minutes", "kind", "who", "paper", "session", "planned", "position"),
        *("result", "carried", "blocker", "question", "milestone", "author", "created_at", "closed_at"),
    ),
    "actions": ("number", "state", "team", "text", "who", "due", "retro", "note", "author", "created_at", "closed_by", "closed_at"),
    "retros": ("number", "state", "team", "form", "session", "planned", "notes", "created_by", "created_at", "started_at", "closed_at"),
    "notes": ("number", "state", "team", "subject", "author", "at", "text"),
    "decisions": (
        *("number", "state", "team", "text", "kind", "topic", "votes_for", "votes_against", "votes_abstained", "voices", "majority"),
        *("published", "reason", "alternatives"),
        *("paper", "review", "supersedes", "superseded_by", "approvals", "deadline", "conflicts", "action", "author", "created_at"),
        "closed_at",
    ),
    "learnings": ("number", "state", "team", "text", "kind", "blueprint", "retro", "note", "author", "created_at", "closed_at"),
    "questions": (
        *("number", "state", "team", "text", "asked", "who", "due", "again", "times", "waiting_since", "answer", "author"),
        *("created_at", "closed_by", "closed_at"),
    ),
    "milestones": (
        *("number", "state", "team", "text", "plan", "agreed", "forecast", "reported_at", "after", "reference", "funder", "evidence"),
        *("who", "late_since", "talk", "talk_at", "talk_note", "talk_for", "owed_since", "reached_on", "author", "created_at"),
        *("closed_by", "closed_at"),
    ),
    "imported": ("number", "state", "team", "subject", "key"),
    "voices": ("number", "state", "team", "municipality", "holder", "deputy"),
    "forecasts": ("number", "state", "team", "milestone", "reported_at", "expected", "kind", "reason", "about", "by"),
    "lights": ("number", "state", "team", "light", "colour", "kind", "reported_at", "reason", "measure", "help", "by"),
    "figures": ("number", "state", "team", "called", "day", "at", "by"),
    "contributions": ("number", "state", "team", "period", "part", "text", "at", "by"),
    "reports": ("number", "state", "team", "period", "released_at", "released_by", "decided_at", "decided_by", "remark", "sent_on"),
}
"""The names that scripts rely on."""


def test_no_field_that_scripts_rely_on_is_renamed() -> None:
    assert {name: fields for name, fields in FIELDS.items() if name in CONTRACT} == CONTRACT


async def test_every_record_is_there_with_number_state_and_team(filled: Database) -> None:
    data = await export(filled, BERLIN)
    kinds = ["teams", "blockers", "sessions", "topics", "actions", "retros", "learnings", "decisions", "questions", "milestones"]
    assert list(data) == [*kinds, "forecasts", "lights", "figures", "contributions", "reports", "voices", "imported", "notes"]
    found = {name: [(record["number"], record["state"], record["team"]) for record in records] for name, records in data.items() if records}
    assert found == {
        "teams": [("G1", "active", "Dateninventur"), ("G2", "dissolved", "Wege")],
        "blockers": [("B2", "solved", "Dateninventur"), ("B10", "open", "Dateninventur")],
        "notes": [("B10/2", "kept", "Dateninventur")],
    }


async def test_times_have_the_offset_of_the_project_and_dates_have_none(filled: Database) -> None:
    data = await export(filled, BERLIN)
    solved, red = data["blockers"]
    assert red["reported_at"] == "2026-11-23T10:00:00+01:00"
    assert solved["closed_at"] == "2026-06-26T11:00:00+02:00"
    assert (red["due"], red["closed_at"], red["concerns"]) == ("2026-11-27", None, ["Wege"])
    assert (data["teams"][0]["kinds"], data["teams"][0]["budget"]) == (["task-force"], 120_000)


async def test_what_a_group_meets_for_is_there_with_its_texts_and_times(filled: Database) -> None:
    number = Number("S", 1)
    async with filled.transaction() as tx:
        team, other = await tx.teams.all(), (await tx.blockers.concerned(Number("B", 10)))[0]
        await tx.sessions.add(session(1, team[0], rule="FREQ=WEEKLY", lead=Span(1, Unit.DAYS), until=date(2027, 6, 30)))
        await tx.sessions.set_change(DateChange(session=number, planned=TUESDAY, moved_to=TUESDAY + timedelta(hours=1), reason="Bürgeramt"))
        await tx.topics.add(topic(7, team[0], proposed_by=other, session=number, planned=TUESDAY, blocker=Number("B", 10)))
        await tx.records(ACTIONS).add(action(5, team[0], who=ANNA, due=date(2026, 11, 27)).done(by=ANNA, at=after(days=1)))
        await tx.notes.add(Note(id=0, subject=Number("A", 5), author=ANNA, at=NOW, text="eilt", event=None))
    data = await export(filled, BERLIN)
    assert json.loads(json.dumps(data)) == data
    assert data["sessions"] == [
        {
            **{"number": "S1", "state": "planned", "team": "Dateninventur", "title": "Jour fixe", "rule": "FREQ=WEEKLY"},
            **{"start": "2026-11-24T10:00:00+01:00", "minutes": 60, "place": "", "until": "2027-06-30", "lead": "1d"},
            "changes": [
                {
                    **{"planned": "2026-11-24T10:00:00+01:00", "moved_to": "2026-11-24T11:00:00+01:00", "cancelled": False},
                    **{"reason": "Bürgeramt", "minutes": None, "title": None, "place": None},
                }
            ],
            **{"created_by": ANNA, "created_at": "2026-11-23T10:00:00+01:00", "sequence": 0},
        }
    ]
    agenda, done = data["topics"][0], data["actions"][0]
    assert (agenda["number"], agenda["text"], agenda["planned"]) == ("T7", "Hosting-Angebot", "2026-11-24T10:00:00+01:00")
    assert (agenda["proposed_by"], agenda["session"], agenda["blocker"], agenda["kind"]) == ("Wege", "S1", "B10", "info")
    assert (done["number"], done["state"], done["text"], done["who"]) == ("A5", "done", "Angebot einholen", ANNA)
    assert (done["due"], done["closed_at"]) == ("2026-11-27", "2026-11-24T10:00:00+01:00")
    assert [(note["number"], note["team"]) for note in data["notes"]] == [("A5/1", "Dateninventur"), ("B10/2", "Dateninventur")]
    sheets = _sheets(to_csv_zip(data))
    assert json.loads(sheets["sessions.csv"][0]["changes"]) == data["sessions"][0]["changes"][0]
    assert sheets["actions.csv"][0]["text"] == "Angebot einholen"


async def test_an_export_is_json_with_the_same_fields_in_every_record(filled: Database) -> None:
    data = await export(filled, BERLIN)
    assert json.loads(json.dumps(data)) == data
    for name, records in data.items():
        assert {tuple(record) for record in records} <= {FIELDS[name]}


async def test_an_export_from_outside_is_the_same(filled: Database, url: str, folder: Path) -> None:
    outside = await open_readonly(url, folder)
    assert await export(outside, BERLIN) == await export(filled, BERLIN)
    await outside.close()


async def test_the_tables_open_in_a_spreadsheet_and_run_nothing(filled: Database) -> None:
    data = await export(filled, BERLIN)
    sheets = _sheets(to_csv_zip(data))
    assert set(sheets) == {f"{name}.csv" for name in data}
    assert sheets["sessions.csv"] == []
    red = sheets["blockers.csv"][1]
    assert (red["number"], red["text"], red["reporter"]) == ("B10", '\'=HYPERLINK("x"); "so"', f"'{ANNA}")
    assert (red["concerns"], red["closed_at"], red["due"]) == ("Wege", "", "2026-11-27")
    assert sheets["notes.csv"][0]["text"] == "zwei\nzeilig"
    assert to_csv_zip(data) == to_csv_zip(data)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+49 641", "'+49 641"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        (" =1+1", "' =1+1"),
        ("\t=1", "'\t=1"),
        ("＝1", "'＝1"),
        ("a=1", "a=1"),
        ("", ""),
        ("Grüße; „so“", "Grüße; „so“"),
    ],
)
def test_no_text_is_a_formula(text: str, cell: str) -> None:
    assert _sheets(to_csv_zip({"learnings": [{"number": text}]}))["learnings.csv"][0]["number"] == cell


def _sheets(packed: bytes) -> dict[str, list[dict[str, Any]]]:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        raw = {name: archive.read(name) for name in archive.namelist()}
    assert all(sheet.startswith(b"\xef\xbb\xbf") for sheet in raw.values())
    return {name: list(csv.DictReader(io.StringIO(sheet.decode("utf-8-sig"), newline=""), delimiter=";")) for name, sheet in raw.items()}


async def test_a_decision_has_its_approvals_by_municipality(store: Database) -> None:
    async with store.transaction() as tx:
        team = await tx.teams.add(TEAM)
        approvals = (Approval(municipality="Gießen", given_on=date(2026, 2, 12), reference="0123/26"), Approval(municipality="Marburg"))
        known: dict[str, Any] = {"author": ANNA, "created_at": NOW, "room": team.room, "source": EventId("$d1")}
        decision = Decision(number=Number("D", 1), team=team.id, text="Hosting", approvals=approvals, conflicts=("Wetzlar",), **known)
        await tx.records(DECISIONS).add(decision)
    (exported,) = (await export(store, BERLIN))["decisions"]
    assert exported["conflicts"] == ["Wetzlar"] and exported["state"] == "in-force"
    assert exported["approvals"] == [
        {"municipality": "Gießen", "given_on": "2026-02-12", "reference": "0123/26"},
        {"municipality": "Marburg", "given_on": None, "reference": ""},
    ]
    assert "0123/26" in _sheets(to_csv_zip({"decisions": [exported]}))["decisions.csv"][0]["approvals"]
