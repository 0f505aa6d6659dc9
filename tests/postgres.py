"""A PostgreSQL server of the tests' own: where are its programs, how is it started, and how does it always end?"""

from __future__ import annotations

import asyncio
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import asyncpg

OWNER = "lotse"
"""Whose the databases are: an ordinary role, as the bot has one."""
PATIENCE = 30.0
ROOM = 1 << 30
"""Bytes that there have to be."""
_PLACES = ("/usr/lib/postgresql", "/usr/pgsql", "/opt/homebrew/opt")
_QUICK = ("fsync=off", "full_page_writes=off", "max_wal_size=4GB", "shared_buffers=64MB", "max_connections=60")
# The server lives as long as somebody holds the other end of its standard input, however that process ends.
_SUPERVISED = """
"$@" & server=$!
read -r what
kill -QUIT $server
wait $server
[ "$what" = keep ] || rm -rf "$FOLDER"
"""


def programs() -> Path | None:
    """The folder with `postgres` and `initdb`: that of the path, or the newest where distributions put them. None without."""
    found = [Path(os.path.realpath(path)).parent for path in (shutil.which("initdb"), shutil.which("postgres")) if path]
    for place in _PLACES:
        found += sorted((path.parent for path in Path(place).glob("*/bin/initdb")), key=lambda path: (len(str(path)), path), reverse=True)
    return next((folder for folder in found if all((folder / name).exists() for name in ("initdb", "postgres", "pg_isready"))), None)


class Server:
    """Listens to a socket in `folder` and to no network."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self.folder = folder
        self._programs = programs
        self._supervisor: subprocess.Popen[bytes] | None = None

    def url(self, database: str) -> str:
        return f"postgresql://{OWNER}@/{database}?host={self.folder}"

    def start(self) -> None:
        """Returns when it takes connections."""
        options = [part for each in (*_QUICK, "listen_addresses=", f"unix_socket_directories={self.folder}") for part in ("-c", each)]
        with (self.folder / "log").open("ab") as log:
            self._supervisor = subprocess.Popen(
                ("/bin/sh", "-c", _SUPERVISED, "sh", str(self._programs / "postgres"), "-D", str(self.folder / "data"), *options),
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                env={**os.environ, "FOLDER": str(self.folder)},
                cwd=self.folder,
                start_new_session=True,
                **_as_server(),
            )
        ready = (str(self._programs / "pg_isready"), "-q", "-h", str(self.folder))
        end = time.monotonic() + PATIENCE
        while subprocess.run(ready, check=False).returncode:
            assert time.monotonic() < end, (self.folder / "log").read_text()
            time.sleep(0.05)

    def stop(self, *, for_good: bool = False) -> None:
        """As a power cut would. For good: its folder goes too."""
        if self._supervisor is not None:
            self._supervisor.communicate(b"" if for_good else b"keep\n", timeout=PATIENCE)
            self._supervisor = None

    async def execute(self, statement: str, *, database: str = "postgres") -> list[Any]:
        """As the server's administrator."""
        connection = await asyncpg.connect(host=str(self.folder), user="postgres", database=database)
        try:
            return list(await connection.fetch(statement))
        finally:
            await connection.close()


@contextmanager
def running(programs: Path) -> Iterator[Server]:
    """Sorts texts as German dictionaries do, which no order of ours may depend on."""
    folder = Path(tempfile.mkdtemp(prefix="lotse-postgres-", dir=_in_memory()))
    if os.geteuid() == 0:
        # The server refuses to be root.
        shutil.chown(folder, "postgres", pwd.getpwnam("postgres").pw_gid)
    sorting = ("--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=de-DE")
    command = (str(programs / "initdb"), "-D", str(folder / "data"), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync", *sorting)
    made = subprocess.run(command, check=False, capture_output=True, text=True, cwd=folder, **_as_server())
    assert made.returncode == 0, made.stderr
    server = Server(folder, programs)
    try:
        server.start()
        asyncio.run(server.execute(f"CREATE ROLE {OWNER} LOGIN"))
        yield server
    finally:
        server.stop(for_good=True)


def _in_memory() -> str | None:
    """Copying a database is writing a thousand files; nothing of them is worth a disk."""
    memory = Path("/dev/shm")
    return str(memory) if os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > ROOM else None


def _as_server() -> dict[str, Any]:
    """Where we are root, its programs run as the system's user for that."""
    return {"user": "postgres", "group": pwd.getpwnam("postgres").pw_gid, "extra_groups": []} if os.geteuid() == 0 else {}
