"""The wording of a decision that was taken in a session: it can be changed until the minutes are final, and not for a day only."""

from __future__ import annotations

from tests.commands.agenda.planned_sessions import berlin
from tests.commands.minutes.sessions import after_begun
from tests.world import Room, World

DRAFT = "Protokoll, Entwurf"


@after_begun
async def test_it_can_be_changed_as_long_as_the_minutes_are_a_draft(team: Room, world: World) -> None:
    said = await team.says("!beschluss Logo A | thema: T1")
    card = team.message("D1 gilt")
    await team.says("!protokoll ende")
    await world.until(berlin(30, 10))
    await team.says("!beschluss ändern D1 | titel: Logo B")
    assert "  • 📜 D1 gilt: Logo B" in team.message(DRAFT).body
    await team.edits(said, "!beschluss Logo C | thema: T1")
    assert "  • 📜 D1 gilt: Logo C" in team.message(DRAFT).body and "Logo C" in card.body


@after_begun
async def test_it_stands_when_they_are_final(team: Room, world: World) -> None:
    await team.says("!beschluss Logo A")
    await team.says("!protokoll ende")
    await world.until(berlin(2, 10, month=12))
    await team.says("!beschluss ändern D1 | titel: Logo B")
    assert "Der Wortlaut von D1 steht fest, das Protokoll der Sitzung ist endgültig." in team.sees()


async def test_one_that_no_minutes_have_stands_after_a_day(team: Room, world: World) -> None:
    said = await team.says("!beschluss Logo A")
    await world.pass_(days=2)
    await team.says("!beschluss ändern D1 | titel: Logo B")
    assert "Der Wortlaut von D1 steht fest, nach einem Tag ändert ihn niemand mehr." in team.sees()
    await team.edits(said, "!beschluss Logo B")
    assert "Nach 24 Stunden" in team.sees()


@after_begun
async def test_one_on_a_topic_of_the_session_that_came_after_the_end_counts_too(team: Room, world: World) -> None:
    await team.says("!protokoll weiter: Logo A")
    await team.says("!protokoll ende")
    await world.pass_(minutes=1)
    await team.says("!beschluss Logo A | thema: T1")
    await world.until(berlin(30, 10))
    await team.says("!beschluss ändern D1 | titel: Logo B")
    assert "  • 📜 D1 gilt: Logo B (nachgetragen)" in team.message(DRAFT).body
