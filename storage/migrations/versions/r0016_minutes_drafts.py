"""Drafts of minutes, and what people object to in them."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _maybe(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text)


def upgrade() -> None:
    op.create_table(
        "minutes_drafts",
        _text("session"),
        _text("planned"),
        _text("posted_at"),
        _text("open_topics"),
        _maybe("settled_at"),
        _maybe("final_at"),
        _maybe("document"),
        sa.PrimaryKeyConstraint("session", "planned", name="pk_minutes_drafts"),
        sa.ForeignKeyConstraint(
            ["session", "planned"], ["minutes.session", "minutes.planned"], name="fk_minutes_drafts_session_planned_minutes"
        ),
    )
    op.create_index("ix_minutes_drafts_final_at", "minutes_drafts", ["final_at"])
    op.create_table(
        "minutes_objections",
        _text("event"),
        _text("session"),
        _text("planned"),
        _text("by"),
        _text("text"),
        _text("at"),
        _maybe("topic"),
        _maybe("settled_at"),
        sa.PrimaryKeyConstraint("event", name="pk_minutes_objections"),
        sa.ForeignKeyConstraint(
            ["session", "planned"],
            ["minutes_drafts.session", "minutes_drafts.planned"],
            name="fk_minutes_objections_session_planned_minutes_drafts",
        ),
    )
    op.create_index("ix_minutes_objections_session_planned", "minutes_objections", ["session", "planned"])
