"""The lock file: only one process works on the folder.

Two processes on one database and one key store would corrupt the keys and send twice. The kernel releases the lock when the process
ends, however it ends. The file itself stays: removing it would let two processes lock two files of one name.
"""

from __future__ import annotations

import fcntl
import os
import socket
from pathlib import Path

from storage.connection.errors import InUse, NotWritable

LOCK_FILE = "lotse.lock"
_BOOT_ID_FILE = Path("/proc/sys/kernel/random/boot_id")


class Lock:
    """An advisory lock (flock) on a file, which is made where there is none."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None

    def take(self, *, shared: bool = False) -> None:
        """Raises InUse where another holds it, NotWritable where the lock file cannot be made. Shared, many can hold it together."""
        try:
            file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise NotWritable(f"The folder {self._path.parent} cannot be written: {error.strerror}.") from error
        try:
            fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
            raise InUse(f"Another process works on the folder {self._path.parent}. Only one can: stop that one first.") from None
        self._file = file

    def release(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None


class FolderLock(Lock):
    def __init__(self, folder: Path) -> None:
        super().__init__(folder / LOCK_FILE)


def machine() -> str:
    """The boot id of the running system (or its host name): only on the same system does a file lock say something about a process."""
    return _BOOT_ID_FILE.read_text().strip() if _BOOT_ID_FILE.exists() else socket.gethostname()
