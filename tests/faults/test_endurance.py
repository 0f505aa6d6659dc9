"""Would the endurance say so if the bot grew?"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.accounting import Reckoning
from tests.faults.endurance import Endured, Look, endure

CLEAN = Reckoning(lost=[], doubled=[], messages=1, records=1)


def looks(start: float, each: float) -> list[Look]:
    """Eight of them, each `each` MB above the one before."""
    return [Look(commands=count, memory=start + each * count) for count in range(8)]


@pytest.mark.parametrize(
    ("start", "each", "is_fine"),
    [
        pytest.param(100, 0, True, id="flat"),
        pytest.param(100, 1, True, id="a little"),
        pytest.param(100, 4, False, id="again and again a little more"),
    ],
)
def test_what_grows_is_not_fine(start: float, each: float, is_fine: bool) -> None:
    assert Endured(looks(start, each), CLEAN).is_fine is is_fine


def test_a_message_too_many_is_not_fine() -> None:
    assert not Endured(looks(100, 0), Reckoning(lost=[], doubled=["message x"], messages=2, records=1)).is_fine


@pytest.mark.thorough
async def test_a_short_life_is_looked_at_to_its_end(tmp_path: Path) -> None:
    told: list[str] = []

    endured = await endure(tmp_path, minutes=0.1, say=told.append)

    assert endured.found.is_clean, endured.found
    assert endured.looks[-1].commands > 5
    assert all(50 < look.memory < 400 for look in endured.looks)
