"""Whose calendar address was renewed, and by which message?"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    op.create_table(
        "calendar_feeds",
        sa.Column("team", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("generation", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("team", name="pk_calendar_feeds"),
        sa.ForeignKeyConstraint(["team"], ["teams.id"], name="fk_calendar_feeds_team_teams"),
    )
