"""Which lists did somebody bring, and which records came with them?"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    op.create_table(
        "imports",
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("room", sa.Text, nullable=False),
        sa.Column("thread", sa.Text),
        sa.Column("team", sa.Integer, nullable=False),
        sa.Column("sender", sa.Text, nullable=False),
        sa.Column("target", sa.Text, nullable=False),
        sa.Column("asked_at", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("reading", sa.Text),
        sa.Column("shown", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("event", name="pk_imports"),
        sa.ForeignKeyConstraint(["team"], ["teams.id"], name="fk_imports_team_teams"),
    )
    op.create_index("ix_imports_room", "imports", ["room"])
    op.create_index("ix_imports_state", "imports", ["state"])
    op.create_table(
        "imported",
        sa.Column("team", sa.Integer, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("batch", sa.Text, nullable=False),
        sa.Column("made_by", sa.Text),
        sa.Column("said", sa.Text, nullable=False),
        sa.Column("before", sa.Text),
        sa.PrimaryKeyConstraint("team", "key", name="pk_imported"),
        sa.ForeignKeyConstraint(["team"], ["teams.id"], name="fk_imported_team_teams"),
    )
    op.create_index("ix_imported_batch", "imported", ["batch"])
    op.create_index("ix_imported_made_by", "imported", ["made_by"])
