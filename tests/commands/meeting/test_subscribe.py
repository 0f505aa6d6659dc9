"""`!treffen abo` where there is no board. With one: `tests/bot/web/test_calendar.py`."""

from __future__ import annotations

from tests.world import Room


async def test_without_a_board_it_says_what_is_missing(team: Room) -> None:
    for said in ("!treffen abo", "!treffen abo neu"):
        await team.says(said)
        assert "fehlt hier noch die Tafel" in team.sees()
        assert "Bis dahin kommt jede Einladung als Kalenderdatei in den Raum" in team.sees()
