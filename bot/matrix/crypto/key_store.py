"""The folder of this process's own key store: a copy where another bot led before, which may be suspended and write again on waking.

SQLite finds the journal of a database by its path. So the copy has a path that no earlier process knows, and what such a process
still writes into the old store changes nothing here.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from bot.matrix.private_files import write_private

_FIRST_FOLDER = "encryption"
_POINTER_FILE = "encryption.now"
"""The file that names the folder in use, where that is not the first one."""


def key_store(folder: Path) -> Path:
    pointer = folder / _POINTER_FILE
    return folder / (pointer.read_text().strip() if pointer.exists() else _FIRST_FOLDER)


def take_over_keys(folder: Path, number: int) -> None:
    """Copies the key store as the last leader left it into a folder of the leader with this number. To be called before it is opened."""
    last = key_store(folder)
    if not last.exists():
        return
    own = folder / f"{_FIRST_FOLDER}-{number}"
    shutil.copytree(last, own)
    for path in own.rglob("*"):
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())
    write_private(folder / _POINTER_FILE, own.name)
    for path in folder.glob(f"{_FIRST_FOLDER}*"):
        if path.is_dir() and path not in (last, own):
            shutil.rmtree(path)
