"""Who is signed in to the board, and which links lead there?"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def upgrade() -> None:
    op.create_table(
        "sign_in_links",
        _text("mark"),
        _text("person"),
        _text("once"),
        _text("made_at"),
        sa.PrimaryKeyConstraint("mark", name="pk_sign_in_links"),
    )
    op.create_index("ix_sign_in_links_person", "sign_in_links", ["person"])
    op.create_table(
        "sign_ins",
        _text("mark"),
        _text("person"),
        _text("since"),
        sa.PrimaryKeyConstraint("mark", name="pk_sign_ins"),
    )
    op.create_index("ix_sign_ins_person", "sign_ins", ["person"])
