"""Milestones: whatever dies on the way, each slip is told once to each whom it concerns, and no report counts twice."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.faults import every_step
from tests.faults.every_step import PARTS, Undisturbed
from tests.faults.lab import PMO, Lab
from tests.faults.seeing import APP, planned, slipped

pytestmark = pytest.mark.thorough


@pytest.fixture(scope="module")
def groups(lab_founded: Lab, place: Path) -> Lab:
    return asyncio.run(planned(lab_founded, place / "planned"))


@pytest.fixture(scope="module")
def undisturbed(groups: Lab, place: Path) -> Undisturbed:
    told = asyncio.run(every_step.undisturbed(groups, place / "undisturbed-slip", slipped))
    assert told.end.waiting == 0
    assert any("M1 Datenkatalog online 2027-10-21 2027-10-21 reached" in record for record in told.end.records)
    assert any("M2 Bürger-App 2027-10-05 2027-10-19 open" in record for record in told.end.records)
    # Of each delay the PMO hears once; of three cards one was taken up and one was not, and the last went when it was reached.
    assert sum("M1 Datenkatalog online (Dateninventur) kommt" in said for said in told.end.rooms[PMO]) == 3
    cards = [said for said in told.end.rooms[APP] if "Eure M2" in said]
    assert ["✅ Übernommen." in cards[0], "Bleibt bei 19.10.2027." in cards[1], len(cards)] == [True, True, 3]
    return told


@pytest.mark.parametrize("part", range(PARTS))
async def test_wherever_it_dies_each_slip_is_told_once_and_counts_once(
    part: int, groups: Lab, place: Path, undisturbed: Undisturbed
) -> None:
    await every_step.dies_on_the_way(groups, place / f"slipping-{part}", slipped, undisturbed, part)
