"""The buttons of a question: ✅, 💤 and ➕, and what taking a tap back does."""

from __future__ import annotations

from datetime import date

from tests.commands.question.asking import MEETINGS, kept
from tests.world import Room, World


async def test_answered_asks_for_the_answer_and_the_reply_can_be_edited_and_deleted(team: Room, world: World) -> None:
    await team.says(MEETINGS)
    card = team.message("Q1")
    await team.taps("✅", on=card.event, by="Ben")
    ask = team.message("Was ist die Antwort auf Q1")
    assert (await kept(world)).is_open
    reply = await team.says("Alle zwei Wohen", by="Ben", reply_to=ask.event)
    assert "✅ geklärt · Q1" in card.body and "💬 Alle zwei Wohen" in card.body
    await team.edits(reply, "Alle zwei Wochen", by="Ben")
    assert "💬 Alle zwei Wochen" in card.body
    await team.deletes(reply, by="Ben")
    assert "❓ Frage · Q1" in card.body and "Alle zwei Wochen" not in card.body
    assert "↩️ Zurückgenommen: Q1" in team.sees()


async def test_later_is_in_three_months_and_can_be_taken_back(team: Room, world: World) -> None:
    await team.says(f"{MEETINGS} | wieder: 1.12.")
    card = team.message("Q1")
    tap = await team.taps("💤", on=card.event, by="Ben")
    assert "Kommt wieder am Dienstag, 23.2.2027" in card.body
    await team.deletes(tap, by="Ben")
    assert "Kommt wieder am Dienstag, 1.12.2026" in card.body and (await kept(world)).again == date(2026, 12, 1)


async def test_a_tap_stands_once_somebody_has_gone_on_from_it(team: Room, world: World) -> None:
    await team.says(f"{MEETINGS} | wieder: 1.12.")
    tap = await team.taps("💤", on="Q1")
    await team.says("!frage ändere Q1 | bis: 18.12.", by="Ben")
    await team.deletes(tap)
    assert (await kept(world)).again == date(2027, 2, 23)


async def test_onto_the_agenda_and_off_it_again(team: Room) -> None:
    await team.says("!treffen Jour fixe | wann: 1.12. 10:00")
    await team.says(MEETINGS)
    card = team.message("Q1")
    tap = await team.taps("➕", on=card.event)
    assert "🗓️ Thema · T1 Wie können Meetings reduziert werden?" in team.sees() and "Auf der Agenda: T1" in card.body
    await team.deletes(tap)
    assert "T1 ist gestrichen" in team.sees() and "Auf der Agenda" not in card.body and "❓ Frage · Q1" in card.body


async def test_a_button_of_something_else_says_what_can_be_done(team: Room) -> None:
    await team.says(MEETINGS)
    await team.taps("👀", on="Q1")
    assert "👀 bewirkt hier nichts. Was mit Q1 geht: !hilfe frage" in team.sees()
