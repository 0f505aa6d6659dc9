"""What does each story in the lab get? A project that was founded once."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.lab import Lab

_MEMORY = Path("/dev/shm")


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """A folder in memory, where there is such a thing: the disk is not what is in doubt here, and it is slow."""
    with tempfile.TemporaryDirectory(prefix="lotse-faults-", dir=_MEMORY if _MEMORY.is_dir() else None) as folder:
        yield Path(folder)


@pytest.fixture(scope="module")
def lab_founded(place: Path) -> Lab:
    return asyncio.run(Lab.founded(place / "founded"))
