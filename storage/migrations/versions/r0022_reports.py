"""What was called of the funds of each group, and what it says for the report of a quarter?"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _maybe(name: str) -> sa.Column[str | None]:
    return sa.Column(name, sa.Text)


def upgrade() -> None:
    op.create_table(
        "figures",
        sa.Column("id", sa.Integer, autoincrement=True, nullable=False),
        sa.Column("team", sa.Integer, nullable=False),
        sa.Column("called", sa.Integer, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        _text("at"),
        _text("by"),
        _text("event"),
        _maybe("withdrawn_at"),
        sa.PrimaryKeyConstraint("id", name="pk_figures"),
        sa.ForeignKeyConstraint(["team"], ["teams.id"], name="fk_figures_team_teams"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_figures_team", "figures", ["team"])
    op.create_index("ix_figures_event", "figures", ["event"])
    op.create_table(
        "contributions",
        sa.Column("id", sa.Integer, autoincrement=True, nullable=False),
        sa.Column("team", sa.Integer, nullable=False),
        _text("period"),
        _text("part"),
        _text("text"),
        _text("at"),
        _text("by"),
        _text("mark"),
        _maybe("withdrawn_at"),
        sa.PrimaryKeyConstraint("id", name="pk_contributions"),
        sa.ForeignKeyConstraint(["team"], ["teams.id"], name="fk_contributions_team_teams"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_contributions_period_team", "contributions", ["period", "team"])
    op.create_index("ix_contributions_mark", "contributions", ["mark"])
