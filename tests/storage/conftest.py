"""What does each story about storage get? A database of its own, in a file."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.database import Database


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the database is, or will be."""
    return tmp_path / "data"


@pytest.fixture
async def store(folder: Path) -> AsyncIterator[Database]:
    database = await Database.open("", folder)
    yield database
    await database.close()
