"""Which questions are open, whom do they ask, and which topic was made from one?"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _maybe(name: str) -> sa.Column[str | None]:
    return sa.Column(name, sa.Text)


def upgrade() -> None:
    op.create_table(
        "questions",
        _text("number"),
        sa.Column("team", sa.Integer, nullable=False),
        _text("text"),
        sa.Column("asked", sa.Integer),
        _maybe("who"),
        sa.Column("due", sa.Date),
        sa.Column("again", sa.Date, nullable=False),
        sa.Column("times", sa.Integer, nullable=False),
        _maybe("waiting_since"),
        _text("answer"),
        _maybe("closed_by"),
        _text("state"),
        _text("author"),
        _text("created_at"),
        _text("room"),
        _text("source"),
        _maybe("closed_at"),
        sa.PrimaryKeyConstraint("number", name="pk_questions"),
        sa.ForeignKeyConstraint(["team"], ["teams.id"], name="fk_questions_team_teams"),
        sa.ForeignKeyConstraint(["asked"], ["teams.id"], name="fk_questions_asked_teams"),
    )
    op.create_index("ix_questions_state", "questions", ["state"])
    op.create_index("ix_questions_team_state", "questions", ["team", "state"])
    op.add_column("topics", sa.Column("question", sa.Text))
    op.create_index("ix_topics_question", "topics", ["question"])
