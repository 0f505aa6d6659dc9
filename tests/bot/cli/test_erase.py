"""`lotse erase --all`: asks, erases all that is the bot's, and says what is not in its hands."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from storage.connection.database import Database, open_readonly
from storage.connection.errors import NoDatabase
from tests.bot.cli.test_while_running import CONFIG
from tests.world import Room, World


@pytest.fixture
def config(world: World, tmp_path: Path) -> Path:
    file = tmp_path / "config.toml"
    file.write_text(CONFIG.format(folder=world.folder, url=world.url) + '[project]\nname = "Open Smart City"\n')
    return file


async def lotse(config: Path, *arguments: str, typed: str = "") -> tuple[int, str]:
    ended = await asyncio.to_thread(CliRunner().invoke, app, ["erase", *arguments, "--config", str(config)], input=typed)
    return ended.exit_code, ended.output


def everything(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()}


@pytest.mark.parametrize("typed", ["", "\n", "open smart city\n", "ja\n", "Open Smart\n"])
@pytest.mark.sqlite
async def test_without_the_name_of_the_project_nothing_is_erased(team: Room, world: World, config: Path, typed: str) -> None:
    await world.stop()
    before = everything(world.folder)
    code, said = await lotse(config, "--all", typed=typed)
    assert code == 1 and everything(world.folder) == before and "Erased" not in said


@pytest.mark.sqlite
async def test_nothing_is_left_in_the_data_folder(team: Room, world: World, config: Path) -> None:
    await team.says("!blocker Freigabe fehlt")
    await world.stop()
    for name in ("session.json", "pickle.key", "signing.json", "erasures.json"):
        (world.folder / name).write_text("{}")
    for name in ("encryption", "encryption-3"):
        (world.folder / name).mkdir()
        (world.folder / name / "keys.db").write_text("keys")
    code, said = await lotse(config, "--all", typed="Open Smart City\n")
    assert code == 0, said
    assert not world.folder.exists()
    assert "https" not in said or "homeserver" in said
    for elsewhere in ("homeserver", "backups", "deactivate/@lotse:stadt.example", "journalctl"):
        assert elsewhere in said


@pytest.mark.sqlite
async def test_what_others_have_put_there_stays_and_is_named(team: Room, world: World, config: Path) -> None:
    await world.stop()
    (world.folder / "notizen.txt").write_text("mine")
    code, said = await lotse(config, "--all", typed="Open Smart City\n")
    assert code == 0 and everything(world.folder) == {"notizen.txt"} and "notizen.txt" in said


@pytest.mark.sqlite
async def test_beside_the_running_bot_nothing_is_erased(team: Room, world: World, config: Path) -> None:
    code, said = await lotse(config, "--all", typed="Open Smart City\n")
    assert code == 1 and "Another process works on the folder" in said and "lotse.db" in everything(world.folder)


async def test_without_all_it_says_how(team: Room, config: Path) -> None:
    code, said = await lotse(config)
    assert code == 1 and "lotse erase --all" in said and "lotse privacy erase" in said


@pytest.mark.postgresql
async def test_on_postgresql_the_tables_are_gone(team: Room, world: World, config: Path) -> None:
    await world.stop()
    code, said = await lotse(config, "--all", typed="Open Smart City\n")
    assert code == 0, said
    with pytest.raises(NoDatabase):
        await open_readonly(world.url, world.folder)
    anew = await Database.open(world.url, world.folder)
    await anew.close()


@pytest.mark.sqlite
async def test_a_second_time_there_is_nothing_to_erase_and_that_is_fine(team: Room, world: World, config: Path) -> None:
    await world.stop()
    for _ in range(2):
        code, said = await lotse(config, "--all", typed="Open Smart City\n")
        assert code == 0 and not world.folder.exists(), said
