"""Since when has the homeserver refused a message for no reason that we know?"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("outbox", sa.Column("doubted_since", sa.Text))
