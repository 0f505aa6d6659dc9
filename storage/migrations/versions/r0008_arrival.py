"""What does it take to say only what has arrived? What people were told of each step of the ladder, and which rooms refuse us."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_OLD = sa.text(
    "SELECT ladder.blocker, ladder.step, ladder.once, ladder.queued_at,"
    " CASE WHEN outbox.sent_at IS NULL THEN 'under way' ELSE 'arrived' END AS shown"
    " FROM ladder LEFT JOIN outbox ON outbox.once = ladder.once ORDER BY ladder.id"
)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def upgrade() -> None:
    steps = [dict(row) for row in op.get_bind().execute(_OLD).mappings()]
    op.drop_table("ladder")
    ladder = op.create_table(
        "ladder",
        sa.Column("id", sa.Integer, nullable=False),
        _text("blocker"),
        _text("step"),
        _text("once"),
        _text("queued_at"),
        sa.Column("tells", sa.Boolean, nullable=False),
        _text("shown"),
        sa.PrimaryKeyConstraint("id", name="pk_ladder"),
        sa.ForeignKeyConstraint(["blocker"], ["blockers.number"], name="fk_ladder_blocker_blockers"),
    )
    op.create_index("ix_ladder_blocker", "ladder", ["blocker"])
    if steps:
        op.bulk_insert(ladder, [{**step, "tells": False} for step in steps])
    op.create_table(
        "muted_rooms",
        _text("room"),
        _text("since"),
        _text("why"),
        sa.PrimaryKeyConstraint("room", name="pk_muted_rooms"),
    )
