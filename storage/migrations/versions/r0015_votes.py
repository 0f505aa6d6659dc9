"""Votes on decisions: who may vote, until when, and the ballots."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

_OLD = sa.text(
    "SELECT number, team, text, kind, topic, votes_for, votes_against, votes_abstained, reason, alternatives, paper, review, supersedes,"
    " superseded_by, approvals, deadline, conflicts, action, state, author, created_at, room, source, closed_at FROM decisions"
).columns(review=sa.Date, deadline=sa.Date)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _maybe(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text)


def upgrade() -> None:
    kept = [dict(row) for row in op.get_bind().execute(_OLD).mappings()]
    op.drop_table("decisions")
    decisions = op.create_table(
        "decisions",
        _text("number"),
        sa.Column("team", sa.Integer, nullable=False),
        _text("text"),
        _text("kind"),
        _maybe("topic"),
        sa.Column("votes_for", sa.Integer),
        sa.Column("votes_against", sa.Integer),
        sa.Column("votes_abstained", sa.Integer),
        sa.Column("voices", sa.Integer),
        _text("majority"),
        sa.Column("published", sa.Boolean, nullable=False),
        _text("reason"),
        _text("alternatives"),
        _text("paper"),
        sa.Column("review", sa.Date),
        _maybe("supersedes"),
        _maybe("superseded_by"),
        _text("approvals"),
        sa.Column("deadline", sa.Date),
        _text("conflicts"),
        _maybe("action"),
        _text("state"),
        _text("author"),
        _text("created_at"),
        _text("room"),
        _text("source"),
        _maybe("closed_at"),
        sa.PrimaryKeyConstraint("number", name="pk_decisions"),
        sa.ForeignKeyConstraint(["team"], ["teams.id"], name="fk_decisions_team_teams"),
    )
    op.create_index("ix_decisions_action", "decisions", ["action"])
    op.create_index("ix_decisions_state", "decisions", ["state"])
    op.create_index("ix_decisions_team_state", "decisions", ["team", "state"])
    op.create_index("ix_decisions_topic", "decisions", ["topic"])
    if kept:
        op.bulk_insert(decisions, [{**row, "voices": None, "majority": "simple", "published": False} for row in kept])
    op.create_table(
        "votings",
        _text("decision"),
        sa.Column("round", sa.Integer, nullable=False),
        _text("electors"),
        _text("conflicts"),
        _text("majority"),
        _text("quorum"),
        _text("ballots"),
        sa.Column("is_written", sa.Boolean, nullable=False),
        _maybe("session"),
        _maybe("planned"),
        _text("opened_by"),
        _text("opened_at"),
        _maybe("closes_at"),
        _maybe("who"),
        sa.Column("who_team", sa.Integer),
        sa.Column("due", sa.Date),
        _maybe("closed_at"),
        _maybe("counted_at"),
        sa.PrimaryKeyConstraint("decision", name="pk_votings"),
        sa.ForeignKeyConstraint(["decision"], ["decisions.number"], name="fk_votings_decision_decisions"),
    )
    op.create_index("ix_votings_counted_at", "votings", ["counted_at"])
    op.create_index("ix_votings_session", "votings", ["session"])
    op.create_table(
        "ballots",
        sa.Column("id", sa.Integer, autoincrement=True, nullable=False),
        _text("decision"),
        _text("municipality"),
        _text("event"),
        _text("choice"),
        _text("by"),
        _text("at"),
        _text("channel"),
        sa.Column("on_record", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_ballots"),
        sa.ForeignKeyConstraint(["decision"], ["decisions.number"], name="fk_ballots_decision_decisions"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_ballots_decision", "ballots", ["decision"])
    op.create_index("ix_ballots_event", "ballots", ["event"])
