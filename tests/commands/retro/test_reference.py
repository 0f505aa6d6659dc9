"""How people write which retrospective, and which of its notes, something comes from."""

from __future__ import annotations

import pytest

from bot.domain.ids import Number
from commands.retro.reference import RetroRef

R2 = Number("R", 2)


@pytest.mark.parametrize(
    ("said", "ref"),
    [
        ("R2", RetroRef(R2)),
        ("r2", RetroRef(R2)),
        ("2", RetroRef(R2)),
        ("#R2", RetroRef(R2)),
        ("R2.", RetroRef(R2)),
        ("R2/3", RetroRef(R2, 3)),
        ("R2 3", RetroRef(R2, 3)),
        ("R2 / #3", RetroRef(R2, 3)),
        ("R2, 3", RetroRef(R2, 3)),
        ("R2 Notiz 3", RetroRef(R2, 3)),
        ("R2, note 3", RetroRef(R2, 3)),
        ("R2 Nr. 3", RetroRef(R2, 3)),
        ("A2", None),
        ("die letzte", None),
        ("R2/", None),
        ("R2/3/4", None),
        ("", None),
    ],
)
def test_a_retrospective_and_its_note_are_read_as_people_write_them(said: str, ref: RetroRef | None) -> None:
    assert RetroRef.read(said) == ref


def test_it_is_said_as_it_is_read() -> None:
    assert [RetroRef.read(str(ref)) for ref in (RetroRef(R2), RetroRef(R2, 3))] == [RetroRef(R2), RetroRef(R2, 3)]
