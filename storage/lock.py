"""Is this the only process that works on the folder?

Two processes on one database and one store of keys would corrupt the keys and send twice. The kernel gives the lock back when the
process ends, however it ends; the file itself stays, because removing it would let two processes lock two files of one name.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from storage.errors import InUse, NotWritable

NAME = "lotse.lock"


class FolderLock:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: int | None = None

    def take(self) -> None:
        """Raises InUse where another holds it, NotWritable where the lock file cannot be made."""
        try:
            file = os.open(self._folder / NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise NotWritable(f"The folder {self._folder} cannot be written: {error.strerror}.") from error
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
            raise InUse(f"Another process works on the folder {self._folder}. Only one can: stop that one first.") from None
        self._file = file

    def release(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None
