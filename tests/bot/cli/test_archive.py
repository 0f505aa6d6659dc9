"""`lotse archive`: the project as files that somebody can check without the program, and nothing half done."""

from __future__ import annotations

import asyncio
import hashlib
import json
import resource
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.cli.archive import NotArchived, require_empty, write
from tests.bot.cli.test_while_running import CONFIG
from tests.world import Room, World


@pytest.fixture
def config(world: World, tmp_path: Path) -> Path:
    file = tmp_path / "config.toml"
    file.write_text(CONFIG.format(folder=world.folder, url=world.url))
    return file


async def lotse(config: Path, *arguments: str) -> tuple[int, str]:
    ended = await asyncio.to_thread(CliRunner().invoke, app, [*arguments, "--config", str(config)])
    return ended.exit_code, ended.output


async def a_project(team: Room, pmo: Room, world: World) -> None:
    await team.says("!treffen Jour fixe | wann: heute 12:00")
    await team.says("!agenda Hosting")
    await team.says("!protokoll start")
    await team.says("!agenda erledigt T1 Wir nehmen die ekom21 | und `mehr`")
    await team.says("!protokoll ende")
    await team.says("!lernen Kurze Wege brauchen feste Zeiten")
    await team.says("!blocker Freigabe fehlt")
    await world.pass_(days=10)
    await pmo.says("!bericht freigeben 2026-Q3")


def content(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def checked(folder: Path) -> int:
    """How many files `sha256sum` finds unchanged."""
    ended = subprocess.run(["sha256sum", "--strict", "-c", "SHA256SUMS"], cwd=folder, capture_output=True, text=True, check=True)
    return ended.stdout.count(": OK")


async def test_the_project_as_files_with_checksums(team: Room, pmo: Room, world: World, config: Path, tmp_path: Path) -> None:
    await a_project(team, pmo, world)
    folder = tmp_path / "archiv"
    code, said = await lotse(config, "archive", str(folder))
    assert code == 0, said
    files = content(folder)
    assert {"INHALT.md", "SHA256SUMS", "records.json", "tables/blockers.csv", "learnings/learnings-2026.md"} <= set(files)
    minutes = next(name for name in files if name.startswith("minutes/") and name.endswith(".md"))
    assert "ekom21" in files[minutes].decode()
    assert any(name.startswith("reports/bericht-2026-Q3.1") for name in files), sorted(files)
    assert json.loads(files["records.json"])["blockers"][0]["text"] == "Freigabe fehlt"
    assert all(f"`{name}`" in files["INHALT.md"].decode() for name in files if name not in ("INHALT.md", "SHA256SUMS"))
    assert checked(folder) == len(files) - 1
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {file.stat().st_mode & 0o777 for file in folder.rglob("*") if file.is_file()} == {0o600}


async def test_the_same_records_make_the_same_archive_whenever_that_is(
    team: Room, pmo: Room, world: World, config: Path, tmp_path: Path
) -> None:
    await a_project(team, pmo, world)
    assert (await lotse(config, "archive", str(tmp_path / "one")))[0] == 0
    await world.pass_(hours=1)
    assert (await lotse(config, "archive", str(tmp_path / "two")))[0] == 0
    assert content(tmp_path / "one") == content(tmp_path / "two")


async def test_a_place_where_something_is_stays_as_it_is(team: Room, config: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "mine").write_text("mine")
    (tmp_path / "file").write_text("file")
    for name, why in (("taken", "something in"), ("file", "no folder"), ("nowhere/below", "no folder")):
        code, said = await lotse(config, "archive", str(tmp_path / name))
        assert code == 1 and why in said and "Traceback" not in said
    assert content(tmp_path / "taken") == {"mine": b"mine"}


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    require_empty(tmp_path / "empty")
    write(tmp_path / "empty", {"a/b.txt": b"b", "c.txt": b"c"})
    assert set(content(tmp_path / "empty")) == {"a/b.txt", "c.txt", "SHA256SUMS"}
    line = f"{hashlib.sha256(b'b').hexdigest()}  a/b.txt\n"
    assert (tmp_path / "empty" / "SHA256SUMS").read_text().startswith(line)


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """Larger ones are refused by the system, as a full disk refuses them."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("was_there", [True, False])
def test_where_there_is_no_room_nothing_is_left(tmp_path: Path, was_there: bool) -> None:
    folder = tmp_path / "archiv"
    if was_there:
        folder.mkdir()
    files: Mapping[str, bytes] = {"a.txt": b"a", "b/large.txt": b"b" * 100_000}
    with files_of_at_most(50_000), pytest.raises(NotArchived, match=r"no room .* it takes 0\.1 MB\. Nothing of it is left"):
        write(folder, files)
    assert folder.exists() is was_there and (not was_there or not any(folder.iterdir()))


async def test_without_a_database_it_says_so(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(CONFIG.format(folder=tmp_path / "data", url=""))
    code, said = await lotse(file, "archive", str(tmp_path / "archiv"))
    assert code == 1 and "There is no database" in said and not (tmp_path / "archiv").exists()
