"""Minutes of sessions, and their entries."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _maybe(name: str) -> sa.Column[str | None]:
    return sa.Column(name, sa.Text)


def upgrade() -> None:
    op.create_table(
        "minutes",
        _text("session"),
        _text("planned"),
        sa.Column("team", sa.Integer, nullable=False),
        _text("state"),
        _text("started_at"),
        _maybe("ended_at"),
        sa.Column("closed_by_itself", sa.Boolean, nullable=False),
        _maybe("moderator"),
        _maybe("minute_taker"),
        _maybe("topic"),
        _maybe("since"),
        _maybe("until"),
        _text("warned"),
        sa.PrimaryKeyConstraint("session", "planned", name="pk_minutes"),
        sa.ForeignKeyConstraint(["session"], ["sessions.number"], name="fk_minutes_session_sessions"),
        sa.ForeignKeyConstraint(["team"], ["teams.id"], name="fk_minutes_team_teams"),
    )
    op.create_index("ix_minutes_team_state", "minutes", ["team", "state"])
    op.create_table(
        "minutes_entries",
        _text("session"),
        _text("planned"),
        sa.Column("position", sa.Integer, nullable=False),
        _text("kind"),
        _maybe("topic"),
        _text("text"),
        _maybe("record"),
        _maybe("present"),
        sa.Column("is_late", sa.Boolean, nullable=False),
        _maybe("at"),
        _maybe("since"),
        _maybe("until"),
        _maybe("event"),
        sa.Column("is_tap", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("session", "planned", "position", name="pk_minutes_entries"),
        sa.ForeignKeyConstraint(
            ["session", "planned"], ["minutes.session", "minutes.planned"], name="fk_minutes_entries_session_planned_minutes"
        ),
    )
    op.create_index("ix_minutes_entries_event", "minutes_entries", ["event"])
