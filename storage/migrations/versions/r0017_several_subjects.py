"""Which further records a message has changed."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.add_column("inbox", sa.Column("others", sa.Text, nullable=False, server_default=""))
