"""What does the third capability keep? Retrospectives with notes and votes, learnings, and from which note an action came."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _maybe(name: str) -> sa.Column[str | None]:
    return sa.Column(name, sa.Text)


def upgrade() -> None:
    op.create_table(
        "retros",
        _text("number"),
        sa.Column("team", sa.Integer, nullable=False),
        _text("form"),
        _text("state"),
        _maybe("session"),
        _maybe("planned"),
        _maybe("suggested"),
        sa.Column("box", sa.Integer),
        _maybe("column"),
        _maybe("created_by"),
        _text("created_at"),
        _text("room"),
        _maybe("source"),
        _maybe("started_at"),
        _maybe("closed_at"),
        _maybe("declined_at"),
        sa.PrimaryKeyConstraint("number", name="pk_retros"),
        sa.ForeignKeyConstraint(["team"], ["teams.id"], name="fk_retros_team_teams"),
        sa.ForeignKeyConstraint(["session"], ["sessions.number"], name="fk_retros_session_sessions"),
    )
    op.create_index("ix_retros_session", "retros", ["session"])
    op.create_index("ix_retros_team", "retros", ["team"])
    op.create_table(
        "retro_notes",
        _text("key"),
        _text("retro"),
        _text("column"),
        _text("text"),
        _maybe("source"),
        sa.Column("place", sa.Integer),
        sa.Column("joined", sa.Integer),
        sa.Column("votes", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_retro_notes"),
        sa.ForeignKeyConstraint(["retro"], ["retros.number"], name="fk_retro_notes_retro_retros"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_retro_notes_retro", "retro_notes", ["retro"])
    op.create_index("ix_retro_notes_source", "retro_notes", ["source"])
    op.create_table(
        "retro_votes",
        _text("retro"),
        sa.Column("place", sa.Integer, nullable=False),
        _text("event"),
        _text("voter"),
        sa.PrimaryKeyConstraint("retro", "place", "event", name="pk_retro_votes"),
        sa.ForeignKeyConstraint(["retro"], ["retros.number"], name="fk_retro_votes_retro_retros"),
    )
    op.create_index("ix_retro_votes_event", "retro_votes", ["event"])
    op.create_table(
        "learnings",
        _text("number"),
        sa.Column("team", sa.Integer, nullable=False),
        _text("text"),
        _maybe("kind"),
        sa.Column("blueprint", sa.Boolean, nullable=False),
        _maybe("retro"),
        sa.Column("note", sa.Integer),
        _text("state"),
        _text("author"),
        _text("created_at"),
        _text("room"),
        _text("source"),
        _maybe("closed_at"),
        sa.PrimaryKeyConstraint("number", name="pk_learnings"),
        sa.ForeignKeyConstraint(["team"], ["teams.id"], name="fk_learnings_team_teams"),
    )
    op.create_index("ix_learnings_retro", "learnings", ["retro"])
    op.create_index("ix_learnings_team", "learnings", ["team"])
    if op.get_bind().dialect.name == "sqlite":
        with op.batch_alter_table("actions", recreate="always") as actions:
            actions.add_column(sa.Column("note", sa.Integer), insert_after="retro")
    else:
        op.add_column("actions", sa.Column("note", sa.Integer))
    op.create_index("ix_actions_retro", "actions", ["retro"])
