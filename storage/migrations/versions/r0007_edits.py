"""Which message does an edit edit? When the edit is deleted, the words before it hold again."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("inbox", sa.Column("edit_of", sa.Text))
