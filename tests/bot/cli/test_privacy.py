"""`lotse privacy`: what is kept of a person without a chat, erasing it while the bot is off, and the requests that wait."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.cli.privacy import erased_of
from bot.config.sources import load
from storage.transfer.backup import back_up
from tests.bot.cli.test_while_running import CONFIG
from tests.commands.privacy.direct_chats import direct_chat
from tests.world import MONDAY, Room, World, user

BEN = str(user("Ben"))


@pytest.fixture
def config(world: World, tmp_path: Path) -> Path:
    file = tmp_path / "config.toml"
    file.write_text(CONFIG.format(folder=world.folder, url=world.url))
    return file


async def lotse(config: Path, *arguments: str) -> tuple[int, str]:
    ended = await asyncio.to_thread(CliRunner().invoke, app, ["privacy", *arguments, "--config", str(config)])
    return ended.exit_code, ended.output


async def test_what_is_kept_of_somebody_is_exported_while_the_bot_runs(team: Room, config: Path, tmp_path: Path) -> None:
    await team.says("!blocker Freigabe fehlt", by="Ben")
    file = tmp_path / "ben.json"
    code, said = await lotse(config, "export", BEN, "--output", str(file))
    assert code == 0, said
    assert json.loads(file.read_text())["tables"]["blockers"][0]["row"]["reporter"] == BEN
    code, said = await lotse(config, "export", "@nobody:stadt.example")
    assert code == 0 and "Nothing is kept of @nobody:stadt.example" in said
    code, said = await lotse(config, "export", "Ben")
    assert code == 1 and "not a Matrix user id" in said


async def test_open_requests_are_listed_with_their_deadline_and_no_name(team: Room, world: World, config: Path) -> None:
    await team.says("!blocker Freigabe fehlt", by="Ben")
    ben = await direct_chat(world, "Ben")
    await ben.says("datenschutz löschen")
    await ben.says("datenschutz beantragen")
    code, said = await lotse(config, "due")
    assert code == 0 and "2026-12-23  request 1: asked" in said and "1 requests wait" in said and BEN not in said


@pytest.mark.sqlite
async def test_beside_the_running_bot_nobody_is_erased(team: Room, config: Path) -> None:
    await team.says("!blocker Freigabe fehlt", by="Ben")
    code, said = await lotse(config, "erase", BEN, "--yes")
    assert code == 1 and "Traceback" not in said


@pytest.mark.sqlite
async def test_no_byte_of_the_folder_and_of_a_backup_names_them_afterwards(team: Room, world: World, config: Path, tmp_path: Path) -> None:
    await team.says("!blocker Freigabe fehlt", by="Ben")
    await team.says("!aufgabe Angebot einholen | wer: Ben | bis: Freitag", by="Anna")
    ben = await direct_chat(world, "Ben")
    await ben.says("datenschutz löschen")
    await ben.says("datenschutz beantragen")
    await world.stop()
    assert BEN.encode() in _bytes(world.folder)
    code, said = await lotse(config, "erase", BEN, "--yes")
    assert code == 0 and f"{BEN} is ehemaliges Mitglied 1 now" in said, said
    assert "Messages in rooms are not edited by this" in said
    assert BEN.encode() not in _bytes(world.folder)
    backup = tmp_path / "after.backup"
    await back_up(world.url, world.folder, backup, MONDAY)
    assert BEN.encode() not in _bytes(backup.parent / "after.backup")
    code, said = await lotse(config, "due")
    assert "0 requests wait" in said
    code, said = await lotse(config, "erase", BEN, "--yes")
    assert code == 0 and "Nothing is kept" in said


@pytest.mark.postgresql
async def test_on_postgresql_no_column_does(team: Room, world: World, config: Path) -> None:
    await team.says("!blocker Freigabe fehlt", by="Ben")
    await world.stop()
    alias, erased = await erased_of(load(config, {}), user("Ben"))
    assert alias == "ehemaliges Mitglied 1" and erased.changed


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b"\n".join(file.read_bytes() for file in sorted(path.rglob("*")) if file.is_file())
