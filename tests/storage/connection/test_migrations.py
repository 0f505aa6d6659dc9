"""Do the migrations make the tables that the code expects, and is a database of another age refused?"""

from __future__ import annotations

import asyncio
import re
import sys
from functools import partial
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, insert, text

from bot.domain.escalation import Arrival
from bot.domain.ids import Number
from bot.domain.record_types import ACTIONS
from storage.connection import migrate
from storage.connection.database import Database, open_readonly
from storage.connection.engine import broken_references, locate, make_private_folder, migrator
from storage.connection.errors import DatabaseTooNew, DatabaseTooOld, NoDatabase
from storage.tables import concerns, metadata
from tests.storage.examples import ANNA, NOW, action

AT = NOW.isoformat(timespec="microseconds")


async def test_the_migrations_make_the_tables_of_the_code(store: Database) -> None:
    def differences(connection: Connection) -> object:
        return compare_metadata(MigrationContext.configure(connection), metadata)

    async with store.reading() as tx:
        assert await tx.connection.run_sync(differences) == []


@pytest.mark.sqlite
async def test_the_migrations_write_the_very_same_definitions(store: Database) -> None:
    with create_engine("sqlite://").begin() as fresh:
        metadata.create_all(fresh)
        expected = _definitions(fresh)
    async with store.reading() as tx:
        made = await tx.connection.run_sync(_definitions)
    del made["alembic_version"]
    assert made == expected


@pytest.mark.parametrize("door", ["the bot", "an onlooker"])
async def test_a_database_from_the_future_is_refused_and_left_as_it_is(url: str, folder: Path, door: str) -> None:
    await _with_revision(url, folder, "UPDATE alembic_version SET version_num = '9999'")
    before = b"" if url else (folder / "lotse.db").read_bytes()
    with pytest.raises(DatabaseTooNew, match="newer version"):
        await (Database.open(url, folder) if door == "the bot" else open_readonly(url, folder))
    assert url or (folder / "lotse.db").read_bytes() == before


async def test_an_onlooker_does_not_bring_a_database_up_to_date(url: str, folder: Path) -> None:
    await _with_revision(url, folder, "DELETE FROM alembic_version")
    with pytest.raises(DatabaseTooOld, match="lotse run"):
        await open_readonly(url, folder)


@pytest.mark.sqlite
async def test_a_migration_may_tear_references_apart_but_is_found_out(store: Database, folder: Path) -> None:
    migrators = migrator(locate("", folder))
    try:
        async with migrators.begin() as connection:
            assert await broken_references(connection) == 0
            await connection.execute(insert(concerns).values(blocker=Number("B", 1), team=7))
            assert await broken_references(connection) == 2
    finally:
        await migrators.dispose()


async def test_nothing_is_found_in_a_database_without_tables(url: str, folder: Path) -> None:
    with pytest.raises(NoDatabase, match="lotse run"):
        await open_readonly(url, folder)


async def test_a_database_of_thefirst_version_is_brought_up_to_date_with_all_that_is_in_it(url: str, folder: Path) -> None:
    await first_version(url, folder)
    store = await Database.open(url, folder)
    async with store.transaction() as tx:
        (kept,) = await tx.blockers.listed()
        assert (kept.number, kept.text, kept.reported_at) == (Number("B", 7), "Vorlage fehlt", NOW)
        team = await tx.teams.get(kept.team)
        assert team is not None and team.name == "Daten"
        assert await tx.next_number("B") == Number("B", 8)
        await tx.records(ACTIONS).add(action(1, team))
        assert [each.text for each in await tx.records(ACTIONS).listed(team.id)] == ["Angebot einholen"]
    await store.close()


async def test_what_an_earlier_version_took_for_delivered_is_told_by_what_arrived(url: str, folder: Path) -> None:
    await first_version(url, folder)
    migrators = migrator(locate(url, folder))
    async with migrators.begin() as old:
        columns = "install, room, once, device, action, event_type, content, role, priority, created_at, attempts, failure"
        for once, column in (("B7 1 alert", "sent_at"), ("B7 2 repeat", "parked_at")):
            values = f"'x', '!pmo', '{once}', 'D', 'send', 'm.room.message', '{{}}', 'alert', 0, '{AT}', 0, ''"
            await old.execute(text(f"INSERT INTO outbox ({columns}, {column}) VALUES ({values}, '{AT}')"))
            step = once.rpartition(" ")[2]
            await old.execute(text(f"INSERT INTO ladder (blocker, step, once, queued_at) VALUES ('B7', '{step}', '{once}', '{AT}')"))
    await migrators.dispose()
    store = await Database.open(url, folder)
    async with store.reading() as tx:
        rungs = await tx.ladder.rungs(Number("B", 7))
        assert [(rung.once, rung.arrival, rung.shown) for rung in rungs] == [
            ("B7 1 alert", Arrival.ARRIVED, Arrival.ARRIVED),
            ("B7 2 repeat", Arrival.REFUSED, Arrival.UNDER_WAY),
        ]
        assert await tx.ladder.refused() == [Number("B", 7)]
    await store.close()


def test_the_names_of_the_files_tell_the_revisions() -> None:
    scripts = ScriptDirectory(str(Path(migrate.__file__).parents[1] / "migrations"))
    assert migrate.known_revisions() == [script.revision for script in scripts.walk_revisions()][::-1]


async def test_a_database_that_is_up_to_date_is_opened_without_the_library_that_migrates(folder: Path) -> None:
    await (await Database.open("", folder)).close()
    look = """
import asyncio, sys
from pathlib import Path
from storage.connection.database import Database

async def look():
    await (await Database.open("", Path(sys.argv[1]))).close()

asyncio.run(look())
print("alembic" in sys.modules)
"""
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", look, str(folder), stdout=asyncio.subprocess.PIPE)
    output, _ = await process.communicate()
    assert output.decode().strip() == "False"


async def _with_revision(url: str, folder: Path, statement: str) -> None:
    store = await Database.open(url, folder)
    async with store.transaction() as tx:
        await tx.connection.execute(text(statement))
    await store.close()


async def first_version(url: str, folder: Path) -> None:
    """A database as the first version left it, with a group and its blocker B7."""
    make_private_folder(folder)
    migrators = migrator(locate(url, folder))
    async with migrators.begin() as old:
        await old.run_sync(partial(migrated_to, revision="0001"))
        group = f"1, '!data', 'Daten', ',pmo,', 'active', '{ANNA}', '{AT}', '', null, '', null, null, null, ''"
        await old.execute(text(f"INSERT INTO teams VALUES ({group})"))
        columns = (
            "number, team, text, solution, severity, delay, reporter, reported_at, opened_at, room, source, state, escalation_reason, how"
        )
        values = f"'B7', 1, 'Vorlage fehlt', '', 'red', '', '{ANNA}', '{AT}', '{AT}', '!data', '$b', 'open', '', ''"
        await old.execute(text(f"INSERT INTO blockers ({columns}) VALUES ({values})"))
        await old.execute(text("INSERT INTO counters VALUES ('B', 7)"))
    await migrators.dispose()


def migrated_to(connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).parents[1] / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def _definitions(connection: Connection) -> dict[str, list[str]]:
    """Each table and index as it was written, its clauses in alphabetical order, names with or without their quotes.

    A column that was added later stands on the line of the last one before it, or of the closing bracket.
    """
    found = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"))
    return {row.name: sorted(filter(None, map(_bare, re.split(r"\n|, (?=\w+ TEXT\b)", row.sql)))) for row in found}


def _bare(clause: str) -> str:
    return re.sub(r"\s+", " ", clause.replace('"', "")).strip(" ,)")
