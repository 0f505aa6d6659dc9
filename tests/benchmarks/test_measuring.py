"""Does a measure go on where a peer fails, end where it takes too long, and let the peers take turns?"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest

from benchmarks.measure import Bench, Measure, Sheet, carry_out
from benchmarks.measures import MEASURES
from benchmarks.measures.profile import parts
from benchmarks.peers import PEERS
from benchmarks.sizes import FULL, QUICK, Sizes, changed

Run = Callable[[Bench, Sheet], Awaitable[None]]


def bench(folder: Path, said: list[str] | None = None) -> Bench:
    peers = [peer for peer in PEERS if peer.name in ("lotse", "http", "nio")]
    return Bench(changed(QUICK, ["rounds=2"]), peers, folder, (said if said is not None else []).append)


def measure(run: Run, limit: timedelta = timedelta(seconds=5)) -> Measure:
    return Measure(name="test", title="", about="", figures=lambda sizes: (), run=run, limit=limit)


async def test_a_peer_that_fails_is_left_out_and_the_others_go_on(tmp_path: Path) -> None:
    async def run(bench: Bench, sheet: Sheet) -> None:
        for number, peer in bench.turns(sheet):
            async with sheet.tolerating(peer.name):
                if peer.name == "http":
                    raise TimeoutError("no answer")
                sheet.note("seconds", peer.name, number)

    said: list[str] = []
    sheet = await carry_out(measure(run), bench(tmp_path, said))
    assert sheet.failed == {"http": "TimeoutError: no answer"}
    assert sheet.values["seconds"] == {"lotse": [0, 1], "nio": [0, 1]}
    assert said == ["  http failed: TimeoutError: no answer"]


async def test_a_measure_that_takes_too_long_keeps_what_it_has(tmp_path: Path) -> None:
    async def run(bench: Bench, sheet: Sheet) -> None:
        sheet.note("seconds", "lotse", 1)
        await asyncio.Event().wait()

    sheet = await carry_out(measure(run, timedelta(milliseconds=10)), bench(tmp_path))
    assert sheet.failed == {"all": "stopped after 0:00:00.010000"}
    assert sheet.values["seconds"] == {"lotse": [1]}


async def test_a_fault_of_the_measure_itself_is_not_hidden(tmp_path: Path) -> None:
    async def run(bench: Bench, sheet: Sheet) -> None:
        raise TypeError("a fault")

    with pytest.raises(TypeError):
        await carry_out(measure(run), bench(tmp_path))


def test_each_round_begins_with_another_peer(tmp_path: Path) -> None:
    turns = [(number, peer.name) for number, peer in bench(tmp_path).turns(Sheet())]
    assert turns == [(0, "lotse"), (0, "http"), (0, "nio"), (1, "http"), (1, "nio"), (1, "lotse")]


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.name)
@pytest.mark.parametrize("sizes", [FULL, QUICK], ids=["full", "quick"])
def test_no_two_figures_of_a_measure_have_the_same_key(measure: Measure, sizes: Sizes) -> None:
    figures = measure.figures(sizes)
    keys = [figure.key for figure in figures]
    assert len(set(keys)) == len(keys)
    assert {goal.figure for figure in figures for goal in figure.goals} - {""} <= set(keys)


def test_the_parts_of_a_command_add_up_to_the_whole() -> None:
    earlier = [("sync", 0.0, 0.5), ("receive", 0.5, 0.6), ("handle", 0.7, 0.8), ("dispatch", 0.6, 0.9)]
    its = [
        ("sync", 1.0, 2.0),
        ("receive", 2.1, 2.3),
        ("handle", 2.5, 2.8),
        ("render", 2.85, 2.9),
        ("compose", 2.8, 3.0),
        ("dispatch", 2.4, 3.3),
        ("send", 3.4, 3.7),
        ("note sent", 3.7, 3.9),
    ]
    found = parts([*earlier, *its], 1.5, 3.8)
    follow = ("to-us", "intake", "to-dispatch", "handle", "compose", "commit", "to-relay", "send", "to-them")
    assert sum(found[key] for key in follow) == pytest.approx(found["whole"]) == pytest.approx(2.3)
    assert found["own"] == pytest.approx(3.4 - 2.0)
    assert found["render"] == pytest.approx(0.05)
    assert found["after"] == pytest.approx(0.2)
    assert parts(earlier, 1.5, 3.8) == {}
