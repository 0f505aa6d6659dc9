"""`/`: what needs attention first, then the groups, then the next dates; and what the public sees of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.web import Part
from tests.bot.web.conftest import Browser
from tests.bot.web.reading import read
from tests.world import Room, World

NASTY = 'Daten & <b>"Wege"</b> 🚲 ' + "sehr lang " * 17


async def test_what_needs_attention_comes_first_then_the_groups_then_the_dates(team: Room, browser: Browser) -> None:
    await team.says("!blocker Datenschutzfreigabe fehlt | ampel: rot")
    await team.says("!blocker Raum ist zu klein")
    await team.says("!ampel inhalt gelb ressourcen grün Konzept fehlt")
    await team.says("!treffen Jour fixe | wann: jeden Dienstag 10:00")
    await team.says("!meilenstein Katalog online, bis: 15.12.2026")
    await team.says("!meilenstein Schulung fertig, bis: 18.12.2026")
    await team.says("!meilenstein prognose M1 15.2.2027 Zulieferung fehlt")
    page = read(await browser.opens("/"))
    assert page.headings == [
        "Überblick",
        *("Das braucht Aufmerksamkeit", "Gruppen", "Dateninventur", "Nächste Treffen", "Nächste Meilensteine"),
    ]
    page.says_in_order("B1", "Datenschutzfreigabe fehlt (Dateninventur)", "M1", "Katalog online", "Gruppen\nDateninventur", "2 Blocker")
    page.says_in_order("Nächste Treffen", "Di 24.11. 10:00 Uhr", "Nächste Meilensteine", "Schulung fertig")
    urgent = page.words[: page.place("Gruppen\nDateninventur")]
    assert "Raum ist zu klein" not in urgent
    assert "Katalog online" not in page.words[page.place("Nächste Meilensteine") :]
    assert page.links["B1"] == "/B1" and page.links["M1"] == "/M1" and page.links["Dateninventur"] == "/gruppen/Dateninventur"


async def test_a_light_is_a_shape_a_word_and_a_colour(team: Room, browser: Browser) -> None:
    await team.says("!ampel inhalt gelb ressourcen rot Stelle unbesetzt | hilfe: vom PMO")
    html = await browser.opens("/")
    assert '<span class="light yellow"><svg' in html and '<span class="light red"><svg' in html
    page = read(html)
    page.says_in_order("1 rot", "gelb Inhalt", "rot Ressourcen")


async def test_where_nothing_is_urgent_it_says_so(team: Room, browser: Browser) -> None:
    await team.says("!treffen Jour fixe | wann: jeden Dienstag 10:00")
    page = read(await browser.opens("/"))
    page.says_in_order("Das braucht Aufmerksamkeit", "Nichts ist rot", "Dateninventur")


async def test_in_a_project_of_which_nothing_is_known_it_says_the_first_step(world: World, browser: Browser) -> None:
    page = read(await browser.opens("/"))
    assert page.headings == ["Überblick"]
    page.place("Der erste Schritt: Ladet Lotse in den Raum des PMO ein und schreibt dort !team PMO, art: pmo")
    pmo = world.room("PMO", "Paula", moderators=("Ada",))
    await pmo.says("!team PMO | art: pmo", by="Ada")
    read(await browser.opens("/")).place("Der nächste Schritt: Ladet Lotse in ihren Raum ein")


async def test_what_is_left_out_is_behind_a_link(team: Room, browser: Browser) -> None:
    async with team.world.store.transaction() as tx:
        (known,) = [each for each in await tx.teams.all() if each.name == "Dateninventur"]
        for count in range(200):
            await tx.teams.add(replace(known, name=f"Gruppe {count:03}", room=type(known.room)(f"!g{count}")))
    page = read(await browser.opens("/"))
    assert len([each for each in page.headings if each.startswith("Gruppe ")]) == 23
    assert page.links["Alle Gruppen"] == "/gruppen"
    assert len([each for each in read(await browser.opens("/gruppen")).headings if each.startswith("Gruppe ")]) == 200


async def test_what_people_wrote_is_shown_as_they_wrote_it(team: Room, browser: Browser) -> None:
    await team.says(f"!blocker {NASTY[:200]} | ampel: rot")
    html = await browser.opens("/")
    assert "<b>" not in html and "&lt;b&gt;" in html
    read(html).place('Daten & <b>"Wege"</b> 🚲 sehr lang')


async def test_in_english(team: Room, browser: Browser) -> None:
    await team.says("!blocker Datenschutzfreigabe fehlt | ampel: rot")
    page = read(await browser.opens("/en/"))
    page.says_in_order("This needs attention", "B1", "Groups", "Dateninventur", "no meeting planned")
    assert page.links["B1"] == "/en/B1" and page.links["Dateninventur"] == "/en/gruppen/Dateninventur"


async def test_a_group_that_was_dissolved_needs_no_attention(team: Room, browser: Browser) -> None:
    await team.says("!blocker Datenschutzfreigabe fehlt | ampel: rot")
    await team.says("!team auflösen ja")
    page = read(await browser.opens("/"))
    assert "Datenschutzfreigabe" not in page.words and "Dateninventur" not in page.headings


@pytest.fixture
async def public(browser: Browser) -> Browser:
    """Somebody who has not signed in, where everything that may be public is."""
    browser.access.user = None
    assert browser.site.board is not None
    browser.site.board = replace(browser.site.board, public=frozenset(Part))
    return browser


async def test_the_public_sees_goals_and_milestones_and_nobody_s_name(team: Room, pmo: Room, public: Browser) -> None:
    await team.says("!team Dateninventur | ziel: Jeder kennt seine Daten | leitung: Anna | budget: 180000 | link: https://intern.example/x")
    await team.says("!blocker Vertrauliches Hindernis | ampel: rot")
    await team.says("!ampel inhalt rot Streit mit dem Amt ressourcen grün")
    await team.says("!meilenstein Katalog online, bis: 15.12.2026")
    page = read(await public.opens("/"))
    page.says_in_order("Das ist der öffentliche Teil", "Dateninventur", "Jeder kennt seine Daten", "Gießen, Marburg")
    read(await public.opens("/meilensteine")).place("Katalog online")
    for kept in ("Anna", "Vertraulich", "Streit", "180", "intern.example", "rot"):
        assert kept not in page.words
    assert "M1" not in page.links and "Gruppen" not in page.links


async def test_what_is_not_public_asks_to_sign_in(team: Room, browser: Browser) -> None:
    browser.access.user = None
    for path in ("/", "/gruppen", "/gruppen/Dateninventur", "/meilensteine", "/ampeln", "/berichte"):
        assert "Link zum Anmelden" in await browser.opens(path, status=401)
