"""Decisions, questions and learnings: nothing, one, many in pages."""

from __future__ import annotations

import pytest

from commands.board.paging import PER_PAGE
from tests.bot.web.conftest import Browser
from tests.bot.web.reading import read
from tests.world import Room

LONG = "Wir " + "sehr " * 38 + "lange"


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/beschluesse", "Noch kein Beschluss im Projekt."),
        ("/fragen", "Keine offenen Fragen im Projekt."),
        ("/lernen", "Noch nichts festgehalten im Projekt."),
        ("/sitzungen", "Gerade steht kein Termin an."),
        ("/en/beschluesse", "No decision"),
    ],
)
async def test_an_empty_page_says_so(path: str, says: str, team: Room, browser: Browser) -> None:
    assert read(await browser.opens(path)).says(says)


async def test_the_register_has_each_decision_with_what_has_become_of_it_the_newest_first(team: Room, browser: Browser) -> None:
    await team.says('!beschluss Wir hosten in <Gießen> & "Marburg"')
    await team.says(f"!beschluss {LONG}")
    await team.says("!beschluss aufheben D1 Angebot zurückgezogen")
    page = read(await browser.opens("/beschluesse"))
    assert page.says("2 Beschlüsse im Projekt, die neuesten zuerst") and page.says('Wir hosten in <Gießen> & "Marburg"')
    assert page.says(LONG) and page.lines.index("D2") < page.lines.index("D1")
    assert page.says("aufgehoben") and page.says("gilt") and page.links["D1"] == "/D1"


async def test_a_decision_whose_message_was_deleted_is_not_in_the_register(team: Room, browser: Browser) -> None:
    said = await team.says("!beschluss Versehen")
    await team.deletes(said)
    assert read(await browser.opens("/beschluesse")).says("Noch kein Beschluss im Projekt.")


async def test_many_decisions_are_in_pages_with_links_between_them(team: Room, browser: Browser) -> None:
    for count in range(1, PER_PAGE + 2):
        await team.says(f"!beschluss Nummer {count}")
    first, second = read(await browser.opens("/beschluesse")), read(await browser.opens("/en/beschluesse/2"))
    assert first.links["Ältere"] == "/beschluesse/2" and "D1" not in first.links and f"D{PER_PAGE + 1}" in first.links
    assert second.links["Newer"] == "/en/beschluesse" and "D1" in second.links and "Older" not in second.links
    for path in ("/beschluesse/3", "/beschluesse/0", "/beschluesse/99999", "/beschluesse/x"):
        await browser.opens(path, status=404)


async def test_open_questions_come_first_and_then_what_was_answered_last(team: Room, browser: Browser) -> None:
    await team.says("!frage Wer zahlt den Server?")
    await team.says("!frage Wie oft treffen wir uns?")
    await team.says("!frage antwort Q1 Gießen")
    page = read(await browser.opens("/fragen"))
    assert page.headings == ["Fragen", "Eine offene Frage", "Zuletzt geklärt"]
    assert page.lines.index("Zuletzt geklärt") > next(place for place, line in enumerate(page.lines) if "Q2 Wie oft" in line)
    assert page.says("geklärt · Q1 Wer zahlt den Server? (Dateninventur) – Gießen") and page.links["Q1"] == "/Q1"


async def test_candidates_for_blueprints_come_before_everything_else_that_was_learned(team: Room, browser: Browser) -> None:
    await team.says("!lernen Kurze Wege brauchen feste Zeiten | art: organisation | blaupause: ja")
    await team.says("!lernen Server altern | art: technik")
    page = read(await browser.opens("/lernen"))
    assert page.headings == ["Gelerntes", "Kandidaten für Blaupausen", "Was wir sonst gelernt haben (1)"]
    said = " ".join(page.lines)
    assert said.index("L1 Kurze Wege") < said.index("Was wir sonst") < said.index("L2 Server altern")
