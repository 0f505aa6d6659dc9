"""`/ampeln`: how each group stands and why, and its course as a picture with the same data as a table."""

from __future__ import annotations

from dataclasses import replace

from bot.pictures.child import drawn_as_svg
from bot.web.gallery import Gallery
from tests.bot.web.conftest import Browser
from tests.bot.web.reading import read
from tests.world import Room


async def told(team: Room, pmo: Room) -> None:
    await team.says("!ampel inhalt grün ressourcen gelb Stelle unbesetzt")
    await team.clock.pass_(days=7)
    await team.says("!ampel inhalt rot Lieferant ist pleite | hilfe: Entscheidung des PMO")
    await pmo.says("!ampel projekt gelb Vergabe dauert länger", by="Paula")


async def test_each_group_says_since_when_and_why(team: Room, pmo: Room, browser: Browser) -> None:
    await told(team, pmo)
    page = read(await browser.opens("/ampeln"))
    page.says_in_order("Vergabe dauert länger", "Dateninventur", "rot", "Lieferant ist pleite", "Entscheidung des PMO", "Stelle unbesetzt")
    page.says_in_order("Was die Farben heißen", "wie geplant", "allein nicht zu lösen")


async def test_the_course_is_a_table_whether_or_not_it_can_be_drawn(team: Room, pmo: Room, browser: Browser) -> None:
    await told(team, pmo)
    html = await browser.opens("/ampeln")
    rows = read(html).rows
    assert ["Ampel", "23.11.2026", "30.11.2026"] in rows
    assert ["Dateninventur, Inhalt", "grün", "rot"] in rows and ["Dateninventur, Ressourcen", "gelb", "gelb"] in rows
    assert 'class="picture"' not in html


async def test_the_course_is_drawn_with_its_title(team: Room, pmo: Room, browser: Browser) -> None:
    await told(team, pmo)
    assert browser.site.board is not None
    browser.site.board = replace(browser.site.board, gallery=Gallery(drawn_as_svg))
    for path in ("/ampeln", "/gruppen/Dateninventur"):
        html = await browser.opens(path)
        assert "<title>Dateninventur: Inhalt jetzt rot</title>" in html and 'class="lotse-fill-red"' in html and "style=" not in html


async def test_without_groups_it_says_the_next_step(pmo: Room, team: Room, browser: Browser) -> None:
    await team.says("!team auflösen ja")
    read(await browser.opens("/ampeln")).place("Noch gibt es keine Task Force")
    read(await browser.opens("/en/ampeln")).place("There is no task force yet")


async def test_a_light_that_was_never_set_says_what_the_blockers_say(team: Room, browser: Browser) -> None:
    await team.says("!blocker Freigabe fehlt | ampel: rot")
    read(await browser.opens("/ampeln")).says_in_order("Dateninventur", "rot (aus Blockern)")
