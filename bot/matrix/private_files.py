"""Secrets on disk: written whole or not at all, readable by the owner only."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def write_private(path: Path, text: str) -> None:
    """Replaces the file atomically: a power cut leaves the old one or the new one."""
    new = path.with_name(path.name + ".new")
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)


def private_folder(path: Path) -> None:
    path.mkdir(parents=True, exist_ok=True)
    path.chmod(0o700)


def kept_secret(folder: Path) -> str:
    """The secret with which stored keys are encrypted where none is configured; made at the first start."""
    path = folder / "pickle.key"
    if not path.exists():
        write_private(path, secrets.token_hex(32))
    return path.read_text()
