"""What does an administrator see on the command line, while the bot runs and while it does not?"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from demo.world.homeserver import Homeserver
from demo.world.person import Person
from tests.matrix.bot_fixtures import Project, project_at_work
from tests.matrix.bot_process import BotProcess, Ended, lotse


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def project(server: Homeserver, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Project]:
    """With one blocker, reported in the PMO's room."""
    async with project_at_work(server, tmp_path_factory.mktemp("bot")) as running:
        await running.ada.say(running.pmo, "!blocker Müller; & „Söhne“ fehlen | lösung: =nachfragen")
        await running.sees(running.ada, running.pmo, "B1")
        yield running


@pytest.fixture(scope="module", params=[True, False], ids=["running", "stopped"])
def running(request: pytest.FixtureRequest) -> bool:
    """For the module, so that the bot is stopped once."""
    return bool(request.param)


async def in_state(project: Project, running: bool) -> None:
    if running and not project.bot.is_running:
        await project.bot.start()
    elif not running and project.bot.is_running:
        await project.bot.stop()


async def test_a_second_process_on_the_same_folder_is_refused(project: Project) -> None:
    await in_state(project, True)

    second = await lotse("run", "--config", str(project.bot.config))

    assert second.code == 1
    assert f"Another process works on the folder {project.bot.data}" in second.err
    assert "Traceback" not in second.err
    await project.answer(project.ada, project.pmo, await project.ada.say(project.pmo, "!hilfe team"))


async def test_check_says_that_all_is_fit(project: Project, running: bool) -> None:
    await in_state(project, running)

    ended = await lotse("check", "--config", str(project.bot.config))

    assert (ended.code, ended.err) == (0, "")
    assert [line.split(":")[0].split() for line in ended.text.splitlines()] == [
        ["ok", what] for what in ("configuration", "files", "pictures", "database", "homeserver", "account")
    ]


async def test_status_says_how_it_stands(project: Project, running: bool) -> None:
    await in_state(project, running)

    ended = await lotse("status", "--config", str(project.bot.config))

    assert (ended.code, ended.err) == (0, "")
    assert ended.text.startswith("last sync: 20")
    assert "failed: none" in ended.text
    assert "B1" in ended.text


async def test_the_export_is_the_records_as_json_or_as_tables(project: Project, running: bool, tmp_path: Path) -> None:
    await in_state(project, running)
    config = str(project.bot.config)

    as_json, as_csv = await lotse("export", "--config", config), await lotse("export", "--format", "csv", "--config", config)
    to_file = await lotse("export", "--output", str(tmp_path / "records.json"), "--config", config)

    records = json.loads(as_json.out)
    assert [(each["number"], each["state"], each["text"]) for each in records["blockers"]] == [("B1", "open", "Müller; & „Söhne“ fehlen")]
    assert (to_file.code, to_file.out) == (0, b"")
    assert json.loads((tmp_path / "records.json").read_text(encoding="utf-8")) == records
    with zipfile.ZipFile(io.BytesIO(as_csv.out)) as archive:
        assert {name.removesuffix(".csv") for name in archive.namelist()} == set(records)
        sheet = archive.read("blockers.csv").decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(sheet), delimiter=";")
    assert (row["number"], row["text"], row["solution"]) == ("B1", "Müller; & „Söhne“ fehlen", "'=nachfragen")


@pytest.mark.parametrize("command", ["run", "export"])
async def test_a_mistake_in_the_configuration_is_named_with_key_and_value(command: str, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text(
        '[matrix]\nhomeserver = "https://matrix.stadt.example"\nuser_id = "lotse"\npassword = "geheimnis"\n[escalation]\nrepeats = "oft"\n'
    )

    ended = await lotse(command, "--config", str(config))

    assert ended.code == 1
    assert '[matrix] user_id = "lotse"' in ended.err
    assert '[escalation] repeats = "oft"' in ended.err
    assert "Traceback" not in ended.err
    assert "geheimnis" not in ended.err


async def test_without_a_configuration_it_says_how_to_make_one(tmp_path: Path) -> None:
    ended = await lotse("run", "--config", str(tmp_path / "config.toml"))

    assert ended.code == 1
    assert "config.example.toml" in ended.err


async def test_before_the_first_start_there_is_nothing_to_read(server: Homeserver, anna: Person, tmp_path: Path) -> None:
    bot = BotProcess(server.url, anna, tmp_path)
    bot.configure()

    ended = await lotse("export", "--config", str(bot.config))

    assert (ended.code, ended.out) == (1, b"")
    assert "There is no database" in ended.err
    assert not bot.data.exists()


@pytest.mark.thorough
async def test_check_names_what_stands_in_the_way(server: Homeserver, anna: Person, tmp_path: Path) -> None:
    anna.password = "wrong"
    locked_out = BotProcess(server.url, anna, tmp_path / "locked")
    locked_out.configure()
    elsewhere = BotProcess("http://127.0.0.1:9", anna, tmp_path / "elsewhere")
    elsewhere.configure()

    refused, unreachable = await lotse("check", "--config", str(locked_out.config)), await lotse("check", "--config", str(elsewhere.config))

    assert (refused.code, unreachable.code) == (1, 1)
    assert "matrix.password" in no_line(refused)
    assert "http://127.0.0.1:9" in no_line(unreachable)
    assert "Traceback" not in refused.err + unreachable.err


async def test_a_data_folder_may_have_a_space_in_its_name(server: Homeserver, anna: Person, tmp_path: Path) -> None:
    bot = BotProcess(server.url, anna, tmp_path / "Daten der Stadt")
    bot.configure()

    ended = await lotse("check", "--config", str(bot.config))

    assert (ended.code, ended.err) == (0, "")


@pytest.mark.thorough
async def test_a_wrong_password_and_a_silent_homeserver_end_the_start_with_a_sentence(
    server: Homeserver, anna: Person, tmp_path: Path
) -> None:
    anna.password = "wrong"
    locked_out = BotProcess(server.url, anna, tmp_path / "locked")
    locked_out.configure()
    elsewhere = BotProcess("http://127.0.0.1:9", anna, tmp_path / "elsewhere")
    elsewhere.configure()

    refused, unreachable = await lotse("run", "--config", str(locked_out.config)), await lotse("run", "--config", str(elsewhere.config))

    assert (refused.code, unreachable.code) == (1, 1)
    assert "check matrix.password" in refused.err
    assert "http://127.0.0.1:9 does not answer" in unreachable.err
    assert "Traceback" not in refused.err + unreachable.err


def no_line(ended: Ended) -> str:
    """The first thing that is not fit."""
    return next((line for line in ended.text.splitlines() if line.startswith("NO")), ended.err)
