"""A forecast that names a day which has gone by is a slip, and not a delay of a year that alarms the PMO."""

from __future__ import annotations

import pytest

from tests.world import Room


async def test_a_day_gone_by_lately_is_asked_about(team: Room, pmo: Room) -> None:
    await team.says("!meilenstein Datenkatalog online | bis: 30.11. | kennung: MS2")
    await team.says("!meilenstein prognose M1 1.11.")
    assert "Sonntag, 1.11.2026 liegt schon zurück" in team.sees()
    assert not pmo.messages()


async def test_with_its_year_it_is_taken(team: Room) -> None:
    await team.says("!meilenstein Datenkatalog online | bis: 30.11.")
    await team.says("!meilenstein prognose M1 1.11.2027 Zulieferung fehlt")
    assert "Montag, 1.11.2027" in team.sees()


async def test_a_day_still_to_come_is_that_day(team: Room) -> None:
    await team.says("!meilenstein Datenkatalog online | bis: 30.11.")
    await team.says("!meilenstein prognose M1 15.1. Zulieferung fehlt")
    assert "15.1.2027" in team.sees()


@pytest.mark.parametrize(
    ("said", "next_year"),
    [
        ("1.11.", "Oder erst nächstes Jahr? !meilenstein prognose M1 1.11.2027"),
        ("1.11. Urlaub", "Oder erst nächstes Jahr? !meilenstein prognose M1 1.11.2027"),
        ("1.11.2026", ""),
        ("gestern", ""),
    ],
)
async def test_the_next_year_is_offered_only_where_no_year_was_said(team: Room, said: str, next_year: str) -> None:
    await team.says("!meilenstein Datenkatalog online | bis: 30.11.")
    await team.says(f"!meilenstein prognose M1 {said}")
    assert "liegt schon zurück" in team.sees() and next_year in team.sees()
    assert bool(next_year) is ("nächstes Jahr" in team.sees())
