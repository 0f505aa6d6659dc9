"""What does each story about storage get? A database of its own, on the engine that is tried."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.connection.database import Database
from tests.databases import Place, Places


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the bot keeps its files, or will."""
    return tmp_path / "data"


@pytest.fixture
async def place(request: pytest.FixtureRequest, places: Places, migrated: Place, folder: Path) -> AsyncIterator[Place]:
    """For a database: with its tables where the test asks for the `store`, else with nothing in it."""
    place = await (places.like(migrated, folder) if "store" in request.fixturenames else places.blank(folder))
    yield place
    await places.remove(place)


@pytest.fixture
def url(place: Place) -> str:
    """Of the database, as it stands in the settings."""
    return place.url


@pytest.fixture
async def store(url: str, folder: Path) -> AsyncIterator[Database]:
    database = await Database.open(url, folder)
    yield database
    await database.close()
