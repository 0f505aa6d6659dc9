"""`lotse import`: a list without a chat, in the database of a bot that does not run."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.domain.ids import EventId
from bot.domain.record_types import ACTIONS
from storage.connection.database import Database
from tests.bot.cli.test_while_running import CONFIG
from tests.world import Room, World

LIST = "ID;Thema;Typ;Fällig;Zugewiesen an\n1;Angebot;Task;3.12.2029;Max Muster\n2;Konzept;Milestone;15.1.2030;\n3;Kaputt;Task;Q3;\n"


@pytest.fixture
def config(world: World, tmp_path: Path) -> Path:
    file = tmp_path / "config.toml"
    file.write_text(CONFIG.format(folder=world.folder, url=world.url))
    return file


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    file = tmp_path / "liste.csv"
    file.write_bytes(LIST.encode("cp1252"))
    return file


async def lotse(config: Path, *arguments: str) -> tuple[int, str]:
    ended = await asyncio.to_thread(CliRunner().invoke, app, ["import", *arguments, "--config", str(config)])
    return ended.exit_code, ended.output


async def test_a_dry_run_beside_the_running_bot_changes_nothing(team: Room, world: World, config: Path, listed: Path) -> None:
    code, said = await lotse(config, str(listed), "--team", "Dateninventur", "--as", "actions", "--dry-run")
    assert code == 0, said
    assert "3 lines: 2 new, 0 changed, 0 there already, 1 unclear" in said and "line 4: date Q3" in said and "Nothing was changed" in said
    async with world.store.reading() as tx:
        assert not await tx.records(ACTIONS).listed()


@pytest.mark.sqlite
async def test_beside_the_running_bot_nothing_is_written(team: Room, config: Path, listed: Path) -> None:
    code, said = await lotse(config, str(listed), "--team", "Dateninventur", "--as", "actions")
    assert code == 1 and "Traceback" not in said


@pytest.mark.sqlite
async def test_a_list_is_taken_over_while_the_bot_is_off(team: Room, world: World, config: Path, listed: Path, tmp_path: Path) -> None:
    await world.stop()
    people = tmp_path / "people.csv"
    people.write_text("Max Muster;@max:stadt.example\n")
    code, said = await lotse(config, str(listed), "--team", "Dateninventur", "--as", "actions", "--people", str(people))
    assert code == 0 and "made: A1" in said and "made: M1" in said, said
    code, again = await lotse(config, str(listed), "--team", "Dateninventur", "--as", "actions")
    assert code == 0 and "0 new, 0 changed, 2 there already" in again
    store = await Database.open(world.url, world.folder)
    try:
        async with store.reading() as tx:
            (action,) = await tx.records(ACTIONS).listed()
            assert action.who == "@max:stadt.example" and action.room == "" and action.source.startswith("import:")
            assert not await tx.outbox.by_cause(EventId(action.source))
    finally:
        await store.close()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--team", "Gibtsnicht", "--as", "actions"), "there is no such group. There are: "),
        (("--team", "Dateninventur", "--as", "blockers"), "write actions, milestones or sessions"),
    ],
)
async def test_what_is_wrong_is_said_in_a_sentence(team: Room, config: Path, listed: Path, arguments: tuple[str, ...], says: str) -> None:
    code, said = await lotse(config, str(listed), *arguments, "--dry-run")
    assert code == 1 and says in said


async def test_a_file_that_is_no_list_is_refused(team: Room, config: Path, tmp_path: Path) -> None:
    file = tmp_path / "liste.csv"
    file.write_bytes(b"PK\x03\x04")
    code, said = await lotse(config, str(file), "--team", "Dateninventur", "--as", "actions", "--dry-run")
    assert code == 1 and "liste.csv is not imported: it is a ZIP or a workbook" in said
