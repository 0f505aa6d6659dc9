"""What becomes of a question: listed, shown, answered, put off, talked about, dropped, changed."""

from __future__ import annotations

from datetime import date

import pytest

from tests.commands.question.asking import MEETINGS, kept, second_team
from tests.world import Room, World, user


async def test_the_list_has_what_comes_up_first_on_top_and_the_closed_ones_only_where_asked(team: Room) -> None:
    await team.says(MEETINGS)
    await team.says("!frage Wer zahlt? | bis: 27.11.")
    await team.says("!frage Wo sitzen wir?")
    await team.says("!frage antwort Q3 In Gießen")
    await team.says("!frage")
    assert team.sees() == (
        "Offene Fragen: Dateninventur\n"
        "• Q2 Wer zahlt? – Antwort bis Fr 27.11., wieder Di 23.2.\n"
        "• Q1 Wie können Meetings reduziert werden? – wieder Di 23.2."
    )
    await team.says("!frage liste alle")
    assert "• ✅ geklärt · Q3 Wo sitzen wir? – In Gießen" in team.sees()


async def test_the_project_s_list_says_whose_they_are(team: Room, pmo: Room, world: World) -> None:
    app = await second_team(world, pmo)
    await team.says(MEETINGS)
    await app.says("!frage Wie heißt der Datensatz? | für: Dateninventur")
    await team.says("!frage")
    assert "Q1 Wie können Meetings reduziert werden? –" in team.sees() and "Q2 Wie heißt der Datensatz? (App)" in team.sees()
    await app.says("!frage liste projekt")
    assert "Q1 Wie können Meetings reduziert werden? (Dateninventur)" in app.sees()
    await pmo.says("!frage")
    assert "Offene Fragen im Projekt" in pmo.sees()


async def test_a_question_is_shown_with_its_notes_and_history(team: Room, world: World) -> None:
    await team.says(MEETINGS)
    card = team.message("Q1")
    reply = await team.says("Gießen fragt sich das auch", by="Ben", reply_to=card.event)
    assert world.chat.receipts[reply] == ["📝"]
    await team.says("!frage wieder Q1 1.12.")
    await team.says("!frage zeige Q1")
    for fact in ("Anna (Dateninventur), Mo 23.11.", "Ben: Gießen fragt sich das auch", "auf 1.12.2026 verschoben von Anna"):
        assert fact in team.sees()


async def test_an_answer_closes_it_and_stands_on_its_card(team: Room) -> None:
    await team.says(MEETINGS)
    card = team.message("Q1")
    await team.says("!frage antwort Q1 Nur noch alle zwei Wochen", by="Ben")
    assert team.sees() == "✅ Q1 ist geklärt: Wie können Meetings reduziert werden?\n💬 Nur noch alle zwei Wochen"
    for fact in ("✅ geklärt · Q1", "💬 Nur noch alle zwei Wochen", "Geklärt von Ben"):
        assert fact in card.body
    assert "Antippen" not in card.body
    await team.says("!frage antwort Q1 Doch jede Woche")
    assert "Q1 ist schon geklärt. Wieder öffnen: !frage öffnen Q1" in team.sees()


@pytest.mark.parametrize("said", ["!frage antwort Q1", "!frage geklärt Q1", "!question answer Q1"])
async def test_an_answer_without_words_is_asked_for_and_a_reply_gives_it(team: Room, world: World, said: str) -> None:
    await team.says(MEETINGS)
    card = team.message("Q1")
    await team.says(said)
    ask = team.message("Was ist die Antwort auf Q1 Wie können Meetings reduziert werden?\nAntworte einfach auf diese Nachricht.")
    assert "✅" not in card.body.splitlines()[0]
    reply = await team.says("Nur noch\nalle zwei Wochen", by="Ben", reply_to=ask.event)
    assert world.chat.receipts[reply] == ["✅"]
    assert "💬 Nur noch alle zwei Wochen" in card.body and "Geklärt von Ben" in card.body


async def test_a_reply_to_the_card_itself_is_a_note(team: Room, world: World) -> None:
    await team.says(MEETINGS)
    reply = await team.says("Nur noch alle zwei Wochen", reply_to=team.message("Q1").event)
    assert world.chat.receipts[reply] == ["📝"] and (await kept(world)).is_open


async def test_a_second_reply_to_the_request_is_a_note(team: Room, world: World) -> None:
    await team.says(MEETINGS)
    await team.says("!frage antwort Q1")
    ask = team.message("Was ist die Antwort")
    await team.says("Alle zwei Wochen", reply_to=ask.event)
    reply = await team.says("Und kürzer", by="Ben", reply_to=ask.event)
    assert world.chat.receipts[reply] == ["📝"] and (await kept(world)).answer == "Alle zwei Wochen"


async def test_a_verb_without_a_number_offers_the_open_ones(team: Room) -> None:
    await team.says(MEETINGS)
    await team.says("!frage antwort Ganz etwas anderes")
    assert "Welche Frage meinst du?" in team.sees() and "Q1" in team.sees()
    await team.taps("✅", on="Welche Frage")
    assert "Q2 antwort Ganz etwas anderes" in team.sees()


async def test_putting_off_says_the_day_and_a_past_day_is_refused(team: Room, world: World) -> None:
    await team.says(MEETINGS)
    card = team.message("Q1")
    await team.says("!frage wieder Q1 nächsten Montag")
    assert team.sees() == "💤 Q1 kommt am Montag, 30.11.2026 wieder: Wie können Meetings reduziert werden?"
    assert "Kommt wieder am Montag, 30.11.2026" in card.body
    await team.says("!frage wieder Q1 gestern")
    assert "ist schon vorbei" in team.sees() and (await kept(world)).again == date(2026, 11, 30)
    await team.says("!frage wieder Q1")
    assert (await kept(world)).again == date(2027, 2, 23)


async def test_it_is_put_on_the_agenda_and_each_shows_the_other(team: Room) -> None:
    await team.says(MEETINGS)
    card = team.message("Q1")
    await team.says("!treffen Jour fixe | wann: 1.12. 10:00")
    await team.says("!frage agenda Q1")
    assert "🗓️ Thema · T1 Wie können Meetings reduziert werden?" in team.sees() and "❓ Frage Q1" in team.sees()
    assert "🗓️ Auf der Agenda: T1" in card.body
    await team.says("!frage agenda Q1")
    assert "T1" in team.sees() and "T2" not in team.sees()
    await team.says("!agenda")
    assert "· ❓ Frage Q1" in team.sees()
    await team.says("!agenda streichen T1")
    assert "Auf der Agenda" not in card.body
    await team.says("!agenda Q1")
    assert "❓ Frage Q1" in team.sees() and "🗓️ Auf der Agenda: T2" in card.body


async def test_dropped_and_open_again(team: Room) -> None:
    await team.says(MEETINGS)
    card = team.message("Q1")
    await team.says("!frage streichen Q1 hat sich erledigt")
    assert "Q1 ist gestrichen" in team.sees() and "✖️ gestrichen · Q1" in card.body
    await team.says("!frage öffnen Q1")
    assert "Q1 ist wieder offen" in team.sees() and "❓ Frage · Q1" in card.body
    await team.says("!frage öffnen Q1")
    assert "Q1 ist noch offen" in team.sees()


async def test_its_fields_can_be_changed_and_emptied(team: Room, world: World) -> None:
    await team.says(f"{MEETINGS} | wer: Ben | bis: Freitag")
    await team.says("!frage ändere Q1 | titel: Weniger Meetings? | wer: - | bis: - | wieder: 1.12.")
    assert "Q1 ist geändert: Weniger Meetings?" in team.sees() and "Kommt wieder am Dienstag, 1.12.2026" in team.sees()
    assert ((await kept(world)).who, (await kept(world)).due) == (None, None)
    await team.says("!frage ändere Q1 | titel: Weniger Meetings?")
    assert "steht schon genau so da" in team.sees()
    await team.says("!frage ändere Q1")
    assert "Q1" in team.sees() and (await kept(world)).text == "Weniger Meetings?"


@pytest.mark.parametrize("verb", ["antwort Q1 Weniger", "wieder Q1 1.12.", "streichen Q1", "notiz Q1 Hm", "ändere Q1 | bis: 1.12."])
async def test_another_team_may_look_and_not_change(team: Room, pmo: Room, world: World, verb: str) -> None:
    app = await second_team(world, pmo)
    await team.says(MEETINGS)
    before = await kept(world)
    await app.says(f"!frage {verb}")
    assert app.sees() == "Das können nur Dateninventur und das PMO. Ansehen dürfen es alle." and await kept(world) == before
    await app.says("!frage Q1")
    assert "Wie können Meetings reduziert werden?" in app.sees()


async def test_the_pmo_may_answer_and_the_one_who_asked_is_called(team: Room, pmo: Room) -> None:
    await team.says(MEETINGS)
    await pmo.says("!frage antwort Q1 Alle zwei Wochen", by="Paula")
    assert team.sees() == "✅ Paula hat Q1 für Anna beantwortet: Wie können Meetings reduziert werden?\n💬 Alle zwei Wochen"
    assert team.messages()[-1].mentions == [user("Anna")] and team.messages()[-1].notifies
