"""What is offered shows all that it will store, leaves nothing to ask about, and ✅ does exactly that."""

from __future__ import annotations

from typing import Any

import pytest

from bot.matrix.inbound.text import typed
from tests.world import Room, user


def html(markup: str) -> dict[str, Any]:
    return {"msgtype": "m.text", "body": "?", "format": "org.matrix.custom.html", "formatted_body": markup}


@pytest.mark.parametrize(
    "markup",
    [
        "!blocker Raum fehlt<ul><li>lösung: mieten</li><li>ampel: rot</li></ul>",
        "!blocker Raum fehlt<ol><li>lösung: mieten</li><li>ampel: rot</li></ol>",
        "<p>!blocker Raum fehlt</p><ul>\n<li><p>lösung: mieten</p></li>\n<li><p>ampel: rot</p></li>\n</ul>",
        "!blocker Raum fehlt<ul><li>lösung: mieten<ul><li>ampel: rot</li></ul></li></ul>",
        "<p>!blocker Raum fehlt</p><p>lösung: mieten</p><p>ampel: rot</p>",
        "<div>!blocker Raum fehlt</div><div>lösung: mieten</div><div>ampel: rot</div>",
        "!blocker Raum fehlt<br>lösung: mieten<br/>ampel: rot",
        "<h2>!blocker Raum fehlt</h2><h3>Lösung: mieten</h3><strong>Ampel:</strong> rot",
        "<table><tr><td>!blocker Raum fehlt</td></tr><tr><td>Lösung:</td><td>mieten</td></tr><tr><td>Ampel:</td><td>rot</td></tr></table>",
        "!blocker Raum fehlt || lösung: mieten || ampel: rot",
    ],
)
async def test_what_stands_in_a_list_is_a_field(markup: str, team: Room) -> None:
    await team.says(typed(html(markup)).text)
    card = team.message("B1").body
    assert "🔴" in card and "mieten" in card and "|" not in card
    assert "Raum fehlt" in card


@pytest.mark.parametrize(
    "said",
    [
        "!bloker Raum fehlt amepl: rot\nlösng: mieten",
        "!blocker Raum fehlt lösung: mieten ampel: rot",
        "!blocker Raum fehlt lösng: mieten ampel: rot",
        "!blocker Raum fehlt\n- lösng: mieten\n- ampel: rot",
        "!blcoker Raum fehlt\n- lösung: mieten\n- ampel: rot",
        "!blocker Raum fehlt (ampel: rot) und stört\nlösung: mieten",
    ],
)
async def test_every_slip_is_mended_before_it_is_offered(said: str, team: Room) -> None:
    await team.says(said)
    offer = team.sees()
    assert "ampel: rot" in offer and "lösung: mieten" in offer
    await team.taps("✅", on=offer[:20])
    assert "🔴" in team.message("B1").body and "mieten" in team.message("B1").body


async def test_a_long_text_hides_no_field(team: Room) -> None:
    await team.says("!blcoker " + "Sehr langer Titel " * 30 + "\nlösung: " + "Ganz viel Arbeit " * 20 + "\nampel: rot\nbis: Freitag")
    assert "ampel: rot" in team.sees() and "bis: Freitag" in team.sees() and "lösung: Ganz viel" in team.sees()
    assert len(team.sees()) < 500
    await team.taps("✅", on="ampel: rot")
    assert "🔴" in team.message("B1").body


async def test_what_would_be_refused_is_not_offered(team: Room) -> None:
    await team.says("!blcoker Raum fehlt | budget: 5")
    assert "budget" in team.sees() and "✅" not in team.sees()


async def test_a_person_in_an_offer_is_the_one_of_the_pill(team: Room) -> None:
    await team.says("!aufgbae Raum suchen\nwer: Der Chef", mentions={"Der Chef": user("Ben")})
    await team.taps("✅", on="Raum suchen")
    assert "Ben" in team.message("A1").body
