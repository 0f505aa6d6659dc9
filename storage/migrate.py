"""Is the database as the code expects it, and if it is older, how does it get there?

A migration is a file in `storage/migrations/versions` that makes the change to the tables by itself, without `storage/tables`,
which goes on changing. All that are missing run in one transaction; in it foreign keys are off, and checked at its end.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage import tables
from storage.engine import broken_references, settle
from storage.errors import DatabaseTooNew, DatabaseTooOld, NoDatabase, StorageError

_HERE = Path(__file__).parent / "migrations"
_REVISION = "alembic_version"
"""The table in which Alembic keeps how far it has come."""


async def migrate(engine: AsyncEngine) -> None:
    """Brings the database up to date, or leaves it as it is. Raises DatabaseTooNew, and StorageError where records would be torn apart."""
    async with engine.begin() as connection:
        if await _is_current(connection):
            return
        await connection.run_sync(_upgrade)
        await settle(connection)
        broken = await broken_references(connection)
        if broken:
            raise StorageError(f"Updating the database would tear {broken} records apart: it was left as it is.")


async def require_current(connection: AsyncConnection) -> None:
    """Raises DatabaseTooNew, DatabaseTooOld, and NoDatabase where nobody has ever made tables."""
    if not await _is_current(connection):
        if await is_fresh(connection):
            raise NoDatabase("There is nothing in the database yet: `lotse run` makes its tables.")
        raise DatabaseTooOld("The database has not been brought up to date yet: `lotse run` does it when it starts.")


async def is_fresh(connection: AsyncConnection) -> bool:
    """Whether none of our tables is there."""
    there = await connection.run_sync(lambda plain: inspect(plain).get_table_names())
    return not {*tables.metadata.tables, _REVISION} & set(there)


async def _is_current(connection: AsyncConnection) -> bool:
    found = await connection.run_sync(lambda plain: MigrationContext.configure(plain).get_current_revision())
    scripts = ScriptDirectory.from_config(_config())
    if found is not None and found not in {script.revision for script in scripts.walk_revisions()}:
        raise DatabaseTooNew(
            "A newer version of Lotse has written this database. Start that version, or restore a backup from before the update."
        )
    return found == scripts.get_current_head()


def _upgrade(connection: Connection) -> None:
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_HERE).replace("%", "%%"))
    return config
