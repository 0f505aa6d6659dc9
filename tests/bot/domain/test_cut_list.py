"""How lists are cut."""

from __future__ import annotations

import pytest

from bot.domain.cut_list import cut


@pytest.mark.parametrize(("length", "shown", "more"), [(0, 0, 0), (3, 3, 0), (4, 4, 0), (5, 3, 2), (30, 3, 27)])
def test_one_more_is_shown_rather_than_said_to_be_left_out(length: int, shown: int, more: int) -> None:
    items, left_out = cut(range(length), 3)
    assert (list(items), left_out) == (list(range(shown)), more)
