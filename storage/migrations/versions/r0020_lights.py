"""What was reported of the content and the resources of each group, and since when?"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _maybe(name: str) -> sa.Column[str | None]:
    return sa.Column(name, sa.Text)


def upgrade() -> None:
    op.create_table(
        "lights",
        sa.Column("id", sa.Integer, autoincrement=True, nullable=False),
        sa.Column("team", sa.Integer, nullable=False),
        _text("aspect"),
        _text("kind"),
        _text("colour"),
        _text("reason"),
        _text("measure"),
        _text("help"),
        _text("at"),
        _maybe("by"),
        _text("mark"),
        _maybe("withdrawn_at"),
        sa.PrimaryKeyConstraint("id", name="pk_lights"),
        sa.ForeignKeyConstraint(["team"], ["teams.id"], name="fk_lights_team_teams"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_lights_team_aspect", "lights", ["team", "aspect"])
    op.create_index("ix_lights_mark", "lights", ["mark"])
