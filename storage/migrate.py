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
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage.engine import broken_references
from storage.errors import DatabaseTooNew, DatabaseTooOld, StorageError

_HERE = Path(__file__).parent / "migrations"


async def migrate(engine: AsyncEngine) -> None:
    """Brings the database up to date, or leaves it as it is. Raises DatabaseTooNew, and StorageError where records would be torn apart."""
    async with engine.begin() as connection:
        if await _is_current(connection):
            return
        await connection.run_sync(_upgrade)
        broken = await broken_references(connection)
        if broken:
            raise StorageError(f"Updating the database would tear {broken} records apart: it was left as it is.")


async def require_current(connection: AsyncConnection) -> None:
    """Raises DatabaseTooNew or DatabaseTooOld."""
    if not await _is_current(connection):
        raise DatabaseTooOld("The database has not been brought up to date yet: `lotse run` does it when it starts.")


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
