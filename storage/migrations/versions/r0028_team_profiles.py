"""What did a group say of itself, and since when?"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    op.create_table(
        "team_profiles",
        sa.Column("id", sa.Integer, autoincrement=True, nullable=False),
        sa.Column("team", sa.Integer, nullable=False),
        sa.Column("since", sa.Text, nullable=False),
        sa.Column("counts", sa.Boolean, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("municipalities", sa.Text, nullable=False),
        sa.Column("goal", sa.Text, nullable=False),
        sa.Column("period_from", sa.Date),
        sa.Column("period_to", sa.Date),
        sa.Column("budget", sa.BigInteger),
        sa.Column("link", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["team"], ["teams.id"], name="fk_team_profiles_team_teams"),
        sa.PrimaryKeyConstraint("id", name="pk_team_profiles"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_team_profiles_team", "team_profiles", ["team"])
