"""Sessions: the dates to come with their topics, the past ones with their minutes."""

from __future__ import annotations

from tests.bot.web.conftest import Browser
from tests.bot.web.reading import read
from tests.commands.minutes.sessions import after_begun, after_planned
from tests.world import Room, World


@after_planned
async def test_a_date_to_come_has_its_topics_and_their_time(team: Room, browser: Browser) -> None:
    page = read(await browser.opens("/sitzungen"))
    assert page.says("Di 24.11. 10:00 Uhr · S1 Jour fixe (Dateninventur)")
    for topic in ("T1 Hosting", "T2 Vergabe", "T3 Haushalt", "Zusammen 30 von 60 min"):
        assert page.says(topic)
    assert page.links["S1"] == "/S1" and page.links["T1"] == "/T1" and page.says("Noch gibt es kein Protokoll.")


@after_planned
async def test_a_date_that_was_cancelled_says_so_and_has_no_agenda(team: Room, browser: Browser) -> None:
    await team.says("!treffen absagen S1 Krankheit")
    page = read(await browser.opens("/sitzungen"))
    assert not page.says("Zusammen 30 von 60 min")


@after_begun
async def test_a_session_that_was_held_leads_to_what_its_minutes_say(team: Room, world: World, browser: Browser) -> None:
    await team.says("!beschluss Wir nehmen <das> Angebot & mehr")
    await team.says("!protokoll ende")
    page = read(await browser.opens("/sitzungen"))
    assert page.says("Sitzungen mit Protokoll") and page.links["Entwurf"] == "/sitzungen/S1/2026-11-24-1000"
    minutes = read(await browser.opens("/sitzungen/S1/2026-11-24-1000"))
    assert minutes.headings[0] == "Protokoll S1" and minutes.headings[1].startswith("Protokoll (Entwurf): Jour fixe")
    assert minutes.says("Wir nehmen <das> Angebot & mehr") and minutes.links["D1"] == "/D1"
    session = read(await browser.opens("/S1"))
    assert session.links["Dienstag, 24.11.2026"] == "/sitzungen/S1/2026-11-24-1000"


@after_begun
async def test_minutes_that_there_are_not_are_no_page(team: Room, browser: Browser) -> None:
    for path in ("S1/2026-11-25-1000", "S9/2026-11-24-1000", "S1/2026-13-45-9999", "S1/heute", "S1"):
        await browser.opens(f"/sitzungen/{path}", status=404)


async def test_a_series_is_shown_for_eight_weeks_with_moved_dates(team: Room, browser: Browser) -> None:
    await team.says("!treffen Jour fixe | wann: jeden Dienstag 10:00")
    await team.says("!treffen verschieben S1 | am: 1.12. | auf: 2.12. 11:00")
    page = read(await browser.opens("/sitzungen"))
    dates = [line for line in page.lines if "· S1 Jour fixe" in line]
    assert len(dates) == 8 and any("Mi 2.12. 11:00 Uhr" in line and "verschoben von Di 1.12." in line for line in dates)


async def test_a_retrospective_stands_among_the_dates_under_its_own_number(team: Room, browser: Browser) -> None:
    await team.says("!retro planen nächsten Donnerstag 15 Uhr")
    assert read(await browser.opens("/sitzungen")).links["R1"] == "/R1"
