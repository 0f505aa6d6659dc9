"""A number is an address: the page says what the chat says to the same number."""

from __future__ import annotations

import re

import pytest

from bot.domain.record_types import RECORD_TYPES
from tests.bot.web.conftest import Browser
from tests.bot.web.reading import read
from tests.commands.decision.voting_room import seated
from tests.commands.every_kind.kinds import KINDS, RETRO, Spoken, added, direct_chat
from tests.world import Room, World

_MARKS = re.compile(r"[🔴🟡🟢⚪•\u231a-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\ufe0f]|\(https://\S+\)|^\d+\. ")


def _plain(words: str) -> str:
    return " ".join(_MARKS.sub("", words).split())


@pytest.mark.parametrize("kind", [*KINDS, RETRO], ids=lambda kind: kind.noun)
async def test_the_page_says_what_the_chat_says(kind: Spoken, team: Room, world: World, browser: Browser) -> None:
    await added(team, kind)
    await team.says(f"!{kind.edit}")
    await team.says(f"!{kind.noun} notiz {kind.number} Bitte bis Freitag")
    direct = await direct_chat(world)
    direct.forget()
    await direct.says(kind.shown)
    page = read(await browser.opens(f"/{kind.number}"))
    said = _plain(page.words)
    lines = [line for line in map(_plain, direct.messages()[-1].body.splitlines()) if line and "vorschlagen:" not in line]
    assert len(lines) > 1 and [line for line in lines if line not in said] == []
    assert page.headings[0].endswith(kind.number)


async def test_every_kind_of_record_has_a_page(team: Room, browser: Browser) -> None:
    for kind in RECORD_TYPES:
        assert f"{kind.letter}1 gibt es nicht." in await browser.opens(f"/{kind.letter}1", status=404)


@pytest.mark.parametrize("path", ["/b1", "/B01", "/en/B1", "/en/b1"])
async def test_however_it_is_written_it_is_the_same_record(path: str, team: Room, browser: Browser) -> None:
    await team.says("!blocker Freigabe fehlt")
    page = read(await browser.opens(path))
    assert page.headings[0] == "Blocker B1" and page.says("Freigabe fehlt")


@pytest.mark.parametrize("path", ["/B99", "/B999999999", "/Z1", "/B0", "/en/B99", "/B1234567890"])
async def test_a_number_that_there_is_not_is_said_in_a_sentence(path: str, team: Room, browser: Browser) -> None:
    page = read(await browser.opens(path, status=404))
    assert len(page.lines) == 2 and ("gibt es nicht" in page.lines[1] or "There is no" in page.lines[1])


async def test_the_sentence_leads_to_the_list(team: Room, browser: Browser) -> None:
    assert read(await browser.opens("/B99", status=404)).links == {"Zur Liste": "/blocker"}
    assert read(await browser.opens("/en/D99", status=404)).links == {"To the list": "/en/beschluesse"}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.noun)
async def test_one_whose_message_was_deleted_says_so_and_has_no_words_left(kind: Spoken, team: Room, browser: Browser) -> None:
    await team.deletes(await added(team, kind))
    is_gone = not kind.withdrawn
    page = read(await browser.opens(f"/{kind.number}", status=404 if is_gone else 200))
    assert page.says(f"{kind.number} gibt es nicht." if is_gone else "(gelöscht)") and not page.says(kind.title)


async def test_a_solved_one_has_how_and_its_history(team: Room, browser: Browser) -> None:
    await team.says("!blocker Freigabe fehlt")
    await team.says("!blocker gelöst B1 Vorlage ist da", by="Ben")
    page = read(await browser.opens("/B1"))
    assert page.says("Gelöst von Ben") and page.says("Vorlage ist da") and "Verlauf" in page.headings


async def test_what_people_wrote_is_shown_and_never_taken_for_html(team: Room, browser: Browser) -> None:
    words = '<script>alert(1)</script> & "Zitat" 🚧 **fett** B1\nzweite Zeile <b>'
    await team.says(f"!blocker {words}")
    html = await browser.opens("/B1")
    page = read(html)
    assert "<script" not in html and page.says('<script>alert(1)</script> & "Zitat" 🚧 **fett** B1')
    assert page.says("zweite Zeile <b>")


async def test_its_links_lead_to_other_records_and_not_to_itself(team: Room, browser: Browser) -> None:
    await team.says("!meilenstein Datenkatalog | bis: 30.9.2027")
    await team.says("!blocker Freigabe fehlt | meilenstein: M1 | verzug: 2 Wochen")
    assert read(await browser.opens("/B1")).links["M1"] == "/M1"
    await team.says("!agenda B1")
    assert read(await browser.opens("/B1")).links["T1"] == "/T1"
    english = read(await browser.opens("/en/M1"))
    assert english.links["B1"] == "/en/B1" and "M1" not in english.links


async def test_of_a_group_that_was_dissolved_the_records_stay(team: Room, world: World, browser: Browser) -> None:
    await team.says("!blocker Freigabe fehlt")
    await team.says("!team auflösen", by="Anna")
    await team.taps("✅", on=team.messages()[-1].event, by="Anna")
    page = read(await browser.opens("/B1"))
    assert page.says("Freigabe fehlt") and page.says("Dateninventur")


async def test_notes_of_a_retrospective_are_counted_until_it_has_ended_and_never_have_a_name(team: Room, browser: Browser) -> None:
    await team.says("!retro planen nächsten Donnerstag 15 Uhr")
    await team.says("!retro stop: Zu viele Wikis", by="Ben")
    page = read(await browser.opens("/R1"))
    assert page.says("Eine Notiz") and not page.says("Zu viele Wikis") and not page.says("Ben")


async def test_a_vote_that_runs_says_how_many_have_voted_and_not_who_or_what(world: World, steering: Room, browser: Browser) -> None:
    await seated(world, steering)
    await steering.says("!beschluss Logo B wird verwendet | art: umlauf | vorlage: https://cloud.example/logo.pdf", by="Ada")
    await steering.says("!beschluss stimme D1 dafür", by="Max")
    page = read(await browser.opens("/D1"))
    assert page.says("1 von 4 Stimmen abgegeben") and not page.says("Max") and not page.says("Marburg")


async def test_who_has_not_signed_in_learns_nothing_not_even_whether_there_is_one(team: Room, browser: Browser) -> None:
    await team.says("!blocker Freigabe fehlt")
    browser.access.user = None
    there, missing = await browser.opens("/B1", status=401), await browser.opens("/B99", status=401)
    assert there == missing and "Freigabe" not in there
