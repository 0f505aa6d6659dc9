"""Is the bot quiet in a year of milestones and lights, and does it ask nothing twice?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

import pytest

from bot.messages import ONCE
from tests.a_year_of_seeing import BUSY, FORGETS_FROM, GROUPS, PAGE, table, told, with_table
from tests.world import BERLIN, World

pytestmark = [pytest.mark.thorough, pytest.mark.sqlite]

MOST_IN_A_CALM_MONTH = 2
"""Messages of its own a week and room."""


@pytest.fixture
def settings() -> dict[str, str]:
    """With digests."""
    return {}


async def test_a_year_is_quiet_and_no_prompt_comes_twice(world: World) -> None:
    year = await told(world)

    calm = frozenset(range(1, 13)) - BUSY
    for name in year.rooms.values():
        assert 0 < max(year.weeks(name, calm)) <= MOST_IN_A_CALM_MONTH, name

    said = year.said()
    keys = Counter((room, each.content.get(ONCE)) for _, room, each in said)
    assert [key for key, count in keys.items() if count > 1] == []
    prompts = Counter((room, each.body) for _, room, each in said if each.reactions and not str(each.content[ONCE]).startswith("weekly:"))
    assert [prompt for prompt, count in prompts.items() if count > 1] == []

    for name in GROUPS:
        for mark, apart in (("Prognosen: ", timedelta(weeks=4)), ("Ampeln: ", timedelta(weeks=1))):
            asked = [at.astimezone(BERLIN).date() for at, room, each in said if room == name and f"\n{mark}" in each.body]
            assert len(asked) > 8 and min(_gaps(asked)) >= apart, (name, mark, asked)

    silent = [at.astimezone(BERLIN).date() for at, room, each in said if room == "PMO" and "🔭 Fernwärme hat" in each.body]
    assert silent[0] > FORGETS_FROM + timedelta(weeks=4) and not any("🔭 App" in each.body for _, _, each in said)
    assert any("🟢 Inhalt ≠" in each.body for _, room, each in said if room == "PMO")

    page = PAGE.read_text(encoding="utf-8")
    assert page == with_table(page, table(year)), "make it anew: python -m tests.a_year_of_seeing"


def _gaps(days: list[date]) -> Iterator[timedelta]:
    for earlier, later in pairwise(days):
        yield later - earlier
