"""Asking a question, and changing or taking it back by its message."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.questions import QuestionState
from tests.commands.question.asking import MEETINGS, kept
from tests.world import Room, World, user


async def test_a_question_gets_a_number_and_a_card_with_its_buttons(team: Room) -> None:
    await team.says(f"{MEETINGS} | wieder: in 3 Monaten | bis: 4.12. | wer: Ben")
    card = team.message("Q1")
    for fact in (
        *("❓ Frage · Q1 Wie können Meetings reduziert werden?", "👤 Ben klärt das", "📅 Antwort bis Freitag, 4.12.2026"),
        *("🔁 Kommt wieder am Dienstag, 23.2.2027", "✅ geklärt · 💤 wieder in 3 Monaten · ➕ auf die Agenda"),
    ):
        assert fact in card.body
    assert card.reactions == ["✅", "💤", "➕"] and card.mentions == [user("Ben")]


@pytest.mark.parametrize("said", ["frage", "Frage", "question", "fragen"])
async def test_every_word_for_it_is_understood_with_and_without_a_question_mark(team: Room, said: str) -> None:
    await team.says(f"!{said} Wer zahlt den Server")
    assert "Q1 Wer zahlt den Server\n" in team.sees()


async def test_it_comes_up_again_in_three_months_unless_a_day_is_said(team: Room, world: World) -> None:
    await team.says(MEETINGS)
    await team.says("!question Who pays? | again: next Monday")
    assert ((await kept(world)).again, (await kept(world, 2)).again) == (date(2027, 2, 23), date(2026, 11, 30))
    assert not team.messages()[-1].notifies


async def test_the_committee_is_asked_again_at_its_next_session(steering: Room, world: World) -> None:
    await steering.says("!frage Wie oft treffen wir uns?")
    assert "Kommt wieder am Dienstag, 23.2.2027" in steering.sees()
    await steering.says("!treffen Sitzung | wann: 17.12. 14:00")
    await steering.says("!frage Wer leitet die Sitzung?")
    assert "Kommt wieder am Donnerstag, 17.12.2026" in steering.sees()


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("!frage | wieder: morgen", "worum es geht"),
        ("!frage ???", "worum es geht"),
        ("!frage Alt? | wieder: gestern", "ist schon vorbei"),
        ("!frage Alt? | bis: 1.11.2026", "ist schon vorbei"),
        ("!frage Wann? | wieder: irgendwann", "ist mir zu ungenau"),
        ("!frage Wer? | für: Appell", "Eine Gruppe »Appell« gibt es nicht. Es gibt: Dateninventur, PMO, Steuerungskreis"),
        ("!frage Wer? | wer: Niemandsland", "finde ich in diesem Raum nicht"),
        ("!frage Wer? | ampel: rot", "»ampel« passt hier nicht"),
    ],
)
async def test_a_mistake_stores_nothing_and_says_why(team: Room, said: str, reason: str) -> None:
    await team.says(said)
    assert reason in team.sees()
    await team.says("!frage")
    assert "Keine offenen Fragen bei Dateninventur" in team.sees()


async def test_an_edit_of_the_message_changes_the_question_and_its_card(team: Room, world: World) -> None:
    event = await team.says(f"{MEETINGS} | bis: 4.12.")
    card = team.message("Q1")
    await team.edits(event, "!frage Wie werden Meetings kürzer? | wieder: 1.12.")
    assert "Q1 Wie werden Meetings kürzer?" in card.body and "Kommt wieder am Dienstag, 1.12.2026" in card.body
    assert "Antwort bis" not in card.body
    await team.edits(event, "!frage Wie werden Meetings kürzer? | wieder: gestern")
    assert "ist schon vorbei" in team.sees() and (await kept(world)).again == date(2026, 12, 1)


async def test_what_was_put_off_since_survives_an_edit_that_says_no_day(team: Room, world: World) -> None:
    event = await team.says("!frage Wie könen Meetings reduziert werden?")
    await team.says("!frage wieder Q1 1.12.")
    await team.edits(event, MEETINGS)
    assert (await kept(world)).again == date(2026, 12, 1) and (await kept(world)).text == "Wie können Meetings reduziert werden?"


async def test_deleting_the_message_drops_it_and_erases_its_text(team: Room, world: World) -> None:
    event = await team.says("!frage Geheimes?")
    card = team.message("Q1")
    await team.deletes(event)
    assert card.gone and "Q1 ist gestrichen und der Text gelöscht" in team.sees()
    question = await kept(world)
    assert (question.state, question.text) == (QuestionState.DROPPED, "")
    await team.says("!frage öffnen Q1")
    assert "Der Text von Q1 ist gelöscht" in team.sees()


async def test_a_question_on_which_something_was_built_stays(team: Room) -> None:
    first = await team.says(MEETINGS)
    second = await team.says("!frage Wer zahlt?")
    await team.says("!frage antwort Q1 Weniger")
    await team.says("Gießen vielleicht", by="Ben", reply_to=team.message("Q2").event)
    await team.deletes(first)
    assert "Q1 bleibt stehen, weil die Frage schon geklärt ist" in team.sees()
    await team.deletes(second)
    assert "Q2 bleibt stehen, weil andere schon etwas dazu notiert haben" in team.sees()


async def test_in_a_direct_chat_the_card_goes_to_the_group(team: Room, world: World) -> None:
    chat = world.room("Direkt", "Anna")
    await chat.invites(by="Anna", direct=True)
    await chat.says("frage Wie können Meetings reduziert werden?\nteam: Dateninventur")
    assert "Notiert für Dateninventur" in chat.sees()
    assert "❓ Frage · Q1" in team.sees() and team.messages()[-1].reactions == ["✅", "💤", "➕"]
    await chat.says("frage antwort Q1 Alle zwei Wochen reicht")
    assert "✅ Anna hat Q1 beantwortet" in team.sees()


async def test_an_english_room_is_answered_in_english(team: Room) -> None:
    await team.says("!sprache en")
    await team.says("!question How can we have fewer meetings? | again: in 2 weeks | due: Friday")
    assert "❓ question · Q1 How can we have fewer meetings?" in team.sees() and "Comes up again on Monday" in team.sees()
    await team.says("!question answer Q1 Every other week")
    assert "Q1 is answered" in team.sees()
