"""What does the second capability keep? Sessions with the changes of their dates, topics and actions."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _maybe(name: str) -> sa.Column[str | None]:
    return sa.Column(name, sa.Text)


def upgrade() -> None:
    op.create_table(
        "sessions",
        _text("number"),
        sa.Column("team", sa.Integer, nullable=False),
        _text("title"),
        _text("rule"),
        _text("start"),
        sa.Column("length", sa.Integer, nullable=False),
        _text("place"),
        sa.Column("until", sa.Date),
        _maybe("lead"),
        _text("state"),
        _text("created_by"),
        _text("created_at"),
        _text("room"),
        _text("source"),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_sessions"),
        sa.ForeignKeyConstraint(["team"], ["teams.id"], name="fk_sessions_team_teams"),
    )
    op.create_index("ix_sessions_state", "sessions", ["state"])
    op.create_index("ix_sessions_team_state", "sessions", ["team", "state"])
    op.create_table(
        "session_changes",
        _text("session"),
        _text("planned"),
        _maybe("moved_to"),
        sa.Column("cancelled", sa.Boolean, nullable=False),
        _text("reason"),
        sa.Column("length", sa.Integer),
        _maybe("title"),
        _maybe("place"),
        sa.PrimaryKeyConstraint("session", "planned", name="pk_session_changes"),
        sa.ForeignKeyConstraint(["session"], ["sessions.number"], name="fk_session_changes_session_sessions"),
    )
    op.create_table(
        "topics",
        _text("number"),
        sa.Column("team", sa.Integer, nullable=False),
        sa.Column("proposed_by", sa.Integer),
        _text("text"),
        sa.Column("minutes", sa.Integer, nullable=False),
        _text("kind"),
        _maybe("who"),
        _text("paper"),
        _maybe("session"),
        _maybe("planned"),
        sa.Column("position", sa.Integer, nullable=False),
        _text("state"),
        _text("result"),
        sa.Column("carried", sa.Integer, nullable=False),
        _maybe("blocker"),
        _text("author"),
        _text("created_at"),
        _text("room"),
        _text("source"),
        _maybe("closed_at"),
        sa.PrimaryKeyConstraint("number", name="pk_topics"),
        sa.ForeignKeyConstraint(["team"], ["teams.id"], name="fk_topics_team_teams"),
        sa.ForeignKeyConstraint(["proposed_by"], ["teams.id"], name="fk_topics_proposed_by_teams"),
        sa.ForeignKeyConstraint(["session"], ["sessions.number"], name="fk_topics_session_sessions"),
        sa.ForeignKeyConstraint(["blocker"], ["blockers.number"], name="fk_topics_blocker_blockers"),
    )
    op.create_index("ix_topics_blocker", "topics", ["blocker"])
    op.create_index("ix_topics_session_planned", "topics", ["session", "planned"])
    op.create_index("ix_topics_team_state", "topics", ["team", "state"])
    op.create_table(
        "actions",
        _text("number"),
        sa.Column("team", sa.Integer, nullable=False),
        _text("text"),
        _maybe("who"),
        sa.Column("due", sa.Date),
        _maybe("retro"),
        _text("state"),
        _text("author"),
        _text("created_at"),
        _text("room"),
        _text("source"),
        _maybe("closed_by"),
        _maybe("closed_at"),
        sa.PrimaryKeyConstraint("number", name="pk_actions"),
        sa.ForeignKeyConstraint(["team"], ["teams.id"], name="fk_actions_team_teams"),
    )
    op.create_index("ix_actions_state", "actions", ["state"])
    op.create_index("ix_actions_team_state", "actions", ["team", "state"])
