"""Do medians, ratios, ties and goals come out of the rounds as the page says?"""

from __future__ import annotations

import pytest

from benchmarks.sizes import QUICK, changed
from benchmarks.statistics import Better, Figure, Goal, Ratio, Standing, p95, ratio, standing, verdict


@pytest.mark.parametrize(
    ("values", "wanted"),
    [([7.0], 7.0), ([float(each) for each in range(1, 21)], 19.0), ([float(each) for each in range(1, 101)], 95.0), ([3.0, 1.0, 2.0], 3.0)],
)
def test_nineteen_of_twenty_are_not_above_the_95th_percentile(values: list[float], wanted: float) -> None:
    assert p95(values) == wanted


def test_a_ratio_is_the_median_of_the_pairs_and_not_the_ratio_of_the_medians() -> None:
    assert ratio([10, 40, 90], [10, 20, 30]) == Ratio(2, 1, 3)
    assert str(ratio([10, 40, 90], [10, 20, 30])) == "2.00 (1.00-3.00)"
    assert str(ratio([30], [20])) == "1.50"


def test_a_round_that_one_of_them_lacks_or_in_which_the_other_did_nothing_is_left_out() -> None:
    assert ratio([1, 2, 3], [2]) == Ratio(0.5, 0.5, 0.5)
    assert ratio([1, 2], [0, 4]) == Ratio(0.5, 0.5, 0.5)
    assert ratio([], [1]) is None
    assert ratio([1], [0]) is None


@pytest.mark.parametrize(
    ("ours", "other", "better", "wanted"),
    [
        ([50, 50], [100, 100], Better.LOWER, Standing.LEADS),
        ([50, 50], [100, 100], Better.HIGHER, Standing.TRAILS),
        ([104, 104], [100, 100], Better.LOWER, Standing.TIES),
        ([106, 106], [100, 100], Better.LOWER, Standing.TRAILS),
        ([90, 130, 140], [100, 100, 100], Better.LOWER, Standing.TIES),
        ([300, 300], [0, 0], Better.HIGHER, Standing.LEADS),
        ([300, 300], [0, 0], Better.LOWER, Standing.TRAILS),
        ([0, 0], [0, 0], Better.LOWER, Standing.TIES),
    ],
)
def test_a_difference_counts_only_if_it_is_large_and_the_rounds_agree(
    ours: list[float], other: list[float], better: Better, wanted: Standing
) -> None:
    assert standing(ours, other, better) is wanted


def test_a_goal_is_met_by_the_figure_itself_by_its_ratio_to_a_peer_or_to_another_figure() -> None:
    values = {"slow": {"lotse": [110.0, 120.0], "nio": [100.0, 100.0]}, "fast": {"lotse": [100.0, 100.0]}}
    slow = Figure(key="slow", title="", unit="ms")

    def met(goal: Goal) -> tuple[float, bool] | None:
        found = verdict(slow, goal, values)
        return (found.measured, found.met) if found else None

    assert met(Goal(bound=115)) == (115, True)
    assert met(Goal(bound=114)) == (115, False)
    assert met(Goal(bound=1.2, against="nio")) == (1.15, True)
    assert met(Goal(bound=1.1, figure="fast")) == (1.15, False)
    assert met(Goal(bound=1.1, against="maubot")) is None
    assert verdict(Figure(key="none", title="", unit=""), Goal(bound=1), values) is None


def test_where_more_is_better_a_goal_is_a_floor() -> None:
    answered = Figure(key="answered", title="", unit="", better=Better.HIGHER)
    goal = Goal(bound=300)
    assert [verdict(answered, goal, {"answered": {"lotse": [count]}}).met for count in (299.0, 300.0)] == [False, True]  # type: ignore[union-attr]


def test_sizes_are_changed_one_by_one() -> None:
    sizes = changed(QUICK, ["burst=7", "rooms=1,2,3"])
    assert (sizes.burst, sizes.rooms, sizes.rounds) == (7, (1, 2, 3), QUICK.rounds)
    with pytest.raises(ValueError, match="burts: one of"):
        changed(QUICK, ["burts=7"])
