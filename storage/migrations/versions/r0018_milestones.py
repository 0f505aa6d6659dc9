"""When is something to be reached, what was ever said of that, and which blocker delays it?"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _maybe(name: str) -> sa.Column[str | None]:
    return sa.Column(name, sa.Text)


def upgrade() -> None:
    op.create_table(
        "milestones",
        _text("number"),
        sa.Column("team", sa.Integer, nullable=False),
        _text("text"),
        sa.Column("plan", sa.Date, nullable=False),
        sa.Column("agreed", sa.Date, nullable=False),
        sa.Column("forecast", sa.Date, nullable=False),
        _text("reported_at"),
        _text("after"),
        _text("reference"),
        sa.Column("funder", sa.Boolean, nullable=False),
        _text("evidence"),
        _maybe("who"),
        _maybe("late_since"),
        _text("talk"),
        _maybe("talk_at"),
        _text("talk_note"),
        sa.Column("talk_for", sa.Date),
        _maybe("owed_since"),
        sa.Column("reached_on", sa.Date),
        _maybe("closed_by"),
        _text("state"),
        _text("author"),
        _text("created_at"),
        _text("room"),
        _text("source"),
        _maybe("closed_at"),
        sa.PrimaryKeyConstraint("number", name="pk_milestones"),
        sa.ForeignKeyConstraint(["team"], ["teams.id"], name="fk_milestones_team_teams"),
    )
    op.create_index("ix_milestones_state", "milestones", ["state"])
    op.create_index("ix_milestones_team_state", "milestones", ["team", "state"])
    op.create_table(
        "milestone_log",
        sa.Column("id", sa.Integer, autoincrement=True, nullable=False),
        _text("milestone"),
        _text("kind"),
        sa.Column("day", sa.Date, nullable=False),
        _text("at"),
        _maybe("by"),
        _text("reason"),
        _maybe("about"),
        _text("mark"),
        _maybe("withdrawn_at"),
        sa.PrimaryKeyConstraint("id", name="pk_milestone_log"),
        sa.ForeignKeyConstraint(["milestone"], ["milestones.number"], name="fk_milestone_log_milestone_milestones"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_milestone_log_milestone", "milestone_log", ["milestone"])
    op.create_index("ix_milestone_log_mark", "milestone_log", ["mark"])
    op.add_column("blockers", sa.Column("milestone", sa.Text))
    op.create_index("ix_blockers_milestone", "blockers", ["milestone"])
    op.add_column("topics", sa.Column("milestone", sa.Text))
    op.create_index("ix_topics_milestone", "topics", ["milestone"])
