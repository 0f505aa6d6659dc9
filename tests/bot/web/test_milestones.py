"""`/meilensteine`: late ones first, the others by their date, and how the forecasts have moved."""

from __future__ import annotations

from dataclasses import replace

from bot.web import Part
from tests.bot.web.conftest import Browser
from tests.bot.web.reading import read
from tests.world import Room


async def told(team: Room) -> None:
    await team.says("!meilenstein Katalog online, bis: 15.12.2026, fördergeber: ja")
    await team.says("!meilenstein Schulung fertig, bis: 30.11.2026")
    await team.says("!meilenstein Inventur begonnen, bis: 20.12.2026")
    await team.says("!meilenstein prognose M1 15.2.2027 Zulieferung fehlt")
    await team.says("!meilenstein erreicht M3")


async def test_late_ones_come_first_and_each_says_plan_and_forecast(team: Room, browser: Browser) -> None:
    await told(team)
    page = read(await browser.opens("/meilensteine"))
    page.says_in_order("Später als vereinbart", "Katalog online", "Noch vor uns", "Schulung fertig", "Erreicht", "Inventur begonnen")
    assert [
        "M1 Katalog online Förderbescheid",
        "Dateninventur",
        "15.12.2026",
        "15.12.2026",
        "15.2.2027",
        "später, 8 Wochen 6 Tage",
    ] in page.rows
    assert ["M2 Schulung fertig", "Dateninventur", "30.11.2026", "30.11.2026", "30.11.2026", "im Plan"] in page.rows
    assert ["M1 Katalog online", "15.12.2026", "23.11.2026 → 15.12.2026 23.11.2026 → 15.2.2027"] in page.rows


async def test_the_public_sees_no_more_than_dates(team: Room, browser: Browser) -> None:
    await told(team)
    browser.access.user = None
    assert browser.site.board is not None
    browser.site.board = replace(browser.site.board, public=frozenset({Part.MILESTONES}))
    page = read(await browser.opens("/meilensteine"))
    page.says_in_order("Schulung fertig", "Katalog online")
    assert "Zulieferung" not in page.words and "M1" not in page.links


async def test_none_yet(team: Room, browser: Browser) -> None:
    read(await browser.opens("/meilensteine")).place("Noch keine Meilensteine. Einen anlegen: !meilenstein")
    read(await browser.opens("/en/meilensteine")).place("No milestones yet.")


async def test_a_reached_one_of_a_dissolved_group_stays(team: Room, browser: Browser) -> None:
    await told(team)
    await team.says("!team auflösen ja")
    page = read(await browser.opens("/meilensteine"))
    assert "Katalog online" not in page.words
    page.says_in_order("Erreicht", "Inventur begonnen", "Dateninventur")
