"""What does the bot have to hear again after it was restored from a backup? What it has said itself."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "heard",
        sa.Column("event_id", sa.Text, nullable=False),
        sa.Column("room", sa.Text, nullable=False),
        sa.Column("mark", sa.Text, nullable=False),
        sa.Column("sent_at", sa.Text, nullable=False),
        sa.Column("about", sa.Text),
        sa.PrimaryKeyConstraint("event_id", name="pk_heard"),
    )
    op.create_index("ix_heard_mark", "heard", ["mark"])
