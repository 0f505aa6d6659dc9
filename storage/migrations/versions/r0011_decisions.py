"""Decisions: the register of what was decided."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def upgrade() -> None:
    op.create_table(
        "decisions",
        _text("number"),
        sa.Column("team", sa.Integer, nullable=False),
        _text("text"),
        _text("kind"),
        sa.Column("topic", sa.Text),
        sa.Column("votes_for", sa.Integer),
        sa.Column("votes_against", sa.Integer),
        sa.Column("votes_abstained", sa.Integer),
        _text("reason"),
        _text("alternatives"),
        _text("paper"),
        sa.Column("review", sa.Date),
        sa.Column("supersedes", sa.Text),
        sa.Column("superseded_by", sa.Text),
        _text("approvals"),
        sa.Column("deadline", sa.Date),
        _text("conflicts"),
        sa.Column("action", sa.Text),
        _text("state"),
        _text("author"),
        _text("created_at"),
        _text("room"),
        _text("source"),
        sa.Column("closed_at", sa.Text),
        sa.PrimaryKeyConstraint("number", name="pk_decisions"),
        sa.ForeignKeyConstraint(["team"], ["teams.id"], name="fk_decisions_team_teams"),
    )
    op.create_index("ix_decisions_action", "decisions", ["action"])
    op.create_index("ix_decisions_state", "decisions", ["state"])
    op.create_index("ix_decisions_team_state", "decisions", ["team", "state"])
    op.create_index("ix_decisions_topic", "decisions", ["topic"])
