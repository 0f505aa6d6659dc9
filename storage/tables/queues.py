"""The tables of the queues, the timers, and the rooms that are known."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import JSON, Boolean, Column, Connection, ForeignKey, Index, Integer, Table, Text, and_, event

from bot.domain.faults import Place
from bot.domain.muted_rooms import Why
from bot.messages import Priority, Role
from storage.column_types import Choice, IncomingText, NumbersText, NumberText, Person, Rank, UtcDateTime
from storage.tables.metadata import metadata


class InboxState(StrEnum):
    WAITING = "waiting"
    SET_ASIDE = "set aside"
    """The row cannot be read; it is tried again at the next start, which may be that of another version."""
    UNDECRYPTABLE = "undecryptable"
    """Waits for its decryption key."""
    HANDLED = "handled"


meta = Table("meta", metadata, Column("key", Text, primary_key=True), Column("value", Text, nullable=False))

counters = Table("counters", metadata, Column("name", Text, primary_key=True), Column("last", Integer, nullable=False))

inbox = Table(
    "inbox",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("event_id", Text, nullable=False, unique=True),
    Column("room", Text, nullable=False),
    Column("sender", Person, nullable=False),
    Column("sent_at", UtcDateTime, nullable=False),
    Column("received_at", UtcDateTime, nullable=False),
    Column("state", Choice(InboxState), nullable=False),
    Column("payload", IncomingText),
    Column("outcome", Text, nullable=False, default=""),
    Column("command", Text, nullable=False, default=""),
    Column("subject", NumberText),
    Column("others", NumbersText, nullable=False, default=(), server_default=""),
    Column("fingerprint", Text, nullable=False, default=""),
    Column("edit_of", Text),
    Index(None, "state", "id"),
    sqlite_autoincrement=True,
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("install", Text, nullable=False),
    Column("room", Text, nullable=False),
    Column("once", Text, nullable=False, unique=True),
    Column("device", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("event_type", Text, nullable=False),
    Column("content", JSON, nullable=False),
    Column("subject", Text),
    Column("role", Choice(Role), nullable=False),
    Column("priority", Rank(Priority), nullable=False),
    Column("target", Integer, ForeignKey("outbox.id"), index=True),
    Column("suggests", Text),
    Column("asked_by", Person),
    Column("cause", Text, index=True),
    Column("wakes", Text),
    Column("not_before", UtcDateTime),
    Column("created_at", UtcDateTime, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("retry_at", UtcDateTime),
    Column("sent_at", UtcDateTime),
    Column("event_id", Text, index=True),
    Column("parked_at", UtcDateTime),
    Column("failure", Text, nullable=False),
    Column("doubted_since", UtcDateTime),
    Column("literally", Text),
    Column("reply_gives", Text),
    Index(None, "subject", "id"),
    sqlite_autoincrement=True,
)

waiting = and_(outbox.c.sent_at.is_(None), outbox.c.parked_at.is_(None))
"""The condition for waiting rows of the outbox, also of its partial index: sent rows, which are nearly all, are not in the index."""
is_parked = outbox.c.parked_at.is_not(None)

_PARTIAL = {
    Index("ix_outbox_waiting", outbox.c.room, outbox.c.priority, outbox.c.id, sqlite_where=waiting): waiting,
    Index("ix_outbox_parked", outbox.c.parked_at, sqlite_where=is_parked): is_parked,
}
"""Partial indexes, each with its condition."""


@event.listens_for(outbox, "before_create")
def _partial_on_postgresql(_table: Table, connection: Connection, **_options: object) -> None:
    """Sets the condition only on PostgreSQL: naming a dialect option loads SQLAlchemy's dialect of PostgreSQL, 3 MB, on SQLite as well."""
    if connection.dialect.name == "postgresql":
        for index, rows in _PARTIAL.items():
            index.dialect_options["postgresql"]["where"] = rows


timers = Table(
    "timers",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("subject", Text, primary_key=True),
    Column("due_at", UtcDateTime, nullable=False, index=True),
    Column("tries", Integer, nullable=False, default=0),
    Column("set_aside_at", UtcDateTime),
    Index(None, "subject"),
)
"""Timers that failed again and again are set aside until the next start, or until they are set again."""

faults = Table(
    "faults",
    metadata,
    Column("place", Choice(Place), primary_key=True),
    Column("detail", Text, primary_key=True),
    Column("what", Text, primary_key=True),
    Column("times", Integer, nullable=False),
    Column("first_at", UtcDateTime, nullable=False),
    Column("last_at", UtcDateTime, nullable=False),
)

rooms = Table(
    "rooms",
    metadata,
    Column("room", Text, primary_key=True),
    Column("is_direct", Boolean, nullable=False),
    Column("inviter", Person),
    Column("joined_at", UtcDateTime),
    Column("successor", Text),
)

encrypted_rooms = Table("encrypted_rooms", metadata, Column("room", Text, primary_key=True))
"""Rooms that were seen encrypted once. Whatever their state says later, nothing is sent there unencrypted."""

muted_rooms = Table(
    "muted_rooms",
    metadata,
    Column("room", Text, primary_key=True),
    Column("since", UtcDateTime, nullable=False),
    Column("why", Choice(Why), nullable=False),
)
"""Rooms that do not take what the bot says, until a message of the bot's has arrived there again."""

settings = Table(
    "settings",
    metadata,
    Column("scope", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
