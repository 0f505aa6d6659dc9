"""Migrations: whether the database is as the code expects it, and how an older one gets there.

A migration is a file in `storage/migrations/versions` that makes the change to the tables by itself, without `storage/tables`,
which goes on changing. All that are missing run in one transaction; in it foreign keys are off, and checked at its end.
"""

from __future__ import annotations

import re
from pathlib import Path

import sqlalchemy
from sqlalchemy import inspect, text

from storage import tables
from storage.connection.engine import broken_references, settle
from storage.connection.errors import DatabaseTooNew, DatabaseTooOld, NoDatabase, StorageError
from storage.connection.interface import Connection, Engine

_HERE = Path(__file__).parents[1] / "migrations"
REVISION_TABLE = "alembic_version"
"""The table in which Alembic keeps the revision of the database."""


async def migrate(engine: Engine) -> None:
    """Runs the missing migrations in one transaction. Raises DatabaseTooNew, and StorageError where foreign keys would be broken."""
    async with engine.begin() as connection:
        if await _is_current(connection):
            return
        await connection.run_sync(_upgrade)
        await settle(connection)
        broken = await broken_references(connection)
        if broken:
            raise StorageError(f"Updating the database would tear {broken} records apart: it was left as it is.")


async def require_current(connection: Connection) -> None:
    """Raises DatabaseTooNew, DatabaseTooOld, and NoDatabase where there are no tables."""
    if not await _is_current(connection):
        if await is_fresh(connection):
            raise NoDatabase("There is nothing in the database yet: `lotse run` makes its tables.")
        raise DatabaseTooOld("The database has not been brought up to date yet: `lotse run` does it when it starts.")


async def is_fresh(connection: Connection) -> bool:
    """Whether there are no tables yet."""
    there = await connection.run_sync(lambda plain: inspect(plain).get_table_names())
    return not {*tables.metadata.tables, REVISION_TABLE} & set(there)


def known_revisions() -> list[str]:
    """The revisions that this code has migrations for, the oldest first, by the names of their files."""
    return sorted(found[1] for file in _HERE.glob("versions/*.py") if (found := re.match(r"r(\d{4})_", file.name)))


async def _is_current(connection: Connection) -> bool:
    found = await connection.run_sync(_revision)
    if found is not None and found not in known_revisions():
        raise DatabaseTooNew(
            "A newer version of Lotse has written this database. Start that version, or restore a backup from before the update."
        )
    return found == known_revisions()[-1]


def _revision(connection: sqlalchemy.Connection) -> str | None:
    """The revision of the database; None where it was never migrated."""
    if not inspect(connection).has_table(REVISION_TABLE):
        return None
    found = connection.execute(text(f"SELECT version_num FROM {REVISION_TABLE}")).scalar()
    return None if found is None else str(found)


def _upgrade(connection: sqlalchemy.Connection) -> None:
    # Imported late: Alembic takes ten megabytes that are not needed where the database is up to date.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_HERE).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
