"""The list of erasures beside the database and beside its backups, so that whoever puts an older state back brings nobody back.

A file of JSON, `erasures.json`: for each person who was erased a hash of the user id with its salt, the number of the former member, and
when it was. It lies in the data folder, where it is written with each erasure, and in each folder into which backups are written. It is
only ever added to, so that one list serves all backups of a folder, older ones too. The salt tells the projects of a folder apart.

What the hashes are worth, and what not, stands in ADR 157.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.domain.former_members import former_member
from bot.ports import REAPPLY_KEY, Erasure
from storage.connection.errors import NotWritable, StorageError
from storage.personal.people import SALT_KEY, hashed
from storage.transaction import SqlTransaction

FILE = "erasures.json"
_FORMAT = "lotse erasures 1"
_HASH = "scrypt of the user id in UTF-8, n=16384 r=8 p=1, 32 bytes, with the salt in hexadecimal"


@dataclass(frozen=True, order=True)
class Entry:
    """That somebody was erased."""

    erased_at: str
    """ISO 8601, in UTC."""
    member: int
    mark: str
    salt: str


class NoList(StorageError):
    """There is no such file."""


class DamagedList(StorageError):
    """The file is there and cannot be relied on."""


def read(file: Path) -> frozenset[Entry]:
    """Raises NoList, DamagedList, and StorageError where it cannot be read."""
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
        entries = content["erasures"]
        if content["format"] != _FORMAT or content["sha256"] != _sum(entries):
            raise ValueError
        found = frozenset(Entry(**each) for each in entries)
        for each in found:
            datetime.fromisoformat(each.erased_at)
    except FileNotFoundError as error:
        raise NoList(f"There is no file {file}.") from error
    except OSError as error:
        raise StorageError(f"{file} cannot be read: {error.strerror}.") from error
    except (ValueError, TypeError, KeyError) as error:
        raise DamagedList(f"{file}, the list of erasures, is damaged: take it from a folder of backups, or move it away.") from error
    return found


def keep(file: Path, entries: Collection[Entry]) -> None:
    """Adds the entries to those in the file. Raises StorageError, and then it is as it was."""
    known: frozenset[Entry] = frozenset()
    with suppress(NoList):
        known = read(file)
    if set(entries) <= known:
        return
    everything = [asdict(each) for each in sorted({*known, *entries})]
    content = {"format": _FORMAT, "hash": _HASH, "erasures": everything, "sha256": _sum(everything)}
    try:
        # Readable for its owner only, as `mkstemp` makes it.
        place, name = tempfile.mkstemp(prefix=f".{file.name}.", suffix=".tmp", dir=file.parent)
        with os.fdopen(place, "w", encoding="utf-8") as opened:
            json.dump(content, opened, indent=1)
            opened.flush()
            os.fsync(opened.fileno())
        Path(name).replace(file)
    except OSError as error:
        raise NotWritable(f"{file} cannot be written: {error.strerror}.") from error


def _sum(entries: Any) -> str:
    return hashlib.sha256(json.dumps(entries, sort_keys=True).encode()).hexdigest()


async def entries_of(tx: SqlTransaction) -> frozenset[Entry]:
    """Those that the database knows."""
    salt = await tx.get_meta(SALT_KEY)
    erasures = await tx.people.erasures() if salt else ()
    return frozenset(Entry(erased_at=each.erased_at.isoformat(), member=each.member, mark=each.mark, salt=salt or "") for each in erasures)


async def missing(tx: SqlTransaction, entries: Iterable[Entry]) -> list[Entry]:
    """Those of this project that the database does not know, so that it is older than they are."""
    salt = await tx.get_meta(SALT_KEY)
    return sorted(each for each in {*entries} - await entries_of(tx) if salt in (None, each.salt))


async def apply(tx: SqlTransaction, entries: Collection[Entry], since: str) -> int:
    """Erases the persons of these entries once more, and remembers the entries; how many persons were found.

    Nobody can read an id out of a hash, so every id that the database knows is hashed: some hundredths of a second each. What was said
    `since` then comes again when the bot starts, so it is erased once more when that has been lived through.
    """
    wanted = {(each.salt, each.mark): each for each in sorted(entries)}
    salts = {salt for salt, _ in wanted}
    if not wanted:
        return 0
    if await tx.get_meta(SALT_KEY) is None:
        if len(salts) > 1:
            raise StorageError(
                "The list of erasures is that of several projects, and the records do not tell which is theirs: name another."
            )
        await tx.set_meta(SALT_KEY, *salts)
    for entry in wanted.values():
        await tx.people.remember(Erasure(mark=entry.mark, member=entry.member, erased_at=datetime.fromisoformat(entry.erased_at)))
    found = 0
    for user in sorted(await tx.people.known()):
        for salt in salts:
            known = wanted.get((salt, hashed(user, salt)))
            if known is not None:
                await tx.people.erase(user, former_member(known.member), datetime.fromisoformat(known.erased_at))
                found += 1
    await tx.set_meta(REAPPLY_KEY, since)
    return found
