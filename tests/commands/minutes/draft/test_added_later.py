"""Adding to minutes after the end: it is marked, and the draft reads as they do now."""

from __future__ import annotations

import pytest

from tests.commands.minutes.draft.test_posted import after_held
from tests.commands.minutes.sessions import at
from tests.world import Room, World

DRAFT = "Protokoll, Entwurf"


@after_held
async def test_a_reply_to_the_draft_is_added_and_marked(team: Room) -> None:
    event = await team.says("Nächstes Mal in Marburg", reply_to=team.message(DRAFT).event, by="Ben")
    assert team.world.chat.receipts[event] == ["📝"]
    assert "• Nächstes Mal in Marburg (nachgetragen)" in team.message(DRAFT).body


@after_held
async def test_it_stands_under_the_topic_that_it_names(team: Room) -> None:
    await team.says("T1: Marburg hat sich enthalten", reply_to=team.message(DRAFT).event)
    assert "  • Marburg hat sich enthalten (nachgetragen)" in team.message(DRAFT).body
    await team.says("zu T2: nur kurz gesprochen", reply_to=team.message(DRAFT).event)
    assert "• 💬 T2 Vergabe: noch offen\n  • nur kurz gesprochen (nachgetragen)" in team.message(DRAFT).body
    await team.says("T99: gibt es nicht", reply_to=team.message(DRAFT).event)
    assert "• T99: gibt es nicht (nachgetragen)" in team.message(DRAFT).body


@after_held
async def test_an_edit_mends_it_and_a_deletion_takes_it_away(team: Room) -> None:
    said = await team.says("Nächstes Mal in Marbug", reply_to=team.message(DRAFT).event)
    await team.edits(said, "T1: Nächstes Mal in Marburg")
    assert "  • Nächstes Mal in Marburg (nachgetragen)" in team.message(DRAFT).body
    await team.deletes(said)
    assert "Marburg" not in team.message(DRAFT).body


@after_held
async def test_simply_saying_it_is_enough(team: Room) -> None:
    await team.says("!protokoll Nächstes Mal in Marburg")
    assert "• Nächstes Mal in Marburg (nachgetragen)" in team.message(DRAFT).body


@after_held
async def test_a_result_that_came_after_the_end_is_marked(team: Room, world: World) -> None:
    await at(world, 11)
    await team.says("!agenda erledigt T2 Zuschlag an die ekom21")
    assert "• ✔️ T2 Vergabe: Zuschlag an die ekom21 (nachgetragen)" in team.message(DRAFT).body
    assert "Offen geblieben, weiter beim nächsten Treffen: T3 Haushalt" in team.message(DRAFT).body


@after_held
async def test_a_decision_that_came_after_the_end_is_marked(team: Room, world: World) -> None:
    await at(world, 11)
    await team.says("!beschluss Logo B | thema: T1")
    assert "  • 📜 D1 gilt: Logo B (nachgetragen)" in team.message(DRAFT).body


@after_held
async def test_a_line_is_mended_by_editing_its_message_until_they_are_final(team: Room, world: World) -> None:
    said = await team.says("!protokoll Nächstes Mal in Marbug")
    await world.pass_(days=3)
    await team.edits(said, "!protokoll Nächstes Mal in Marburg")
    assert "• Nächstes Mal in Marburg (nachgetragen)" in team.message(DRAFT).body


@after_held
@pytest.mark.parametrize("said", ["Danke!", "Vielen Dank", "Super, danke euch", "👍"])
async def test_thanks_are_no_line(team: Room, said: str) -> None:
    before = team.message(DRAFT).body
    await team.says(said, reply_to=team.message(DRAFT).event, by="Ben")
    assert team.message(DRAFT).body == before
