"""A plain reply is kept with the record that the message before it is about, where that is not its own card."""

from __future__ import annotations

from bot.domain.ids import EventId
from tests.world import Room


def receipts(room: Room, event: EventId) -> list[str]:
    return room.world.chat.receipts.get(event, [])


async def test_the_pmo_notes_something_on_a_proposal_by_replying_to_it(team: Room, pmo: Room) -> None:
    await team.says("!agenda Budget 2027 | für: steuerungskreis")
    proposal = pmo.message("T1")
    reply = await pmo.says("Was kostet es?", by="Paula", reply_to=proposal.event)
    assert receipts(pmo, reply) == ["📝"]
    await team.says("!agenda T1")
    assert "Paula: Was kostet es?" in team.sees()
    assert proposal.body.startswith("Anna (Dateninventur) schlägt"), "it is still to be decided"


async def test_a_reply_to_the_card_of_a_group_to_confirm_is_no_note(team: Room, pmo: Room) -> None:
    other = team.world.room("Verkehr", moderators=("Vera",))
    await other.says("!team Verkehr")
    before = len(pmo.messages())
    reply = await pmo.says("Wer ist das?", by="Paula", reply_to=pmo.message("Verkehr").event)
    assert receipts(pmo, reply) == [] and len(pmo.messages()) == before


async def test_a_reminder_is_replied_to_like_the_card(team: Room) -> None:
    await team.says("!aufgabe Angebot einholen | wer: Ben | bis: morgen")
    await team.clock.pass_(hours=24)
    await team.says("Kommt heute Abend", by="Ben", reply_to=team.message("heute fällig").event)
    await team.says("!aufgabe A1")
    assert "Ben: Kommt heute Abend" in team.sees()
