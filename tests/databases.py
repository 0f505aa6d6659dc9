"""Where do the databases of the tests live? A place makes one for each test, empty or as another was left, on the engine that is tried.

`pytest --engine postgresql` tries PostgreSQL; otherwise it is SQLite. A story asks for `url` and `folder`, and works on both.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from storage.connection.engine import make_private_folder
from tests.postgres import OWNER, Server


@dataclass(frozen=True)
class Place:
    """What `Database.open` takes."""

    url: str
    folder: Path


class Places(Protocol):
    async def blank(self, folder: Path) -> Place:
        """A database in which nothing is yet, not even tables. `folder` need not be there."""

    async def like(self, other: Place, folder: Path) -> Place:
        """A database that begins as `other` is, which nobody has open."""

    async def remove(self, place: Place) -> None: ...


class Files:
    """SQLite: the database is a file in the folder."""

    async def blank(self, folder: Path) -> Place:
        return Place("", folder)

    async def like(self, other: Place, folder: Path) -> Place:
        shutil.copytree(other.folder, folder)
        return Place("", folder)

    async def remove(self, place: Place) -> None:
        return None


class Databases:
    """PostgreSQL: each is a database of the server, copied inside it."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self._count = 0

    async def blank(self, folder: Path) -> Place:
        return await self._made("template1", folder)

    async def like(self, other: Place, folder: Path) -> Place:
        return await self._made(_name(other), folder)

    async def remove(self, place: Place) -> None:
        await self.server.execute(f"DROP DATABASE {_name(place)} WITH (FORCE)")

    async def _made(self, template: str, folder: Path) -> Place:
        self._count += 1
        name = f"t{self._count}"
        make_private_folder(folder)
        await self.server.execute(f"CREATE DATABASE {name} TEMPLATE {template} OWNER {OWNER} STRATEGY file_copy")
        return Place(self.server.url(name), folder)


def _name(place: Place) -> str:
    return place.url.partition("?")[0].rpartition("/")[2]
