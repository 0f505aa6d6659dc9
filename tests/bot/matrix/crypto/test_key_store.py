"""Does each leader have a store of keys that no earlier one can write into?"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from bot.matrix.crypto.key_store import key_store, take_over_keys


def write(folder: Path, word: str) -> None:
    with closing(sqlite3.connect(folder / "keys.db")) as database:
        database.execute("CREATE TABLE IF NOT EXISTS words (word)")
        database.execute("INSERT INTO words VALUES (?)", (word,))
        database.commit()


def read(folder: Path) -> list[str]:
    with closing(sqlite3.connect(folder / "keys.db")) as database:
        return [word for (word,) in database.execute("SELECT word FROM words ORDER BY rowid")]


def test_the_keys_come_along_and_what_an_earlier_leader_still_writes_does_not(tmp_path: Path) -> None:
    first = key_store(tmp_path)
    first.mkdir()
    write(first, "before")
    # It is frozen in the middle of a transaction.
    with closing(sqlite3.connect(first / "keys.db", isolation_level=None)) as frozen:
        frozen.execute("BEGIN IMMEDIATE")
        frozen.execute("INSERT INTO words VALUES ('under way')")
        take_over_keys(tmp_path, 2)
        own = key_store(tmp_path)
        write(own, "after")
        frozen.execute("COMMIT")
    assert own != first
    assert read(own) == ["before", "after"]


def test_only_the_last_ones_are_kept(tmp_path: Path) -> None:
    key_store(tmp_path).mkdir()
    write(key_store(tmp_path), "word")
    for number in (2, 3, 7):
        take_over_keys(tmp_path, number)
    assert sorted(path.name for path in tmp_path.glob("encryption*")) == ["encryption-3", "encryption-7", "encryption.now"]
    assert read(key_store(tmp_path)) == ["word"]


def test_where_there_are_none_nothing_is_taken_over(tmp_path: Path) -> None:
    take_over_keys(tmp_path, 2)
    assert key_store(tmp_path).name == "encryption"
