"""`/berichte`: when the next report is due, what is missing, which were released, and the table of the task forces."""

from __future__ import annotations

from tests.bot.web.conftest import Browser
from tests.bot.web.reading import read
from tests.world import Room


async def test_it_says_what_the_next_report_lacks_and_shows_the_table(team: Room, browser: Browser) -> None:
    await team.says("!team Dateninventur | ziel: Jeder kennt seine Daten | zeitraum: 1.1.2026 bis 31.12.2027 | budget: 100000")
    await team.says("!bericht abgerufen 51000")
    await team.says("!frage Wer zahlt das?")
    page = read(await browser.opens("/berichte"))
    page.says_in_order("Bericht Q4 2026", "Fällig am", "Es fehlt noch", "Dateninventur", "erreicht", "Task Forces")
    page.place("Jeder kennt seine Daten")
    page.says_in_order("1.1.2026 – 31.12.2027", "51.000 €", "Gießen, Marburg", "Q1", "Wer zahlt das?", "Mittel und Zeit")
    assert ["Dateninventur", "51 %", "45 %"] in [[cell.replace("\xa0", " ") for cell in row] for row in page.rows]
    assert "!bericht" not in page.words


async def test_a_released_report_says_how_far_it_is(team: Room, pmo: Room, browser: Browser) -> None:
    await team.clock.pass_(days=45)
    await pmo.says("!bericht freigeben Q4 2026", by="Paula")
    page = read(await browser.opens("/berichte"))
    assert [row[:2] for row in page.rows if row[0].startswith("2026")] == [["2026-Q4.1", "freigegeben, Abnahme steht aus"]]
    page.says_in_order("2026-Q4.1 ist freigegeben, die Abnahme steht noch aus", "Freigegebene Berichte")


async def test_a_released_report_can_be_read_as_it_was_released(team: Room, pmo: Room, browser: Browser) -> None:
    await team.says("!meilenstein Katalog <b>online, bis: 15.12.2026")
    await team.says("!bericht beitrag Der Katalog ist online")
    await team.clock.pass_(days=45)
    await pmo.says("!bericht freigeben Q4 2026", by="Paula")
    await team.says("!team Katalog")
    html = await browser.opens(read(await browser.opens("/berichte")).links["2026-Q4.1"])
    page = read(html)
    assert page.headings[0] == "Bericht 2026-Q4.1"
    page.says_in_order("freigegeben, Abnahme steht aus", "Übersicht Task Forces", "Meilensteine", "Katalog <b>online", "Dateninventur")
    page.says_in_order("Erreicht", "Der Katalog ist online", "Risiken")
    assert '<table class="stacks">' in html and 'data-label="Vereinbart"' in html
    await browser.opens("/berichte/2026-Q3.1", status=404)


async def test_an_empty_project_has_nothing_to_report(browser: Browser) -> None:
    read(await browser.opens("/berichte")).place("Noch gibt es keine Task Force, über die zu berichten wäre.")
    read(await browser.opens("/en/berichte")).place("There is no task force yet")


async def test_a_release_that_was_taken_back_is_in_no_list_and_says_so_at_its_address(team: Room, pmo: Room, browser: Browser) -> None:
    await team.clock.pass_(days=45)
    await pmo.deletes(await pmo.says("!bericht freigeben Q4 2026", by="Paula"), by="Paula")
    page = read(await browser.opens("/berichte"))
    assert "2026-Q4.1" not in page.words
    read(await browser.opens("/berichte/2026-Q4.1")).says_in_order("Bericht 2026-Q4.1", "zurückgezogen")
