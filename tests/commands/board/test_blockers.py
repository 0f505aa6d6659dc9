"""The taskboard: open, taken, waiting, done."""

from __future__ import annotations

import re

from commands.board.pages.blockers import MAX_DONE, MAX_OPEN
from tests.bot.web.conftest import Browser
from tests.bot.web.reading import read
from tests.world import Room


async def _columns(browser: Browser, path: str = "/blocker") -> dict[str, str]:
    """The words of each column by its name."""
    html = await browser.opens(path)
    found: dict[str, str] = {}
    for section in re.findall(r'<section class="column".*?</section>', html, re.DOTALL):
        page = read(f"<main>{section}</main>")
        found[page.headings[0]] = " ".join(page.words.split())
    return found


async def test_without_any_the_page_says_so(team: Room, browser: Browser) -> None:
    assert read(await browser.opens("/blocker")).says("Keine offenen Blocker im Projekt.")


async def test_each_stands_in_the_column_of_what_has_become_of_it(team: Room, pmo: Room, steering: Room, browser: Browser) -> None:
    for words in ("Freigabe fehlt", "Stelle unbesetzt", "Vertrag offen", "Zugang fehlt"):
        await team.says(f"!blocker {words}")
    await pmo.says("!blocker übernehmen B2", by="Paula")
    await pmo.says("!blocker eskalieren B3 Wir brauchen euch", by="Paula")
    await team.says("!blocker gelöst B4")
    columns = await _columns(browser)
    assert list(columns) == ["Offen 1", "Übernommen 1", "Wartet 1", "Erledigt 1"]
    said = list(columns.values())
    assert "B1 Freigabe fehlt (Dateninventur)" in said[0] and "noch niemand dran" in said[0]
    assert "B2 Stelle unbesetzt" in said[1] and "Paula ist dran" in said[1]
    assert "B3 Vertrag offen" in said[2]
    assert "B4 Zugang fehlt" in said[3] and "gelöst" in said[3]


async def test_one_that_is_on_an_agenda_waits_until_the_topic_is_done(team: Room, browser: Browser) -> None:
    await team.says("!blocker Freigabe fehlt")
    await team.says("!agenda B1")
    assert "B1 Freigabe fehlt" in (await _columns(browser))["Wartet 1"]
    await team.says("!agenda erledigt T1 Wird nachgereicht")
    assert "B1 Freigabe fehlt" in (await _columns(browser))["Offen 1"]


async def test_one_that_is_taken_after_the_committee_heard_of_it_does_not_wait(
    team: Room, pmo: Room, steering: Room, browser: Browser
) -> None:
    await team.says("!blocker Vertrag offen")
    await pmo.says("!blocker eskalieren B1 Wir brauchen euch", by="Paula")
    await team.clock.pass_(hours=1)
    await pmo.says("!blocker übernehmen B1", by="Paula")
    assert "B1 Vertrag offen" in (await _columns(browser))["Übernommen 1"]


async def test_the_most_urgent_come_first_and_what_is_done_leaves_after_four_weeks(team: Room, browser: Browser) -> None:
    await team.says("!blocker Alt")
    await team.clock.pass_(hours=1)
    await team.says("!blocker Dringend | ampel: rot")
    await team.says("!blocker Erledigt")
    await team.says("!blocker gelöst B3")
    said = (await _columns(browser))["Offen 2"]
    assert said.index("B2 Dringend") < said.index("B1 Alt")
    await team.clock.pass_(weeks=4, hours=1)
    assert "B3" not in read(await browser.opens("/blocker")).words


async def test_many_are_bounded_and_that_is_said(team: Room, browser: Browser) -> None:
    for count in range(MAX_OPEN + 1):
        await team.says(f"!blocker Nummer {count}")
    page = read(await browser.opens("/blocker"))
    assert page.says(f"Gezeigt sind die {MAX_OPEN} dringendsten von {MAX_OPEN + 1} offenen.")
    assert len([link for link in page.links if re.fullmatch(r"B\d+", link)]) == MAX_OPEN
    assert MAX_DONE < MAX_OPEN


async def test_in_english_it_says_the_same_and_leads_to_english_pages(team: Room, browser: Browser) -> None:
    await team.says('!blocker <i>Freigabe</i> & "Ruhe"')
    html = await browser.opens("/en/blocker")
    page = read(html)
    assert page.headings[0] == "Blockers" and "<i>" not in html.replace("&lt;i&gt;", "")
    assert page.says('<i>Freigabe</i> & "Ruhe"') and page.links["B1"] == "/en/B1"
