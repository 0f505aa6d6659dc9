"""The distance between two words is that of the table in the books, computed without the table."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.words import edit_distance

WORDS = st.text("abcä", max_size=9)


def by_table(word: str, target: str) -> int:
    """Optimal string alignment distance by dynamic programming."""
    cost = {(at, 0): at for at in range(len(word) + 1)} | {(0, at): at for at in range(len(target) + 1)}
    for y in range(1, len(word) + 1):
        for x in range(1, len(target) + 1):
            cost[y, x] = min(cost[y - 1, x] + 1, cost[y, x - 1] + 1, cost[y - 1, x - 1] + (word[y - 1] != target[x - 1]))
            if y > 1 and x > 1 and word[y - 2 : y] == target[x - 1] + target[x - 2]:
                cost[y, x] = min(cost[y, x], cost[y - 2, x - 2] + 1)
    return cost[len(word), len(target)]


@given(WORDS, WORDS, st.integers(0, 3))
def test_the_distance_is_that_of_the_table_up_to_a_bound(word: str, target: str, most: int) -> None:
    assert edit_distance(word, target, most) == min(by_table(word, target), most + 1)
