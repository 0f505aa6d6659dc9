"""Who speaks for which municipality in the steering committee, and on which date or in which period somebody else does?"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _maybe(name: str) -> sa.Column[str | None]:
    return sa.Column(name, sa.Text)


def upgrade() -> None:
    op.create_table(
        "seats",
        sa.Column("team", sa.Integer, nullable=False),
        _text("municipality"),
        _text("holder"),
        _maybe("deputy"),
        _text("set_by"),
        _text("set_at"),
        _text("source"),
        sa.PrimaryKeyConstraint("team", "municipality", name="pk_seats"),
        sa.ForeignKeyConstraint(["team"], ["teams.id"], name="fk_seats_team_teams"),
    )
    op.create_table(
        "voice_words",
        sa.Column("id", sa.Integer, autoincrement=True, nullable=False),
        sa.Column("team", sa.Integer, nullable=False),
        _text("municipality"),
        _maybe("holder"),
        _maybe("session"),
        _maybe("planned"),
        sa.Column("first", sa.Date),
        sa.Column("last", sa.Date),
        _text("said"),
        _maybe("deputy"),
        _maybe("by"),
        _text("at"),
        _maybe("event"),
        sa.PrimaryKeyConstraint("id", name="pk_voice_words"),
        sa.ForeignKeyConstraint(["team"], ["teams.id"], name="fk_voice_words_team_teams"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_voice_words_team", "voice_words", ["team"])
    op.create_index("ix_voice_words_event", "voice_words", ["event"])
    op.create_index("ix_voice_words_session_planned", "voice_words", ["session", "planned"])
