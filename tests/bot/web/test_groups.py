"""`/gruppen` and `/gruppen/NAME`: every group is found, however its name is written, and whatever became of it."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from tests.bot.web.conftest import Browser
from tests.bot.web.reading import read
from tests.world import Room


async def founded(team: Room, pmo: Room, name: str) -> Room:
    room = team.world.room(name, "Ben", moderators=("Clara",))
    await room.says(f"!team {name}", by="Clara")
    await pmo.taps("✅", on=name, by="Paula")
    return room


async def test_all_groups_stand_there_by_name(team: Room, pmo: Room, browser: Browser) -> None:
    await founded(team, pmo, "Ärztenetz")
    page = read(await browser.opens("/gruppen"))
    assert page.headings == ["Gruppen", "PMO", "Steuerungskreis", "Task Forces", "Dateninventur", "Ärztenetz"]
    assert page.links["Ärztenetz"] == "/gruppen/%C3%84rztenetz"


async def test_a_group_shows_what_is_open_in_it(team: Room, browser: Browser) -> None:
    await team.says("!team Dateninventur | ziel: Jeder kennt seine Daten | budget: 100000 | link: https://cloud.example/x")
    await team.says("!blocker Freigabe fehlt")
    await team.says("!aufgabe Angebot einholen | bis: morgen | wer: Anna")
    await team.says("!frage Wer zahlt das?")
    await team.says("!meilenstein Katalog online, bis: 15.12.2026")
    await team.says("!treffen Jour fixe | wann: jeden Dienstag 10:00")
    await team.says("!ampel inhalt grün ressourcen gelb Stelle unbesetzt")
    await team.says("!beschluss Hosting bei der ekom21")
    await team.says("!bericht abgerufen 51000")
    page = read(await browser.opens("/gruppen/Dateninventur"))
    page.says_in_order(
        "Dateninventur", "Ampeln", "grün", "Ressourcen", "Stelle unbesetzt", "Freigabe fehlt", "Angebot einholen", "Katalog online"
    )
    page.says_in_order("Wer zahlt das?", "Jour fixe", "Hosting bei der ekom21", "Ziel: Jeder kennt seine Daten", "51.000 €")
    assert page.links["https://cloud.example/x"] == "https://cloud.example/x"
    assert {"B1", "A1", "Q1", "M1", "D1"} <= page.links.keys()


@pytest.mark.parametrize("written", ["Ärzte & Pflege 24/7", "ÄRZTE & PFLEGE 24/7", "aerzte & pflege 24/7", " ärzte  & pflege 24/7"])
async def test_a_name_is_found_however_it_is_written(written: str, team: Room, pmo: Room, browser: Browser) -> None:
    await founded(team, pmo, "Ärzte & Pflege 24/7")
    for address in (quote(written), quote(written, safe="")):
        assert read(await browser.opens(f"/gruppen/{address}")).headings[0] == "Ärzte & Pflege 24/7"


@pytest.mark.parametrize("name", ["100 % Öko?", "C# und <b>", "Plan+1", 'Die "Neuen"', "A..B", "Müll 🚮"])
async def test_the_link_to_a_group_leads_to_it(name: str, team: Room, pmo: Room, browser: Browser) -> None:
    async with team.world.store.transaction() as tx:
        (known,) = [each for each in await tx.teams.all() if each.name == "Dateninventur"]
        await tx.teams.save(type(known)(**{**vars(known), "name": name}))
    link = read(await browser.opens("/gruppen")).links[name]
    page = read(await browser.opens(link))
    assert page.headings[0] == name
    english = page.links["English"]
    assert english.startswith("/en/gruppen/") and read(await browser.opens(english)).headings[0] == name


async def test_a_dissolved_group_still_shows_what_was_noted(team: Room, browser: Browser) -> None:
    await team.says("!blocker Freigabe fehlt")
    await team.says("!team auflösen ja")
    page = read(await browser.opens("/gruppen/dateninventur"))
    page.says_in_order("Diese Gruppe ist aufgelöst, seit Montag, 23.11.2026.", "Freigabe fehlt")
    assert read(await browser.opens("/gruppen")).links["Dateninventur"] == "/gruppen/Dateninventur"


async def test_a_group_that_is_not_confirmed_says_so(team: Room, browser: Browser) -> None:
    room = team.world.room("Energie", "Ben", moderators=("Clara",))
    await room.says("!team Energie | ziel: Weniger Strom", by="Clara")
    page = read(await browser.opens("/gruppen/energie"))
    page.says_in_order("Energie", "wartet auf die Bestätigung durch das PMO", "Weniger Strom")


async def test_a_name_that_there_is_not_is_answered_with_the_nearest(team: Room, browser: Browser) -> None:
    page = read(await browser.opens("/gruppen/Dateninventar", status=404))
    page.place("Eine Gruppe »Dateninventar« gibt es nicht. Vielleicht heißt sie inzwischen anders. Meintest du Dateninventur?")
    assert page.links["Dateninventur"] == "/gruppen/Dateninventur" and page.links["Alle Gruppen"] == "/gruppen"
    english = read(await browser.opens("/en/gruppen/%3Cscript%3E", status=404))
    english.place("There is no group »<script>«.")


async def test_the_pmo_has_a_page_too(pmo: Room, browser: Browser) -> None:
    await pmo.says("!aufgabe Bericht schreiben | bis: morgen", by="Paula")
    page = read(await browser.opens("/gruppen/pmo"))
    page.says_in_order("PMO", "Bericht schreiben")
    assert "Ampeln" not in page.headings


async def test_a_group_is_found_by_the_name_that_it_had(team: Room, browser: Browser) -> None:
    await team.says("!team Datenkatalog")
    await team.says("!team Katalog & Inventur")
    for name in ("dateninventur", "Datenkatalog", "katalog & inventur"):
        assert read(await browser.opens(f"/gruppen/{quote(name)}")).headings[0] == "Katalog & Inventur"
