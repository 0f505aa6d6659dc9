"""The folder of this process's own key store: a copy where another bot led before, which may be suspended and write again on waking.

SQLite finds the journal of a database by its path. So the copy stands at a path that no earlier process knows, and whatever such a
process still writes into the old one harms nobody.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from bot.matrix.private_files import write_private

_FIRST_FOLDER = "encryption"
_POINTER_FILE = "encryption.now"
"""Names the folder that counts, where it is not the first one."""


def key_store(folder: Path) -> Path:
    pointer = folder / _POINTER_FILE
    return folder / (pointer.read_text().strip() if pointer.exists() else _FIRST_FOLDER)


def take_over_keys(folder: Path, number: int) -> None:
    """For the leader with this number, before it opens them: all of them as the last leader left them, in a place of its own."""
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
