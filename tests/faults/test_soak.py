"""Does the bot lose nothing and do nothing twice, and would the reckoning say so if it did?"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.faults.accounting import compared
from tests.faults.scenario import Spoken
from tests.faults.soak import Soak

ROOM, PMO = "!gruppe", "!pmo"


def spoken() -> Spoken:
    """A blocker, a red one, and one that was refused."""
    said = Spoken(answers={"$1": ROOM, "$2": ROOM, "$3": ROOM}, reds={"Vorfall 2": ROOM}, refused={"Vorfall 3"})
    said.texts["blockers"] |= {"Vorfall 1", "Vorfall 2"}
    return said


def as_it_should_be() -> tuple[dict[str, Counter[str]], dict[str, list[tuple[str, str]]]]:
    room = Counter({f"answer:${number}": 1 for number in (1, 2, 3)} | {"B2 2 repeat told": 1, "B2 3 steering told": 1})
    pmo = Counter({"B2 1 alert": 1, "B2 2 repeat": 1, "B2 3 steering": 1})
    return {ROOM: room, PMO: pmo}, {"blockers": [("B1", "Vorfall 1"), ("B2", "Vorfall 2")], "actions": [], "topics": []}


def test_what_is_as_it_should_be_is_clean() -> None:
    assert compared(spoken(), *as_it_should_be()) == ([], [])


@pytest.mark.parametrize(
    ("fault", "lost", "doubled"),
    [
        pytest.param(lambda said, records: said[ROOM].pop("answer:$1"), 1, 0, id="an answer is missing"),
        pytest.param(lambda said, records: said[ROOM].update(["answer:$1"]), 0, 1, id="an answer stands twice"),
        pytest.param(lambda said, records: said[PMO].pop("B2 2 repeat"), 1, 0, id="a step of the ladder is missing"),
        pytest.param(lambda said, records: said[ROOM].pop("B2 3 steering told"), 1, 0, id="the group does not hear of a step"),
        pytest.param(lambda said, records: said[PMO].update(["B2 4 repeat"]), 0, 1, id="a step of the ladder too many"),
        pytest.param(lambda said, records: said[PMO].update(["B2 1 alert"]), 0, 1, id="an alert stands twice"),
        pytest.param(lambda said, records: records["blockers"].pop(0), 1, 0, id="a record is missing"),
        pytest.param(lambda said, records: records["blockers"].append(("B3", "Vorfall 1")), 0, 1, id="a record is there twice"),
        pytest.param(lambda said, records: records["actions"].append(("A1", "Vorfall 3")), 0, 1, id="what was refused is there"),
        pytest.param(lambda said, records: records["blockers"].append(("B1", "Fremd")), 0, 1, id="a number was given twice"),
    ],
)
def test_what_is_not_is_counted(fault: object, lost: int, doubled: int) -> None:
    said, records = as_it_should_be()
    assert callable(fault)
    fault(said, records)

    assert tuple(map(len, compared(spoken(), said, records))) == (lost, doubled)


@pytest.mark.thorough
async def test_killed_again_and_again_it_loses_nothing_and_does_nothing_twice(tmp_path: Path) -> None:
    told: list[str] = []

    found = await Soak(kills=8, seed=2026, say=told.append).run(tmp_path)

    assert found.is_clean, "\n".join(told)
    assert found.records > 10
