"""A fresh project for each test."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.database import Database
from tests.team import Room, World


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an empty, migrated database: copied for each test, since migrating takes longer than most tests."""
    folder = tmp_path_factory.mktemp("migrated") / "data"

    async def migrate() -> None:
        await (await Database.open("", folder)).close()

    asyncio.run(migrate())
    return folder


@pytest.fixture
def settings() -> dict[str, str]:
    """The configuration: without digests, which stories about other things would have to count in. Stories about them say `{}`."""
    return {"weekly": "off", "lead": "off"}


@pytest.fixture
async def world(tmp_path: Path, migrated: Path, settings: dict[str, str]) -> AsyncIterator[World]:
    shutil.copytree(migrated, tmp_path / "data")
    world = await World.start(tmp_path / "data", settings=settings)
    yield world
    await world.stop()


@pytest.fixture
async def project(world: World) -> tuple[Room, Room, Room]:
    """A task force, the PMO and the steering committee."""
    return await world.project()


@pytest.fixture
async def team(project: tuple[Room, Room, Room]) -> Room:
    return project[0]


@pytest.fixture
async def pmo(project: tuple[Room, Room, Room]) -> Room:
    return project[1]


@pytest.fixture
async def steering(project: tuple[Room, Room, Room]) -> Room:
    return project[2]
