"""Which reports were released, and what may a plain reply to a message of ours stand for?"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _maybe(name: str) -> sa.Column[str | None]:
    return sa.Column(name, sa.Text)


def upgrade() -> None:
    op.create_table(
        "reports",
        sa.Column("id", sa.Integer, autoincrement=True, nullable=False),
        _text("period"),
        sa.Column("revision", sa.Integer, nullable=False),
        _text("state"),
        _text("document"),
        _text("released_at"),
        _text("released_by"),
        _maybe("decided_at"),
        _text("decided_by"),
        _text("remark"),
        sa.Column("sent_on", sa.Date),
        sa.PrimaryKeyConstraint("id", name="pk_reports"),
        sa.UniqueConstraint("period", "revision", name="uq_reports_period_revision"),
        sqlite_autoincrement=True,
    )
    op.add_column("outbox", sa.Column("reply_gives", sa.Text))
