"""Which faults of ours have shown, and which timers are set aside because of one?"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

_OLD = sa.text("SELECT kind, subject, due_at FROM timers")


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def upgrade() -> None:
    op.create_table(
        "faults",
        _text("place"),
        _text("detail"),
        _text("what"),
        sa.Column("times", sa.Integer, nullable=False),
        _text("first_at"),
        _text("last_at"),
        sa.PrimaryKeyConstraint("place", "detail", "what", name="pk_faults"),
    )
    kept = [dict(row) for row in op.get_bind().execute(_OLD).mappings()]
    op.drop_table("timers")
    timers = op.create_table(
        "timers",
        _text("kind"),
        _text("subject"),
        _text("due_at"),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("set_aside_at", sa.Text),
        sa.PrimaryKeyConstraint("kind", "subject", name="pk_timers"),
    )
    op.create_index("ix_timers_due_at", "timers", ["due_at"])
    op.create_index("ix_timers_subject", "timers", ["subject"])
    if kept:
        op.bulk_insert(timers, [{**row, "tries": 0} for row in kept])
