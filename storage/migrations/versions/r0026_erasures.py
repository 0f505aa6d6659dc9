"""Who has asked to be erased, and who was, as a hash?"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def upgrade() -> None:
    op.create_table(
        "erasure_requests",
        sa.Column("id", sa.Integer, autoincrement=True, nullable=False),
        _text("person"),
        _text("room"),
        _text("event"),
        _text("asked_at"),
        sa.Column("due", sa.Date, nullable=False),
        _text("state"),
        sa.Column("decided_by", sa.Text),
        sa.Column("decided_at", sa.Text),
        _text("reason"),
        _text("looked_at"),
        sa.Column("edited", sa.Integer, nullable=False),
        sa.Column("unread", sa.Integer, nullable=False),
        _text("files"),
        sa.PrimaryKeyConstraint("id", name="pk_erasure_requests"),
        sqlite_autoincrement=True,
    )
    for column in ("person", "event", "state"):
        op.create_index(f"ix_erasure_requests_{column}", "erasure_requests", [column])
    op.create_table(
        "erasures",
        _text("mark"),
        sa.Column("member", sa.Integer, nullable=False),
        _text("erased_at"),
        sa.PrimaryKeyConstraint("mark", name="pk_erasures"),
    )
