"""What people do with an action once it is there: see, finish, change, drop, reopen."""

from __future__ import annotations

import pytest

from tests.world import Room, World, user


async def test_the_list_has_what_is_due_first_and_marks_what_is_overdue_by_task(team: Room) -> None:
    await team.says("!aufgabe Später | wer: Ben | bis: 24.12.")
    await team.says("!aufgabe Irgendwann")
    await team.says("!aufgabe Bald | wer: Anna | bis: morgen")
    await team.clock.pass_(days=2)
    await team.says("!aufgabe")
    listed = team.sees()
    assert listed.index("A3") < listed.index("A1") < listed.index("A2")
    assert "⏰ überfällig · A3 Bald – Anna, war fällig Di" in listed
    assert listed.count("überfällig") == 1
    assert "noch niemand" in listed and not team.messages()[-1].notifies and team.messages()[-1].mentions == []


async def test_the_list_fits_a_phone_screen_unless_asked_for_all(team: Room) -> None:
    for count in range(12):
        await team.says(f"!aufgabe Nummer {count} " + "sehr lang " * 30)
    await team.says("!aufgabe erledigt A12")
    await team.says("!aufgabe")
    assert "und 3 weitere" in team.sees() and "A12" not in team.sees() and len(team.sees()) < 1500
    await team.says("!aufgabe liste alle")
    assert "✅ erledigt · A12" in team.sees()


async def test_the_pmo_sees_all_groups_and_others_may_ask_for_them(team: Room, pmo: Room, steering: Room) -> None:
    await team.says("!aufgabe Angebot einholen")
    for room, said in ((pmo, "!aufgabe"), (steering, "!aufgabe liste"), (team, "!aufgabe liste projekt"), (pmo, "!aufgabe A1")):
        await room.says(said)
        assert "A1" in room.sees() and "Dateninventur" in room.sees()


async def test_a_tap_on_the_card_says_it_is_done_and_the_card_says_so_too(team: Room) -> None:
    await team.says("!aufgabe Angebot einholen | wer: Ben")
    card = team.message("A1")
    await team.taps("✅", on=card.event, by="Ben")
    assert "✅ erledigt · A1" in card.body and "Erledigt von Ben" in card.body
    assert "A1 ist erledigt" in team.sees()
    await team.says("!aufgabe done 1", by="Anna")
    assert "schon erledigt" in team.sees()


@pytest.mark.parametrize(
    ("verb", "state"),
    [
        ("erledigt", "✅ erledigt"),
        ("done", "✅ erledigt"),
        ("fertig", "✅ erledigt"),
        ("streichen", "✖️ gestrichen"),
        ("drop", "✖️ gestrichen"),
    ],
)
async def test_it_is_closed_in_words_and_can_be_reopened(team: Room, verb: str, state: str) -> None:
    await team.says("!aufgabe Angebot einholen | wer: Ben")
    await team.says(f"!aufgabe {verb} A1 Angebot liegt im Ordner")
    card = team.message("Angebot einholen")
    await team.says("!aufgabe A1")
    assert f"{state} · A1" in team.sees() and "Angebot liegt im Ordner" in team.sees()
    await team.says("!aufgabe öffnen A1", by="Ben")
    assert "wieder offen" in team.sees()
    await team.says("!aufgabe öffnen A1", by="Ben")
    assert "noch offen" in team.sees()
    assert not card.gone


async def test_fields_are_changed_and_the_new_person_is_mentioned(team: Room) -> None:
    await team.says("!aufgabe Angebot einholen | wer: Ben | bis: Freitag")
    card = team.message("A1")
    await team.says("!aufgabe ändere A1 | titel: Zwei Angebote | bis: Montag", by="Ben")
    assert "A1" in team.sees() and "Montag, 30.11.2026" in team.sees() and team.messages()[-1].mentions == []
    assert "Zwei Angebote" in card.body and "Montag, 30.11.2026" in card.body
    await team.says("!aufgabe A1 | wer: Anna", by="Ben")
    assert team.messages()[-1].mentions == [user("Anna")] and team.messages()[-1].notifies
    await team.says("!aufgabe edit A1 | who: | due:")
    assert "Für" not in card.body and "Bis" not in card.body
    await team.says("!aufgabe ändere A1 | titel: Zwei Angebote")
    assert "schon genau so" in team.sees()
    await team.says("!aufgabe ändere A1")
    assert "Was soll sich an A1 ändern" in team.sees()


async def test_the_pmo_hands_an_action_to_somebody_in_the_groups_room(team: Room, pmo: Room) -> None:
    await team.says("!aufgabe Angebot einholen")
    await pmo.says("!aufgabe ändere A1 | wer: Ben", by="Paula")
    assert "A1" in pmo.sees() and pmo.messages()[-1].mentions == []
    assert "A1" in team.sees() and team.messages()[-1].mentions == [user("Ben")] and team.messages()[-1].notifies
    await pmo.says("!aufgabe ändere A1 | wer: @peter:stadt.example", by="Paula")
    assert "nicht in diesem Raum" in pmo.sees()
    for said, told in (
        ("ändere A1 | bis: Freitag", "geändert"),
        ("erledigt A1", "erledigt"),
        ("öffnen A1", "geöffnet"),
        ("streichen A1", "gestrichen"),
    ):
        await pmo.says(f"!aufgabe {said}", by="Paula")
        assert told in team.sees() and "Paula" in team.sees() and not team.messages()[-1].notifies


@pytest.mark.parametrize(
    "said", ["Öffne ein Konto", "Open an account", "Change the DNS entry", "Liste der Kommunen fehlt", "Erledige die Post"]
)
async def test_a_task_that_begins_like_an_order_is_a_task(team: Room, said: str) -> None:
    await team.says(f"!aufgabe {said}")
    assert f"A1 {said}" in team.sees()


async def test_a_verb_without_number_says_in_a_room_that_is_no_group_yet_why_there_is_nothing_to_offer(team: Room, world: World) -> None:
    await team.says("!aufgabe Raum buchen")
    app, strangers = world.room("App", moderators=("Cora",)), world.room("Fremd", "Xaver")
    await app.says("!team App")
    await app.says("!aufgabe erledigt")
    assert "wartet noch auf die Bestätigung durch das PMO" in app.sees()
    await strangers.says("!aufgabe erledigt")
    assert "noch zu keiner Gruppe" in strangers.sees() and "A1" not in strangers.sees()


async def test_a_plain_reply_to_a_card_is_nobodys_business(team: Room) -> None:
    await team.says("!aufgabe Angebot einholen")
    said = len(team.messages())
    await team.says("Mache ich gleich", by="Ben", reply_to=team.message("A1").event)
    assert len(team.messages()) == said


async def test_in_an_english_room_all_of_it_is_english(team: Room) -> None:
    await team.says("!sprache en")
    await team.says("!action Get an offer | who: Ben | due: friday")
    assert "📌 action · A1 Get an offer" in team.sees() and "By Friday, 27 November 2026" in team.sees()
    await team.says("!action")
    assert "Open actions" in team.sees() and "by Fri" in team.sees()
    await team.says("!action done A1")
    assert "A1 is done" in team.sees()


@pytest.mark.parametrize("said", ["verdopple A1 | bis: Montag", "klone A1", "eskalieren A1 weil es eilt"])
async def test_an_unknown_word_before_the_number_of_a_task_is_no_new_task(team: Room, said: str) -> None:
    await team.says("!aufgabe Angebot einholen")
    await team.says(f"!aufgabe {said}")
    assert "Was soll ich mit A1 machen?" in team.sees()


async def test_what_only_the_pmo_may_change_names_it_once(team: Room, pmo: Room) -> None:
    await pmo.says("!aufgabe Bericht schreiben", by="Paula")
    await team.says("!aufgabe erledigt A1")
    assert "Das kann nur PMO selbst" in team.sees()


async def test_no_link_leads_to_a_deleted_message(team: Room) -> None:
    added = await team.says("!aufgabe Geheim")
    await team.deletes(added)
    await team.says("!aufgabe A1")
    assert "gestrichen · A1 (gelöscht)" in team.sees() and "zur Nachricht" not in team.sees()


async def test_why_it_was_opened_again_stands_in_its_history(team: Room) -> None:
    await team.says("!aufgabe Raum buchen")
    await team.says("!aufgabe erledigt A1")
    await team.says("!aufgabe öffnen A1 weil der Raum doch belegt ist")
    await team.says("!aufgabe A1")
    assert "weil der Raum doch belegt ist" in team.sees()
