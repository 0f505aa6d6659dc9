"""What is particular about PostgreSQL: how it is reached, how only one writes at a time, and what its errors may say.

SQLite gives one writer, texts that sort by their bytes, and errors that name no values by itself; here they have to be asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import sqlalchemy
from sqlalchemy import URL, event, text
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.pool import NullPool

from bot.ports import Deposed
from storage.connection.errors import StorageError
from storage.connection.interface import Connection

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

URL_OPTIONS = ("host", "port", "sslmode", "passfile", "target_session_attrs")
"""The query parameters that the URL of a database may have."""
COMMAND_TIMEOUT_S = 60
"""The client's own timeout for a statement, for a server that is cut off and whose statement_timeout is never heard of."""
_LIMITS = {"statement_timeout": "30s", "lock_timeout": "5s", "idle_in_transaction_session_timeout": "10s"}
"""Timeouts of the server. A suspended process must not keep others from writing: the server ends its transaction."""
_LIMITS_OF_A_LEASE = {"statement_timeout": "3s", "lock_timeout": "2s", "idle_in_transaction_session_timeout": "3s"}
_LIMITS_OF_A_MIGRATION = {"lock_timeout": "60s"}

_OUR_TURN = "SELECT pg_advisory_xact_lock(hashtext('lotse'), hashtext(current_schema()))"
"""The write lock, held until the transaction ends: the next writer, of any process, waits here and then sees all that was committed."""

_WHO_LEADS = "SELECT split_part(value, ' ', 1) FROM meta WHERE key = 'leader' FOR SHARE"
"""Locks the row of the lease, so that no other bot can take it before this transaction ends."""

_PASSING_CLASSES = ("08", "40", "53", "57", "58")
"""SQLSTATE classes of errors that pass: connection lost; serialization or deadlock; no disk or memory; cancelled; system error."""
_PASSING = frozenset({"55P03", "25P03"})
"""Single SQLSTATEs of errors that pass: lock_not_available, idle_in_transaction_session_timeout."""
_QUOTING = "22"
"""The SQLSTATE class (data exception) of errors whose message quotes the value."""


def writer(url: URL, leader: int | None = None) -> AsyncEngine:
    """The engine for writing. With the number of a `leader` transactions raise Deposed as soon as another bot has taken the lease."""
    return _one_at_a_time(_engine(url, _LIMITS, pool_size=1, max_overflow=0, pool_pre_ping=True), leader)


def watcher(url: URL) -> AsyncEngine:
    """The engine for the lease, with short timeouts: a late answer is as bad as none."""
    return _engine(url, _LIMITS_OF_A_LEASE, seconds=3, pool_size=1, max_overflow=0, pool_pre_ping=True)


def reader(url: URL) -> AsyncEngine:
    snapshot: dict[str, Any] = {"isolation_level": "REPEATABLE READ", "execution_options": {"postgresql_readonly": True}}
    return _engine(url, _LIMITS, pool_size=4, max_overflow=16, pool_pre_ping=True, **snapshot)


def migrator(url: URL) -> AsyncEngine:
    return _one_at_a_time(_engine(url, _LIMITS_OF_A_MIGRATION, poolclass=NullPool))


def located(url: URL) -> URL:
    """The URL with its options by the driver's names. Raises StorageError for unknown ones, naming them but not their values."""
    unknown = sorted(set(url.query) - set(URL_OPTIONS))
    if unknown:
        raise StorageError(f"The database's URL has the option {', '.join(unknown)}: only {', '.join(URL_OPTIONS)} can be used there.")
    query = {("ssl" if name == "sslmode" else name): value for name, value in url.query.items()}
    return url.set(query=query)


def passes(state: str | None) -> bool:
    """Whether an error with this SQLSTATE may pass: whether a retry makes sense."""
    return state is not None and (state[:2] in _PASSING_CLASSES or state in _PASSING)


async def sort_by_bytes(connection: Connection) -> None:
    """Gives every text column the collation "C", which sorts by bytes as SQLite does, whatever the database was created with.

    Times and numbers are kept as texts that sort by their bytes, and queries that page through rooms rely on that order.
    """
    query = text(
        "SELECT c.relname, a.attname FROM pg_attribute a"
        " JOIN pg_class c ON c.oid = a.attrelid JOIN pg_collation o ON o.oid = a.attcollation"
        " WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND NOT a.attisdropped AND o.collname <> 'C'"
        " AND a.atttypid IN ('text'::regtype, 'varchar'::regtype) ORDER BY 1, 2"
    )
    columns: dict[str, list[str]] = {}
    for table, column in (await connection.execute(query)).all():
        columns.setdefault(table, []).append(column)
    for table, names in columns.items():
        changes = ", ".join(f'ALTER COLUMN "{name}" TYPE text COLLATE "C"' for name in names)
        await connection.execute(text(f'ALTER TABLE "{table}" {changes}'))


async def last_id(connection: Connection, table: str) -> int:
    sequence = await _sequence(connection, table)
    return int(await connection.scalar(text(f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}")) or 0)


async def set_last_id(connection: Connection, table: str, last: int) -> None:
    sequence = await _sequence(connection, table)
    await connection.execute(text("SELECT setval(CAST(:sequence AS regclass), :next, false)"), {"sequence": sequence, "next": last + 1})


async def _sequence(connection: Connection, table: str) -> str:
    return str(await connection.scalar(text("SELECT pg_get_serial_sequence(:table, 'id')"), {"table": table}))


async def require_unicode(connection: Connection) -> None:
    """Raises StorageError for a database whose encoding is not UTF-8."""
    encoding = await connection.scalar(text("SHOW server_encoding"))
    if encoding != "UTF8":
        raise StorageError(f"The database keeps texts as {encoding}: create it with ENCODING 'UTF8'.")


def _engine(url: URL, limits: Mapping[str, str], *, seconds: float = COMMAND_TIMEOUT_S, **options: Any) -> AsyncEngine:
    settings = {"application_name": "lotse", "timezone": "UTC", "jit": "off", **limits}
    arguments = {"server_settings": settings, "timeout": min(seconds, 10), "command_timeout": seconds}
    # With PostgreSQL only: it brings greenlet and SQLAlchemy's object mapper with it, seven megabytes.
    from sqlalchemy.ext.asyncio import create_async_engine  # noqa: PLC0415

    engine = create_async_engine(url, hide_parameters=True, connect_args=arguments, **options)
    event.listen(engine.sync_engine, "handle_error", _without_values)
    return engine


def _one_at_a_time(engine: AsyncEngine, leader: int | None = None) -> AsyncEngine:
    def on_begin(connection: sqlalchemy.Connection) -> None:
        connection.exec_driver_sql(_OUR_TURN)
        if leader is not None and connection.exec_driver_sql(_WHO_LEADS).scalar() != str(leader):
            raise Deposed(leader)

    event.listen(engine.sync_engine, "begin", on_begin)
    return engine


def _without_values(context: ExceptionContext) -> None:
    """Replaces an error whose message quotes a value, which may be what people wrote and must not get into a log."""
    state = getattr(context.original_exception, "sqlstate", None)
    error: BaseException | None = context.original_exception
    while error is not None:
        for name in ("detail", "hint", "where", "context"):
            if getattr(error, name, None):
                setattr(error, name, None)
        if state is not None and state.startswith(_QUOTING):
            error.args = (f"a value that cannot be kept ({state})",)
        error = error.__cause__
    if context.sqlalchemy_exception is not None:
        context.sqlalchemy_exception.args = (str(context.original_exception),)
