"""Words around a number, or words of a list alone: what was meant is done or offered, and never stored as something new."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.world import Room, World


async def records(world: World) -> Sequence[Room]:
    team, *_ = world.founded
    for said in (
        "!blocker Strom fehlt",
        "!aufgabe Kuchen backen",
        "!treffen Jour fixe | wann: jeden Dienstag 10 Uhr",
        "!agenda Hosting",
        "!lernen Kurze Wege helfen | art: organisation",
    ):
        await team.says(said)
    team.forget()
    return world.founded


after_records = pytest.mark.goes_on_from(story=records)


@pytest.mark.parametrize(
    ("said", "listed"),
    [
        ("!blocker alle", "Alle Blocker: Dateninventur"),
        ("!blocker all", "Alle Blocker: Dateninventur"),
        ("!blocker offen", "Offene Blocker: Dateninventur"),
        ("!blocker Offene?", "Offene Blocker: Dateninventur"),
        ("!blocker Projekt", "Offene Blocker im Projekt"),
        ("!hurdle open project", "Offene Blocker im Projekt"),
        ("!aufgabe alle", "Alle Aufgaben: Dateninventur"),
        ("!treffen projekt", "Treffen in den nächsten 4 Wochen im Projekt"),
        ("!agenda alle", "Agenda: Jour fixe"),
        ("!lernen Organisation", "Gelernt: Dateninventur (Organisation und Prozess)"),
    ],
)
@after_records
async def test_words_that_sift_a_list_are_nothing_new(team: Room, said: str, listed: str) -> None:
    await team.says(said)
    assert team.sees().startswith(listed)


@pytest.mark.parametrize("said", ["!blocker neu alle", "!blocker alle Server stehen", "!blocker Offene Punkte fehlen"])
@after_records
async def test_what_is_more_than_these_words_is_new(team: Room, said: str) -> None:
    await team.says(said)
    assert "B2" in team.sees()


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("!rot B1", "!blocker ändere B1 | ampel: rot"),
        ("!gelb B1", "!blocker ändere B1 | ampel: gelb"),
        ("!blocker rot B1", "!blocker ändere B1 | ampel: rot"),
        ("!blocker B1 rot!", "!blocker ändere B1 | ampel: rot"),
        ("!agenda T1 auf 1", "!agenda verschieben T1 | auf: 1"),
        ("!agenda T1 auf Platz 1", "!agenda verschieben T1 | auf: Platz 1"),
        ("!agenda T1 auf 20 min", "!agenda ändere T1 | dauer: 20 min"),
        ("!treffen S1 auf Mi 12 Uhr verschieben", "!treffen verschieben S1 auf Mi 12 Uhr"),
        ("!treffen S1 wegen Krankheit absagen", "!treffen absagen S1 wegen Krankheit"),
        ("!blocker B1 mit neuem Kabel gelöst", "!blocker gelöst B1 mit neuem Kabel"),
        ("!aufgabe A1 gestern erledigt", "!aufgabe erledigt A1 gestern"),
    ],
)
@after_records
async def test_what_was_meant_is_offered(team: Room, said: str, meant: str) -> None:
    await team.says(said)
    assert f"Meintest du {meant}?" in team.sees() and team.messages()[-1].reactions == ["✅"]


@after_records
async def test_a_meeting_is_moved_by_a_sentence_that_ends_with_its_verb(team: Room) -> None:
    await team.says("!treffen S1 auf Mi 12 Uhr verschieben")
    await team.taps("✅", on="Meintest du")
    assert "Mittwoch, 25.11.2026, 12:00 Uhr statt Dienstag, 24.11.2026, 10:00 Uhr" in team.sees()


async def test_a_colour_is_no_slip_of_a_word_for_the_bot(team: Room) -> None:
    await team.says("!rot")
    assert "Meintest du" not in team.sees() and "!hilfe" in team.sees()
