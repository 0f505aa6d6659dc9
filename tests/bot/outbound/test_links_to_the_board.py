"""The number of a record leads to its page where there is a board; what people wrote never does."""

from __future__ import annotations

import re

import pytest

from bot.outbound.event_content import body
from bot.texts.render import MAX_BODY_BYTES, Linked, Rendered, pieces, render
from tests.world import Room, World

BOARD = "https://tafel.stadt.example"


@pytest.fixture
def web_url() -> str:
    return BOARD


def _leads(number: str, prefix: str = "") -> str:
    return f'<strong><a href="{BOARD}{prefix}/{number}">{number}</a>'


async def test_the_number_on_a_card_leads_to_its_page_and_the_plain_text_is_as_ever(team: Room) -> None:
    await team.says("!blocker Freigabe fehlt")
    card = team.message("B1")
    assert _leads("B1") in card.html
    assert BOARD not in card.body and card.body.startswith("🟡 gelb · B1 Freigabe fehlt\n")


async def test_the_number_of_a_decision_stands_with_its_state_in_bold_type(team: Room) -> None:
    await team.says("!beschluss Wir hosten in Gießen")
    assert f"{_leads('D1')} gilt</strong>" in team.message("D1").html


async def test_in_an_english_room_it_leads_to_the_english_page(team: Room) -> None:
    await team.says("!language en", by="Anna")
    await team.says("!blocker No approval")
    assert _leads("B1", "/en") in team.message("B1").html


async def test_a_rewritten_card_and_a_list_lead_there_too(team: Room) -> None:
    await team.says("!blocker Freigabe fehlt")
    await team.says("!blocker gelöst B1 Vorlage ist da")
    assert _leads("B1") in team.message("✅ gelöst · B1").html
    await team.says("!blocker liste alle")
    assert _leads("B1") in team.messages()[-1].html


async def test_the_weekly_digest_leads_to_what_it_names(team: Room) -> None:
    await team.says("!blocker Freigabe fehlt")
    await team.says("!überblick")
    assert _leads("B1") in team.messages()[-1].html


@pytest.mark.parametrize("words", ["B12", "**B12**", "<strong>B12</strong>", f"[B12]({BOARD}/B12)", "\ue0000\ue001"])
async def test_what_people_wrote_stays_text(team: Room, words: str) -> None:
    await team.says(f"!blocker Freigabe fehlt | lösung: siehe {words}")
    links = re.findall(r'<a href="([^"]*)"', team.messages()[-1].html)
    assert [link for link in links if "matrix.to" not in link] == [f"{BOARD}/B1"]


async def test_a_number_that_there_is_not_leads_nowhere(team: Room) -> None:
    await team.says("!blocker zeige B99")
    await team.says("!hilfe blocker")
    assert len(team.messages()) > 1 and all(BOARD not in message.html for message in team.messages())


async def test_a_reply_to_such_a_card_and_an_edit_of_its_message_are_understood(team: Room, world: World) -> None:
    said = await team.says("!blocker Freigabe fehlt")
    await team.edits(said, "!blocker Freigabe fehlt noch")
    await team.says("Vorlage aus Gießen", reply_to=team.message("B1").event, by="Ben")
    card = team.message("B1")
    assert "Freigabe fehlt noch" in card.body and "💡 Lösungsansatz: Vorlage aus Gießen" in card.body and _leads("B1") in card.html


def test_a_message_that_would_be_too_large_loses_its_links_before_it_loses_anything_else() -> None:
    numbers = [Linked.to(f"{BOARD}/B{count}", f"B{count}") for count in range(400)]
    rendered = render("\n".join(f"- **\ue000{place}\ue001** Freigabe" for place in range(400)), numbers)
    assert len(rendered.html.encode()) > MAX_BODY_BYTES
    (piece,) = pieces(rendered)
    assert piece == Rendered(rendered.body, render("\n".join(f"- **B{count}** Freigabe" for count in range(400)), []).html)
    assert "formatted_body" in body(piece, "m.notice")


async def test_numbers_in_running_words_lead_there_too(team: Room) -> None:
    await team.says("!blocker Freigabe fehlt")
    await team.says("!agenda B1")
    await team.says("!blocker zeige B1")
    shown = team.messages()[-1]
    assert f'Thema auf der Agenda: <a href="{BOARD}/T1">T1</a>' in shown.html and "Thema auf der Agenda: T1" in shown.body


def test_a_number_in_an_example_or_in_another_link_leads_nowhere() -> None:
    number = Linked.to(f"{BOARD}/B1", "B1")
    assert render("`!blocker \ue0000\ue001`", [number]).html == "<code>!blocker B1</code>"
    assert render("[zu \ue0000\ue001](https://x.example)", [number]).html == '<a href="https://x.example">zu B1</a>'


def test_an_address_cannot_break_out_of_its_link() -> None:
    rendered = render("**\ue0000\ue001**", [Linked.to('https://x.example/"><b>/B1', "B1")])
    assert rendered.html == '<strong><a href="https://x.example/&quot;&gt;&lt;b&gt;/B1">B1</a></strong>'
