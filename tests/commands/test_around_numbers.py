"""Words around a number, or words of a list alone: what was meant is done or offered, and never stored as something new."""

from __future__ import annotations

import pytest

from tests.world import Room


@pytest.fixture
async def busy(team: Room) -> Room:
    for said in (
        "!blocker Strom fehlt",
        "!aufgabe Kuchen backen",
        "!treffen Jour fixe | wann: jeden Dienstag 10 Uhr",
        "!agenda Hosting",
        "!lernen Kurze Wege helfen | art: organisation",
    ):
        await team.says(said)
    team.forget()
    return team


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
async def test_words_that_sift_a_list_are_nothing_new(busy: Room, said: str, listed: str) -> None:
    await busy.says(said)
    assert busy.sees().startswith(listed)


@pytest.mark.parametrize("said", ["!blocker neu alle", "!blocker alle Server stehen", "!blocker Offene Punkte fehlen"])
async def test_what_is_more_than_these_words_is_new(busy: Room, said: str) -> None:
    await busy.says(said)
    assert "B2" in busy.sees()


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
async def test_what_was_meant_is_offered(busy: Room, said: str, meant: str) -> None:
    await busy.says(said)
    assert f"Meintest du {meant}?" in busy.sees() and busy.messages()[-1].reactions == ["✅"]


async def test_a_meeting_is_moved_by_a_sentence_that_ends_with_its_verb(busy: Room) -> None:
    await busy.says("!treffen S1 auf Mi 12 Uhr verschieben")
    await busy.taps("✅", on="Meintest du")
    assert "Mittwoch, 25.11.2026, 12:00 Uhr statt Dienstag, 24.11.2026, 10:00 Uhr" in busy.sees()


async def test_a_colour_is_no_slip_of_a_word_for_the_bot(team: Room) -> None:
    await team.says("!rot")
    assert "Meintest du" not in team.sees() and "!hilfe" in team.sees()
