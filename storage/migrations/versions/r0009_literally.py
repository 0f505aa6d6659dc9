"""What runs if somebody says no to "Meintest du …?": their words as they stand."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("outbox", sa.Column("literally", sa.Text))
