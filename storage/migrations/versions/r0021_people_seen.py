"""Who was ever in the room of a group?"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.create_table(
        "people_seen",
        sa.Column("team", sa.Integer, nullable=False),
        sa.Column("mark", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("team", "mark", name="pk_people_seen"),
        sa.ForeignKeyConstraint(["team"], ["teams.id"], name="fk_people_seen_team_teams"),
    )
