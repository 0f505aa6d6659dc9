"""What was handed over to whom, and until when?"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def upgrade() -> None:
    op.create_table(
        "handovers",
        sa.Column("id", sa.Integer, autoincrement=True, nullable=False),
        _text("absent"),
        _text("stand_in"),
        sa.Column("until", sa.Date, nullable=False),
        _text("numbers"),
        _text("by"),
        _text("at"),
        _text("event"),
        sa.Column("ended_at", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_handovers"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_handovers_event", "handovers", ["event"])
    op.create_index("ix_handovers_ended_at", "handovers", ["ended_at"])
