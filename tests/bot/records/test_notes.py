"""A plain reply to a card is kept with its record, whatever kind of record it is."""

from __future__ import annotations

import pytest

from bot.domain.ids import EventId, Number
from tests.world import Room

RECORDS = [
    ("B1", "!blocker Freigabe fehlt | lösung: Vorlage nutzen", "!blocker B1"),
    ("S1", "!treffen Jour fixe | wann: jeden Donnerstag 10:00", "!treffen S1"),
    ("T1", "!agenda Hosting-Angebot", "!agenda T1"),
    ("A1", "!aufgabe Angebot einholen", "!aufgabe A1"),
]


def receipts(room: Room, event: EventId) -> list[str]:
    return room.world.chat.receipts.get(event, [])


@pytest.mark.parametrize(("number", "add", "show"), RECORDS)
async def test_a_reply_to_a_card_is_kept_until_it_is_deleted(team: Room, number: str, add: str, show: str) -> None:
    await team.says(add)
    reply = await team.says("Gießen fragt nach", by="Ben", reply_to=team.message(number).event)
    assert receipts(team, reply) == ["📝"]
    await team.says(show)
    assert "Notizen" in team.sees() and "Ben: Gießen fragt nach" in team.sees()
    await team.edits(reply, "Marburg fragt nach", by="Ben")
    await team.says(show)
    assert "Ben: Marburg fragt nach" in team.sees() and "Gießen" not in team.sees()
    await team.deletes(reply, by="Ben")
    await team.says(show)
    assert "Marburg" not in team.sees() and "Notizen" not in team.sees()


@pytest.mark.parametrize(("number", "add", "show"), RECORDS)
async def test_a_note_can_be_said_as_a_command_too(team: Room, number: str, add: str, show: str) -> None:
    await team.says(add)
    noun = show.split(maxsplit=1)[0]
    said = await team.says(f"{noun} notiz {number} Gießen fragt nach", by="Ben")
    assert f"Notiz bei {number} gespeichert" in team.sees()
    await team.says(f"{noun} note {number} Und Wetzlar")
    await team.says(show)
    assert "Ben: Gießen fragt nach" in team.sees() and "Anna: Und Wetzlar" in team.sees()
    await team.deletes(said, by="Ben")
    await team.says(show)
    assert "Gießen fragt nach" not in team.sees() and "Und Wetzlar" in team.sees()


@pytest.mark.parametrize(("number", "add", "show"), RECORDS)
async def test_what_others_have_noted_is_not_lost_with_the_message_of_the_record(team: Room, number: str, add: str, show: str) -> None:
    added = await team.says(add)
    await team.says("Gießen fragt nach", by="Ben", reply_to=team.message(number).event)
    await team.deletes(added)
    assert f"{number} bleibt erhalten, weil andere schon etwas dazu notiert haben" in team.sees()
    await team.says(show)
    assert "Ben: Gießen fragt nach" in team.sees()


@pytest.mark.parametrize(("number", "add", "show"), RECORDS)
async def test_what_only_its_author_has_noted_goes_with_it(team: Room, number: str, add: str, show: str) -> None:
    added = await team.says(add)
    await team.says("Ich frage nach", reply_to=team.message(number).event)
    await team.deletes(added)
    assert f"{number} ist" in team.sees() and "und der Text gelöscht" in team.sees()
    async with team.world.store.reading() as tx:
        assert not await tx.notes.of(Number(number[0], 1))


@pytest.mark.parametrize(("number", "add", "show"), RECORDS)
async def test_only_those_who_may_change_a_record_note_something_on_it(
    team: Room, steering: Room, number: str, add: str, show: str
) -> None:
    await team.says(add)
    await steering.says(f"{show.split(maxsplit=1)[0]} notiz {number} Wie steht es?", by="Stefan")
    assert "Das können nur Dateninventur und das PMO" in steering.sees()


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


@pytest.mark.parametrize(("number", "add", "show"), [record for record in RECORDS if record[0] != "S1"])
async def test_nothing_of_its_text_stays_in_the_room_when_a_record_is_taken_back(team: Room, number: str, add: str, show: str) -> None:
    added = await team.says(add)
    tap = await team.taps("✅", on=number)
    await team.deletes(tap)
    await team.deletes(added)
    text = add.partition(" ")[2].partition(" |")[0]
    assert "und der Text gelöscht" in team.sees() and not [seen for seen in team.messages() if text in seen.body]
