"""The command line looks into the database that is configured, whichever it is, while the bot works on it."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from tests.world import Room, World

# Nobody listens at that address, so `lotse check` comes to an end at once.
CONFIG = """
[matrix]
homeserver = "http://127.0.0.1:1"
user_id = "@lotse:stadt.example"
access_token = "secret"
[storage]
folder = "{folder}"
url = "{url}"
"""


@pytest.fixture
def config(world: World, tmp_path: Path) -> Path:
    file = tmp_path / "config.toml"
    file.write_text(CONFIG.format(folder=world.folder, url=world.url))
    return file


async def lotse(config: Path, *arguments: str) -> tuple[int, str]:
    """In a thread: it has an event loop of its own."""
    ended = await asyncio.to_thread(CliRunner().invoke, app, [*arguments, "--config", str(config)])
    return ended.exit_code, ended.stdout


async def test_status_export_plan_and_check_read_what_is_there(team: Room, config: Path) -> None:
    await team.says("!blocker Raum fehlt | ampel: rot")
    code, said = await lotse(config, "status")
    assert code == 0 and "blocker escalation B1" in said
    code, said = await lotse(config, "export")
    assert code == 0 and [each["text"] for each in json.loads(said)["blockers"]] == ["Raum fehlt"]
    code, said = await lotse(config, "plan", "--now", "2026-11-23T10:00", "--days", "3")
    assert code == 0 and "B1" in said
    code, said = await lotse(config, "check")
    assert code == 1 and "ok  database: can be read" in said
