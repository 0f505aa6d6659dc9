"""Who was called because a light turned red, and which letters on risks were sent?"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _maybe(name: str) -> sa.Column[str | None]:
    return sa.Column(name, sa.Text)


def upgrade() -> None:
    op.create_table(
        "red_alerts",
        sa.Column("id", sa.Integer, autoincrement=True, nullable=False),
        sa.Column("team", sa.Integer, nullable=False),
        _text("lights"),
        _text("raised_at"),
        _text("shown"),
        _maybe("taken_by"),
        _maybe("taken_at"),
        _maybe("blocker"),
        sa.PrimaryKeyConstraint("id", name="pk_red_alerts"),
        sa.ForeignKeyConstraint(["team"], ["teams.id"], name="fk_red_alerts_team_teams"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_red_alerts_team", "red_alerts", ["team"])
    op.create_table(
        "risk_letters",
        _text("key"),
        _text("due_at"),
        _text("state"),
        _text("drafted"),
        _maybe("decided_by"),
        _maybe("decided_at"),
        sa.PrimaryKeyConstraint("key", name="pk_risk_letters"),
    )
    op.create_index("ix_risk_letters_state", "risk_letters", ["state"])
    op.create_table(
        "risk_remarks",
        _text("event"),
        _text("letter"),
        _text("by"),
        _text("at"),
        _text("text"),
        sa.PrimaryKeyConstraint("event", name="pk_risk_remarks"),
        sa.ForeignKeyConstraint(["letter"], ["risk_letters.key"], name="fk_risk_remarks_letter_risk_letters"),
    )
    op.create_index("ix_risk_remarks_letter", "risk_remarks", ["letter"])
