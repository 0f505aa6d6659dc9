"""Which tables are there, and what is looked up in them?

The migrations in `storage/migrations/versions` make these same tables step by step; a test holds both to each other.
"""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import JSON, BigInteger, Boolean, Column, Date, ForeignKey, Index, Integer, MetaData, Table, Text, and_

from bot.domain.actions import ActionState
from bot.domain.agenda import TopicKind, TopicState
from bot.domain.blockers import BlockerState, Severity
from bot.domain.escalation import Step
from bot.domain.learnings import LearningKind, LearningState
from bot.domain.meetings import SessionState
from bot.domain.retros import Form, RetroState
from bot.domain.teams import TeamState
from bot.messages import Priority, Role
from storage.columns import Choice, IncomingText, Kinds, Length, LocalTime, Moment, NumberText, Rank, SpanText

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class InboxState(StrEnum):
    WAITING = "waiting"
    UNDECRYPTABLE = "undecryptable"
    """Waits for its key."""
    HANDLED = "handled"


meta = Table("meta", metadata, Column("key", Text, primary_key=True), Column("value", Text, nullable=False))

counters = Table("counters", metadata, Column("name", Text, primary_key=True), Column("last", Integer, nullable=False))

inbox = Table(
    "inbox",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("event_id", Text, nullable=False, unique=True),
    Column("room", Text, nullable=False),
    Column("sender", Text, nullable=False),
    Column("sent_at", Moment, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("state", Choice(InboxState), nullable=False),
    Column("payload", IncomingText),
    Column("outcome", Text, nullable=False, default=""),
    Column("command", Text, nullable=False, default=""),
    Column("subject", NumberText),
    Column("fingerprint", Text, nullable=False, default=""),
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
    Column("asked_by", Text),
    Column("cause", Text, index=True),
    Column("wakes", Text),
    Column("not_before", Moment),
    Column("created_at", Moment, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("retry_at", Moment),
    Column("sent_at", Moment),
    Column("event_id", Text, index=True),
    Column("parked_at", Moment),
    Column("failure", Text, nullable=False),
    Index(None, "subject", "id"),
    sqlite_autoincrement=True,
)
waiting = and_(outbox.c.sent_at.is_(None), outbox.c.parked_at.is_(None))
"""What makes a row of the outbox wait; the sent ones, which are nearly all, cost nothing when the next is looked for."""
Index("ix_outbox_waiting", outbox.c.room, outbox.c.priority, outbox.c.id, sqlite_where=waiting, postgresql_where=waiting)
is_parked = outbox.c.parked_at.is_not(None)
Index("ix_outbox_parked", outbox.c.parked_at, sqlite_where=is_parked, postgresql_where=is_parked)

timers = Table(
    "timers",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("subject", Text, primary_key=True),
    Column("due_at", Moment, nullable=False, index=True),
    Index(None, "subject"),
)

rooms = Table(
    "rooms",
    metadata,
    Column("room", Text, primary_key=True),
    Column("is_direct", Boolean, nullable=False),
    Column("inviter", Text),
    Column("joined_at", Moment),
    Column("successor", Text),
)

encrypted_rooms = Table("encrypted_rooms", metadata, Column("room", Text, primary_key=True))
"""Rooms that were seen encrypted once. Whatever their state says later, nothing goes there in the clear."""

settings = Table(
    "settings",
    metadata,
    Column("scope", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

teams = Table(
    "teams",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("room", Text, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("kinds", Kinds, nullable=False),
    Column("state", Choice(TeamState), nullable=False),
    Column("created_by", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("municipalities", Text, nullable=False),
    Column("lead", Text),
    Column("goal", Text, nullable=False),
    Column("period_from", Date),
    Column("period_to", Date),
    Column("budget", BigInteger),
    Column("link", Text, nullable=False),
    sqlite_autoincrement=True,
)

blockers = Table(
    "blockers",
    metadata,
    Column("number", NumberText, primary_key=True),
    Column("team", Integer, ForeignKey("teams.id"), nullable=False),
    Column("text", Text, nullable=False),
    Column("solution", Text, nullable=False),
    Column("severity", Choice(Severity), nullable=False),
    Column("delay", Text, nullable=False),
    Column("due", Date),
    Column("reporter", Text, nullable=False),
    Column("reported_at", Moment, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("room", Text, nullable=False),
    Column("source", Text, nullable=False, index=True),
    Column("state", Choice(BlockerState), nullable=False),
    Column("red_since", Moment),
    Column("escalated_at", Moment),
    Column("escalation_reason", Text, nullable=False),
    Column("steering_at", Moment),
    Column("taken_by", Text),
    Column("taken_at", Moment),
    Column("confirmed_at", Moment),
    Column("closed_by", Text),
    Column("closed_at", Moment),
    Column("how", Text, nullable=False),
    Index(None, "state"),
    Index(None, "team", "state"),
)

concerns = Table(
    "concerns",
    metadata,
    Column("blocker", NumberText, ForeignKey("blockers.number"), primary_key=True),
    Column("team", Integer, ForeignKey("teams.id"), primary_key=True, index=True),
)

ladder = Table(
    "ladder",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("blocker", NumberText, ForeignKey("blockers.number"), nullable=False, index=True),
    Column("step", Choice(Step), nullable=False),
    Column("once", Text, nullable=False),
    Column("queued_at", Moment, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("number", NumberText, primary_key=True),
    Column("team", Integer, ForeignKey("teams.id"), nullable=False),
    Column("title", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("start", LocalTime, nullable=False),
    Column("length", Length, nullable=False),
    Column("place", Text, nullable=False),
    Column("until", Date),
    Column("lead", SpanText),
    Column("state", Choice(SessionState), nullable=False),
    Column("created_by", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("room", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("sequence", Integer, nullable=False),
    Index(None, "state"),
    Index(None, "team", "state"),
)

session_changes = Table(
    "session_changes",
    metadata,
    Column("session", NumberText, ForeignKey("sessions.number"), primary_key=True),
    Column("planned", LocalTime, primary_key=True),
    Column("moved_to", LocalTime),
    Column("cancelled", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("length", Length),
    Column("title", Text),
    Column("place", Text),
)

topics = Table(
    "topics",
    metadata,
    Column("number", NumberText, primary_key=True),
    Column("team", Integer, ForeignKey("teams.id"), nullable=False),
    Column("proposed_by", Integer, ForeignKey("teams.id")),
    Column("text", Text, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("kind", Choice(TopicKind), nullable=False),
    Column("who", Text),
    Column("paper", Text, nullable=False),
    Column("session", NumberText, ForeignKey("sessions.number")),
    Column("planned", LocalTime),
    Column("position", Integer, nullable=False),
    Column("state", Choice(TopicState), nullable=False),
    Column("result", Text, nullable=False),
    Column("carried", Integer, nullable=False),
    Column("blocker", NumberText, ForeignKey("blockers.number"), index=True),
    Column("author", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("room", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("closed_at", Moment),
    Index(None, "session", "planned"),
    Index(None, "team", "state"),
)

actions = Table(
    "actions",
    metadata,
    Column("number", NumberText, primary_key=True),
    Column("team", Integer, ForeignKey("teams.id"), nullable=False),
    Column("text", Text, nullable=False),
    Column("who", Text),
    Column("due", Date),
    Column("retro", NumberText, index=True),
    Column("note", Integer),
    Column("state", Choice(ActionState), nullable=False),
    Column("author", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("room", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("closed_by", Text),
    Column("closed_at", Moment),
    Index(None, "state"),
    Index(None, "team", "state"),
)

retros = Table(
    "retros",
    metadata,
    Column("number", NumberText, primary_key=True),
    Column("team", Integer, ForeignKey("teams.id"), nullable=False, index=True),
    Column("form", Choice(Form), nullable=False),
    Column("state", Choice(RetroState), nullable=False),
    Column("session", NumberText, ForeignKey("sessions.number"), index=True),
    Column("planned", LocalTime),
    Column("suggested", LocalTime),
    Column("box", Length),
    Column("column", Text),
    Column("created_by", Text),
    Column("created_at", Moment, nullable=False),
    Column("room", Text, nullable=False),
    Column("source", Text),
    Column("started_at", Moment),
    Column("closed_at", Moment),
    Column("declined_at", Moment),
)

retro_notes = Table(
    "retro_notes",
    metadata,
    Column("key", Text, primary_key=True),
    Column("retro", NumberText, ForeignKey("retros.number"), nullable=False, index=True),
    Column("column", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("source", Text, index=True),
    Column("place", Integer),
    Column("joined", Integer),
    Column("votes", Integer, nullable=False),
    # Rows in the order of a random key: the order in which they were written is nowhere in the file.
    sqlite_with_rowid=False,
)

retro_votes = Table(
    "retro_votes",
    metadata,
    Column("retro", NumberText, ForeignKey("retros.number"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("event", Text, primary_key=True, index=True),
    Column("voter", Text, nullable=False),
)

learnings = Table(
    "learnings",
    metadata,
    Column("number", NumberText, primary_key=True),
    Column("team", Integer, ForeignKey("teams.id"), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("kind", Choice(LearningKind)),
    Column("blueprint", Boolean, nullable=False),
    Column("retro", NumberText, index=True),
    Column("note", Integer),
    Column("state", Choice(LearningState), nullable=False),
    Column("author", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("room", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("closed_at", Moment),
)

notes = Table(
    "notes",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("subject", NumberText, nullable=False),
    Column("position", Integer, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("text", Text, nullable=False),
    Column("event", Text, index=True),
    Index(None, "subject", "position", unique=True),
    sqlite_autoincrement=True,
)

history = Table(
    "history",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("subject", NumberText, nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("by", Text),
    Column("what", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("event", Text, index=True),
    Column("before", Text),
    sqlite_autoincrement=True,
)
