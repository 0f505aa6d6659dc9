"""What does a new database begin with? Everything that the first version keeps."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _maybe(name: str) -> sa.Column[str | None]:
    return sa.Column(name, sa.Text)


def upgrade() -> None:
    op.create_table(
        "counters",
        _text("name"),
        sa.Column("last", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_counters"),
    )
    op.create_table(
        "history",
        sa.Column("id", sa.Integer, nullable=False),
        _text("subject"),
        _text("at"),
        _maybe("by"),
        _text("what"),
        _text("detail"),
        _maybe("event"),
        _maybe("before"),
        sa.PrimaryKeyConstraint("id", name="pk_history"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_history_event", "history", ["event"])
    op.create_index("ix_history_subject", "history", ["subject"])
    op.create_table(
        "inbox",
        sa.Column("id", sa.Integer, nullable=False),
        _text("event_id"),
        _text("room"),
        _text("sender"),
        _text("sent_at"),
        _text("received_at"),
        _text("state"),
        _maybe("payload"),
        _text("outcome"),
        _text("command"),
        _maybe("subject"),
        _text("fingerprint"),
        sa.PrimaryKeyConstraint("id", name="pk_inbox"),
        sa.UniqueConstraint("event_id", name="uq_inbox_event_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_inbox_state_id", "inbox", ["state", "id"])
    op.create_table(
        "meta",
        _text("key"),
        _text("value"),
        sa.PrimaryKeyConstraint("key", name="pk_meta"),
    )
    op.create_table(
        "notes",
        sa.Column("id", sa.Integer, nullable=False),
        _text("subject"),
        sa.Column("position", sa.Integer, nullable=False),
        _text("author"),
        _text("at"),
        _text("text"),
        _maybe("event"),
        sa.PrimaryKeyConstraint("id", name="pk_notes"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_notes_event", "notes", ["event"])
    op.create_index("ix_notes_subject_position", "notes", ["subject", "position"], unique=True)
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer, nullable=False),
        _text("install"),
        _text("room"),
        _text("once"),
        _text("device"),
        _text("action"),
        _text("event_type"),
        sa.Column("content", sa.JSON, nullable=False),
        _maybe("subject"),
        _text("role"),
        sa.Column("priority", sa.SmallInteger, nullable=False),
        sa.Column("target", sa.Integer),
        _maybe("suggests"),
        _maybe("asked_by"),
        _maybe("cause"),
        _maybe("wakes"),
        _maybe("not_before"),
        _text("created_at"),
        sa.Column("attempts", sa.Integer, nullable=False),
        _maybe("retry_at"),
        _maybe("sent_at"),
        _maybe("event_id"),
        _maybe("parked_at"),
        _text("failure"),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.ForeignKeyConstraint(["target"], ["outbox.id"], name="fk_outbox_target_outbox"),
        sa.UniqueConstraint("once", name="uq_outbox_once"),
        sqlite_autoincrement=True,
    )
    parked = sa.text("parked_at IS NOT NULL")
    op.create_index("ix_outbox_parked", "outbox", ["parked_at"], sqlite_where=parked, postgresql_where=parked)
    waiting = sa.text("sent_at IS NULL AND parked_at IS NULL")
    op.create_index("ix_outbox_waiting", "outbox", ["room", "priority", "id"], sqlite_where=waiting, postgresql_where=waiting)
    op.create_index("ix_outbox_cause", "outbox", ["cause"])
    op.create_index("ix_outbox_event_id", "outbox", ["event_id"])
    op.create_index("ix_outbox_subject_id", "outbox", ["subject", "id"])
    op.create_index("ix_outbox_target", "outbox", ["target"])
    op.create_table(
        "rooms",
        _text("room"),
        sa.Column("is_direct", sa.Boolean, nullable=False),
        _maybe("inviter"),
        _maybe("joined_at"),
        _maybe("successor"),
        sa.PrimaryKeyConstraint("room", name="pk_rooms"),
    )
    op.create_table(
        "settings",
        _text("scope"),
        _text("key"),
        _text("value"),
        sa.PrimaryKeyConstraint("scope", "key", name="pk_settings"),
    )
    op.create_table(
        "teams",
        sa.Column("id", sa.Integer, nullable=False),
        _text("room"),
        _text("name"),
        _text("kinds"),
        _text("state"),
        _text("created_by"),
        _text("created_at"),
        _text("municipalities"),
        _maybe("lead"),
        _text("goal"),
        sa.Column("period_from", sa.Date),
        sa.Column("period_to", sa.Date),
        sa.Column("budget", sa.BigInteger),
        _text("link"),
        sa.PrimaryKeyConstraint("id", name="pk_teams"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_teams_room", "teams", ["room"])
    op.create_table(
        "timers",
        _text("kind"),
        _text("subject"),
        _text("due_at"),
        sa.PrimaryKeyConstraint("kind", "subject", name="pk_timers"),
    )
    op.create_index("ix_timers_due_at", "timers", ["due_at"])
    op.create_index("ix_timers_subject", "timers", ["subject"])
    op.create_table(
        "blockers",
        _text("number"),
        sa.Column("team", sa.Integer, nullable=False),
        _text("text"),
        _text("solution"),
        _text("severity"),
        _text("delay"),
        sa.Column("due", sa.Date),
        _text("reporter"),
        _text("reported_at"),
        _text("opened_at"),
        _text("room"),
        _text("source"),
        _text("state"),
        _maybe("red_since"),
        _maybe("escalated_at"),
        _text("escalation_reason"),
        _maybe("steering_at"),
        _maybe("taken_by"),
        _maybe("taken_at"),
        _maybe("confirmed_at"),
        _maybe("closed_by"),
        _maybe("closed_at"),
        _text("how"),
        sa.PrimaryKeyConstraint("number", name="pk_blockers"),
        sa.ForeignKeyConstraint(["team"], ["teams.id"], name="fk_blockers_team_teams"),
    )
    op.create_index("ix_blockers_source", "blockers", ["source"])
    op.create_index("ix_blockers_state", "blockers", ["state"])
    op.create_index("ix_blockers_team_state", "blockers", ["team", "state"])
    op.create_table(
        "concerns",
        _text("blocker"),
        sa.Column("team", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("blocker", "team", name="pk_concerns"),
        sa.ForeignKeyConstraint(["blocker"], ["blockers.number"], name="fk_concerns_blocker_blockers"),
        sa.ForeignKeyConstraint(["team"], ["teams.id"], name="fk_concerns_team_teams"),
    )
    op.create_index("ix_concerns_team", "concerns", ["team"])
    op.create_table(
        "ladder",
        sa.Column("id", sa.Integer, nullable=False),
        _text("blocker"),
        _text("step"),
        _text("once"),
        _text("queued_at"),
        sa.PrimaryKeyConstraint("id", name="pk_ladder"),
        sa.ForeignKeyConstraint(["blocker"], ["blockers.number"], name="fk_ladder_blocker_blockers"),
    )
    op.create_index("ix_ladder_blocker", "ladder", ["blocker"])
