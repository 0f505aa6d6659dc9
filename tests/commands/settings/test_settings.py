"""What holds in a room, who changes it, and in which language the bot answers."""

from __future__ import annotations

import re

import pytest

from bot.domain.settings.registry import SETTINGS
from tests.world import Room


async def test_everything_that_holds_is_shown_with_where_it_comes_from(team: Room, pmo: Room) -> None:
    await team.says("!einstellungen ruhezeit: 18-8 Uhr")
    await team.says("!einstellungen")
    assert "ruhezeit: 18:00-08:00 (hier gesetzt)" in team.sees()
    assert "wiederholung" not in team.sees()
    await pmo.says("!einstellungen", by="Paula")
    assert "wiederholung: 4 Arbeitsstunden" in pmo.sees()


async def test_a_setting_goes_back_and_off(team: Room) -> None:
    await team.says("!einstellungen wochenüberblick: Fr 14 Uhr")
    assert "wochenüberblick: Fr 14:00 (hier gesetzt)" in team.sees()
    await team.says("!einstellungen wochenüberblick: aus")
    assert "wochenüberblick: aus (hier gesetzt)" in team.sees()
    await team.says("!settings weekly: reset")
    assert "hier gesetzt" not in team.sees()


@pytest.mark.parametrize(
    ("said", "holds"),
    [
        ("wochenüberblick Fr 14:00", "wochenüberblick: Fr 14:00 (hier gesetzt)"),
        ("ruhezeit 18:00-08:00", "ruhezeit: 18:00-08:00 (hier gesetzt)"),
        ("ruhezeit = 18:00-08:00", "ruhezeit: 18:00-08:00 (hier gesetzt)"),
    ],
)
async def test_the_colon_of_a_time_is_not_the_one_behind_a_name(team: Room, said: str, holds: str) -> None:
    await team.says(f"!einstellungen {said}")
    assert holds in team.sees()


async def test_several_are_set_at_once_or_none(team: Room) -> None:
    await team.says("!einstellungen\nruhezeit: 18:00-08:00\nantworten: kurz")
    await team.says("!einstellungen\nantworten: voll\nruhezeit: irgendwann")
    assert "irgendwann" in team.sees()
    await team.says("!einstellungen")
    assert "antworten: kurz" in team.sees()


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("!einstellungen ruhezit: 18:00-08:00", "!einstellungen ruhezeit: 18:00-08:00"),
        ("!einstellungen farbe: rot", "»farbe«"),
        ("!einstellungen ruhezeit:", "ruhezeit: 18:00-08:00"),
        ("!einstellungen sprache: klingonisch", "sprache: de"),
        ("!einstellungen wiederholung: 1h", "PMO"),
    ],
)
async def test_a_mistake_is_answered_with_an_example(team: Room, said: str, reason: str) -> None:
    await team.says(said)
    assert reason in team.sees()


async def test_only_moderators_change_a_room_and_only_the_pmo_the_project(team: Room, pmo: Room) -> None:
    await team.says("!einstellungen antworten: kurz", by="Ben")
    assert "Moderation" in team.sees()
    await pmo.says("!einstellungen arbeitstage: Mo-Do", by="Peter")
    assert "Mo-Do" in pmo.sees()


async def test_the_language_of_a_room_is_changed_and_both_are_always_understood(team: Room) -> None:
    await team.says("!sprache en")
    assert "English" in team.sees()
    await team.says("!blocker Raum fehlt | ampel: rot")
    assert "🔴 red · B1" in team.sees()
    await team.says("!language deutsch")
    assert "Deutsch" in team.sees()
    await team.says("!sprache fr")
    assert "fr" in team.sees() and "sprache" in team.sees()
    await team.says("!sprache")
    assert "Deutsch" in team.sees()


async def test_every_setting_is_shown_with_what_it_is_for(pmo: Room) -> None:
    await pmo.says("!einstellungen", by="Paula")
    lines = [line for line in pmo.sees().splitlines() if line.startswith("• ")]
    assert len(lines) == len(SETTINGS) and all(re.search(r": .+ – \w+", line) for line in lines)
    assert "vorlauf: aus – so lange vor einem Treffen kommt der Überblick" in pmo.sees()
