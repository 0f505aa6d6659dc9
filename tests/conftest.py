"""A fresh project for each test."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.database import Database
from tests.team import Room, Scenery, World


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an empty, migrated database: copied for each test, since migrating takes longer than most tests."""
    folder = tmp_path_factory.mktemp("migrated") / "data"

    async def migrate() -> None:
        await (await Database.open("", folder)).close()

    asyncio.run(migrate())
    return folder


@pytest.fixture(scope="session")
def founded(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Founded:
    return Founded(migrated, tmp_path_factory)


class Founded:
    """Data folders in which the usual project has been founded, one for each configuration: founding it takes longer than most tests."""

    def __init__(self, migrated: Path, places: pytest.TempPathFactory) -> None:
        self._migrated = migrated
        self._places = places
        self._known: dict[tuple[tuple[str, str], ...], tuple[Path, Scenery]] = {}

    async def under(self, settings: dict[str, str]) -> tuple[Path, Scenery]:
        key = tuple(sorted(settings.items()))
        if key not in self._known:
            folder = self._places.mktemp("founded") / "data"
            shutil.copytree(self._migrated, folder)
            world = await World.start(folder, settings=settings)
            scenery = world.scenery(*await world.project())
            await world.stop()
            self._known[key] = folder, scenery
        return self._known[key]


@pytest.fixture
def settings() -> dict[str, str]:
    """The configuration: without digests, which stories about other things would have to count in. Stories about them say `{}`."""
    return {"weekly": "off", "lead": "off"}


@pytest.fixture
async def world(
    request: pytest.FixtureRequest, tmp_path: Path, migrated: Path, founded: Founded, settings: dict[str, str]
) -> AsyncIterator[World]:
    """Empty, or with the usual project where the test asks for any of its rooms."""
    if "project" not in request.fixturenames:
        shutil.copytree(migrated, tmp_path / "data")
        world = await World.start(tmp_path / "data", settings=settings)
    else:
        folder, scenery = await founded.under(settings)
        shutil.copytree(folder, tmp_path / "data")
        world = await World.start(tmp_path / "data", settings=settings)
        world.founded = world.stands_as(scenery)
    yield world
    await world.stop()


@pytest.fixture
async def project(world: World) -> tuple[Room, ...]:
    """A task force, the PMO and the steering committee."""
    return world.founded


@pytest.fixture
async def team(project: tuple[Room, Room, Room]) -> Room:
    return project[0]


@pytest.fixture
async def pmo(project: tuple[Room, Room, Room]) -> Room:
    return project[1]


@pytest.fixture
async def steering(project: tuple[Room, Room, Room]) -> Room:
    return project[2]
