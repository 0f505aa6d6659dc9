"""Does erasing find a person wherever the database can hold one, and nobody else?"""

from __future__ import annotations

import base64
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from sqlalchemy import insert, select

from bot.domain.former_members import former_member
from bot.domain.handovers import Handover
from bot.domain.history import Change, Note
from bot.domain.ids import UserId
from bot.domain.record_types import RECORD_TYPES, RecordType
from bot.domain.teams import Team
from bot.domain.traces import Traces
from storage import tables
from storage.column_types import Person
from storage.connection.database import Database
from tests.storage.examples import ANNA, MESSAGE, NOW, TEAM, blocker, queue
from tests.storage.personal.full_database import fill, where_it_stands

CANARY = UserId("@kanarienvogel:stadt.example")


async def test_no_column_of_any_table_holds_the_id_afterwards(store: Database) -> None:
    async with store.transaction() as tx:
        await fill(tx.connection, CANARY)
    async with store.reading() as tx:
        before = await where_it_stands(tx.connection, CANARY)
        kept = await tx.people.what_is_kept(CANARY)
    assert {f"{each.table}.{column}" for each in kept for column in each.columns} == {*before, "people_seen.mark"}
    async with store.transaction() as tx:
        alias = await tx.people.former(CANARY, NOW)
        erased = await tx.people.erase(CANARY, alias, NOW)
    assert alias == "ehemaliges Mitglied 1" and erased.changed["blockers"] > 3
    async with store.reading() as tx:
        assert await where_it_stands(tx.connection, CANARY) == []
        assert "blockers.reporter" in await where_it_stands(tx.connection, alias)
        assert await tx.people.what_is_kept(CANARY) == []
        assert CANARY not in await tx.people.known()


@pytest.mark.sqlite
async def test_no_byte_of_the_files_holds_it_either(store: Database, folder: Path) -> None:
    async with store.transaction() as tx:
        await fill(tx.connection, CANARY)
    assert _files_with(b"kanarienvogel", folder) != []
    async with store.transaction() as tx:
        await tx.people.erase(CANARY, former_member(1), NOW)
    assert _files_with(b"kanarienvogel", folder) == []


def _files_with(words: bytes, folder: Path) -> list[str]:
    return [file.name for file in folder.iterdir() if words in file.read_bytes()]


@pytest.mark.parametrize("model", [*(kind.model for kind in RECORD_TYPES), Team, Handover, Note, Change])
def test_whoever_is_a_person_in_a_record_is_one_in_its_table(model: type[Any]) -> None:
    assert is_dataclass(model)
    names: dict[type[Any], str] = {Team: "teams", Handover: "handovers", Note: "notes", Change: "history"}
    kinds: dict[type[Any], RecordType[Any]] = {kind.model: kind for kind in RECORD_TYPES}
    table = tables.metadata.tables[names[model] if model in names else kinds[model].plural]
    hints = get_type_hints(model)
    people = {field.name for field in fields(model) if UserId in (hints[field.name], *get_args(hints[field.name]))}
    assert people == {column.name for column in table.columns if isinstance(column.type, Person)}


def test_an_id_is_replaced_as_a_whole_however_it_is_spelled() -> None:
    traces = Traces(UserId("@ben:stadt.example"), "X", {"Ben"})
    for before, after in (
        ("liegt bei @ben:stadt.example.", "liegt bei X."),
        ("@ben:stadt.example, @benno:stadt.example", "X, @benno:stadt.example"),
        ("@ben:stadt.example.org und @ben:stadt.example:8448", "@ben:stadt.example.org und @ben:stadt.example:8448"),
        ("https://matrix.to/#/%40ben%3Astadt.example", "https://matrix.to/#/X"),
        ("https://matrix.to/#/%40ben%3astadt.example?via=a", "https://matrix.to/#/X?via=a"),
        ('<a href="https://matrix.to/#/@ben:stadt.example">Ben</a> fehlt', "X fehlt"),
        ("Ben hat das gesagt", "Ben hat das gesagt"),
    ):
        assert traces.out_of(before) == after


def test_a_message_that_waits_loses_the_name_the_mention_and_the_words_of_its_file() -> None:
    traces = Traces(UserId("@ben:stadt.example"), "X", {"Ben", "Ben Ö."})
    content = {
        "body": "Ben Ö. hat Bens Aufgabe, Ben weiß es",
        "m.mentions": {"user_ids": ["@ben:stadt.example", "@eva:stadt.example"]},
        "data": base64.b64encode("für Ben".encode()).decode(),
        "info": {"size": 8},
    }
    assert traces.out_of_message(content) == {
        "body": "X hat Bens Aufgabe, X weiß es",
        "m.mentions": {"user_ids": ["@eva:stadt.example"]},
        "data": base64.b64encode("für X".encode()).decode(),
        "info": {"size": 6},
    }


def test_a_name_that_somebody_else_bears_too_is_replaced_only_with_the_id_behind_it() -> None:
    traces = Traces(UserId("@ben:stadt.example"), "X", {"Ben"}, {"Ben"})
    assert traces.out_of_message("Ben und Ben (@ben:stadt.example)") == "Ben und X"


async def test_whoever_is_erased_again_stays_the_same_former_member(store: Database) -> None:
    async with store.transaction() as tx:
        names = [await tx.people.former(UserId(f"@{name}:stadt.example"), NOW) for name in ("ben", "eva", "ben")]
        erasures = await tx.people.erasures()
        mark = await tx.people.mark_of(UserId("@ben:stadt.example"))
    assert names == ["ehemaliges Mitglied 1", "ehemaliges Mitglied 2", "ehemaliges Mitglied 1"]
    assert [(each.member, each.mark == mark) for each in erasures] == [(1, True), (2, False)]


async def test_a_record_that_is_read_again_in_the_same_transaction_is_without_the_id(store: Database) -> None:
    async with store.transaction() as tx:
        team = await tx.teams.add(TEAM)
        await tx.blockers.add(blocker(1, team))
        row = await queue(tx, "x", content={**MESSAGE.content, "body": f"{ANNA} meldet"})
        erased = await tx.people.erase(ANNA, former_member(3), NOW)
        changed = await tx.blockers.get(blocker(1, team).number)
        again = await tx.outbox.get(row.id)
        found = await tx.teams.get(team.id)
    assert changed is not None and changed.reporter == "ehemaliges Mitglied 3" and erased.subjects == {changed.number}
    assert again is not None and again.content["body"] == "ehemaliges Mitglied 3 meldet"
    assert found is not None and found.created_by == "ehemaliges Mitglied 3"


async def test_a_key_that_names_the_person_gives_way_to_an_earlier_one(store: Database) -> None:
    async with store.transaction() as tx:
        for user in (ANNA, former_member(1)):
            await tx.connection.execute(insert(tables.settings).values(scope=user, key="language", value="de" if user == ANNA else "en"))
        await tx.people.erase(ANNA, former_member(1), NOW)
        found = (await tx.connection.execute(select(tables.settings))).all()
    assert [tuple(row) for row in found] == [("ehemaliges Mitglied 1", "language", "de")]
