"""What does encryption have to remember by itself? The rooms that were seen encrypted once."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "encrypted_rooms", sa.Column("room", sa.Text, nullable=False), sa.PrimaryKeyConstraint("room", name="pk_encrypted_rooms")
    )
