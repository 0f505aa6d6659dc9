"""Bringing a list of actions: shown first, taken over with ✅, taken back with ↩️, read again."""

from __future__ import annotations

import pytest

from bot.domain.record_types import ACTIONS, MILESTONES
from bot.messages import Attachment
from bot.ports import SendFailed
from tests.commands.imports.lists import OPENPROJECT, TWO
from tests.world import Room, World
from tests.world.fakes import user


async def titles(world: World) -> list[str]:
    async with world.store.reading() as tx:
        return [action.text for action in await tx.records(ACTIONS).listed(closed=True)]


async def test_a_list_is_shown_and_only_then_taken_over(team: Room, world: World) -> None:
    file = team.posts("liste.csv", OPENPROJECT.encode("cp1252"))
    await team.says("!aufgabe import", reply_to=file)
    preview = team.sees()
    assert "liste.csv: 6 Zeilen: 3 neu (davon 1 Meilenstein), 2 unklar" in preview
    assert "Zeile 5: Titel leer" in preview and "Zeile 6: Datum »Q3«" in preview
    assert "1 schon erledigt" in preview
    assert "Thema→Titel" in preview and "Anfang→–" in preview and "Endtermin→bis" in preview and "Zugewiesen an→Notiz" in preview
    assert "Priorität→–" in preview
    assert await titles(world) == []

    await team.taps("✅", on="liste.csv")
    assert "2 Aufgaben: A1 bis A2" in team.sees() and "1 Meilenstein: M1" in team.sees()
    assert await titles(world) == ["Angebot einholen", "Räume buchen"]
    await team.says("!aufgabe A1")
    assert "Bis Donnerstag, 3.12.2026" in team.sees() and "Zugewiesen an: Max Muster" in team.sees()
    await team.says("!meilenstein M1")
    assert "Konzept fertig" in team.sees() and "15.1.2027" in team.sees()


async def test_nobody_hears_of_it(team: Room, pmo: Room, steering: Room, world: World) -> None:
    await team.says("!aufgabe import", reply_to=team.posts("liste.csv", OPENPROJECT))
    await team.taps("✅", on="liste.csv")
    said = [seen for seen in world.chat.timeline if not seen.gone]
    assert not [seen for seen in said if seen.room in (pmo.id, steering.id) and "Angebot" in seen.body]
    assert not any(seen.notifies or seen.mentions for seen in team.messages())
    assert len(team.messages()) == 2, "the preview, and what was taken over"


async def test_overdue_ones_remind_nobody_at_once(team: Room, pmo: Room, world: World) -> None:
    many = "Titel;Fällig\n" + "".join(f"Alte Aufgabe {place};1.{place}.2026\n" for place in range(1, 11))
    await team.says("!aufgabe import", reply_to=team.posts("alt.csv", many))
    await team.taps("✅", on="alt.csv")
    before = len(world.chat.timeline)
    await world.pass_(hours=23)
    assert len(world.chat.timeline) == before


async def test_the_whole_batch_is_taken_back(team: Room, world: World) -> None:
    await team.says("!aufgabe import", reply_to=team.posts("liste.csv", OPENPROJECT))
    await team.taps("✅", on="liste.csv")
    await team.taps("↩", on="Übernommen aus liste.csv", by="Ben")
    assert "liste.csv ist zurückgenommen. 3 entfernt." in team.sees()
    assert await titles(world) == ["", ""]
    async with world.store.reading() as tx:
        assert [each.text for each in await tx.records(MILESTONES).listed(closed=True)] == [""]
    await team.says("!aufgabe import", reply_to=team.posts("liste.csv", OPENPROJECT))
    assert "3 neu" in team.sees()


async def test_a_withdrawn_tick_takes_the_batch_back(team: Room, world: World) -> None:
    await team.says("!aufgabe import", reply_to=team.posts("zwei.csv", TWO))
    tick = await team.taps("✅", on="zwei.csv")
    await team.says("!aufgabe ändere A2 | wer: Ben")
    await team.deletes(tick)
    assert "zwei.csv ist zurückgenommen. 1 entfernt" in team.sees() and "weitergearbeitet wurde: A2" in team.sees()
    assert sorted(await titles(world)) == ["", "Räume buchen"]
    await team.deletes(tick)
    assert len([seen for seen in team.messages() if "zurückgenommen" in seen.body]) == 1


async def test_a_tick_withdrawn_after_a_day_changes_nothing(team: Room, world: World) -> None:
    await team.says("!aufgabe import", reply_to=team.posts("zwei.csv", TWO))
    tick = await team.taps("✅", on="zwei.csv")
    await world.pass_(hours=25)
    await team.deletes(tick)
    assert await titles(world) == ["Angebot einholen", "Räume buchen"]


async def test_of_two_previews_of_one_list_the_second_takes_nothing_over(team: Room, world: World) -> None:
    for name in ("eins.csv", "zwei.csv"):
        await team.says("!aufgabe import", reply_to=team.posts(name, TWO))
    await team.taps("✅", on="eins.csv")
    await team.taps("✅", on="📥 zwei.csv")
    assert team.sees() == "zwei.csv: Ich habe nichts übernommen. Seit der Vorschau ist alles schon da oder anders geworden."
    assert await titles(world) == ["Angebot einholen", "Räume buchen"]


async def test_a_deleted_command_takes_its_preview_along(team: Room, world: World) -> None:
    said = await team.says("!aufgabe import", reply_to=team.posts("zwei.csv", TWO))
    await team.deletes(said)
    assert not [seen for seen in team.messages() if "zwei.csv" in seen.body and not seen.gone]
    await team.says("!import")
    assert "Antworte auf eine Datei" in team.sees()
    await world.pass_(hours=25)
    assert await titles(world) == []


async def test_a_command_deleted_before_its_file_has_come_reads_nothing(team: Room, world: World) -> None:
    world.chat.refusing_files = SendFailed("404 M_NOT_FOUND")
    said = await team.says("!aufgabe import", reply_to=team.posts("zwei.csv", TWO))
    await team.deletes(said)
    world.chat.refusing_files = None
    await world.pass_(minutes=5)
    assert not team.messages()


async def test_a_command_deleted_after_it_was_taken_over_says_how_to_take_it_back(team: Room, world: World) -> None:
    said = await team.says("!aufgabe import", reply_to=team.posts("zwei.csv", TWO))
    await team.taps("✅", on="zwei.csv")
    await team.deletes(said)
    assert "zwei.csv ist schon übernommen. ↩️" in team.sees()
    assert await titles(world) == ["Angebot einholen", "Räume buchen"]


async def test_what_was_worked_with_stays(team: Room) -> None:
    await team.says("!aufgabe import", reply_to=team.posts("zwei.csv", TWO))
    await team.taps("✅", on="zwei.csv")
    await team.says("!aufgabe ändere A2 | wer: Ben")
    await team.says("!import zurück")
    assert "1 entfernt" in team.sees() and "Geblieben, weil daran schon weitergearbeitet wurde: A2" in team.sees()
    await team.says("!aufgabe")
    assert "A2 Räume buchen" in team.sees() and "A1" not in team.sees()


async def test_after_a_day_nothing_is_taken_back(team: Room, world: World) -> None:
    await team.says("!aufgabe import", reply_to=team.posts("zwei.csv", TWO))
    await team.taps("✅", on="zwei.csv")
    await world.pass_(hours=25)
    await team.taps("↩", on="Übernommen aus zwei.csv")
    assert "Dieser Import ist vorbei" in team.sees()
    assert await titles(world) == ["Angebot einholen", "Räume buchen"]


async def test_a_preview_ends_and_what_stood_in_it_is_gone(team: Room, world: World) -> None:
    await team.says("!aufgabe import", reply_to=team.posts("zwei.csv", TWO))
    await world.pass_(hours=25)
    assert "zwei.csv wurde nicht übernommen" in team.sees()
    await team.taps("✅", on="zwei.csv")
    assert "Dieser Import ist vorbei" in team.sees()
    async with world.store.reading() as tx:
        assert not await tx.imports.of_room(team.id)
    assert await titles(world) == []


async def test_a_second_import_changes_only_what_the_file_has_changed(team: Room) -> None:
    await team.says("!aufgabe import", reply_to=team.posts("eins.csv", OPENPROJECT))
    await team.taps("✅", on="eins.csv")
    await team.says("!aufgabe ändere A1 | titel: Drei Angebote einholen")
    await team.says("!aufgabe ändere A2 | bis: 10.12.2026")
    newer = OPENPROJECT.replace("3.12.2026", "7.12.2026").replace("4.12.2026", "9.12.2026").replace("Konzept fertig", "Konzept liegt vor")
    await team.says("!aufgabe import", reply_to=team.posts("zwei.csv", newer))
    assert "0 neu, 2 geändert (A1, M1)" in team.sees()
    assert "Im Chat geändert und in der Datei auch, bleibt wie im Chat: A2" in team.sees()
    await team.taps("✅", on="zwei.csv")
    await team.says("!aufgabe")
    assert "A1 Drei Angebote einholen" in team.sees() and "7.12." in team.sees()
    assert "A2 Räume buchen" in team.sees() and "10.12." in team.sees()
    await team.says("!aufgabe import", reply_to=team.posts("zwei.csv", newer))
    assert "Es gibt nichts zu übernehmen" in team.sees()


async def test_an_update_is_taken_back_too(team: Room) -> None:
    await team.says("!aufgabe import", reply_to=team.posts("eins.csv", OPENPROJECT))
    await team.taps("✅", on="eins.csv")
    newer = OPENPROJECT.replace("3.12.2026", "7.12.2026").replace("15.1.2027", "20.1.2027")
    await team.says("!aufgabe import", reply_to=team.posts("zwei.csv", newer))
    await team.taps("✅", on="zwei.csv")
    await team.says("!meilenstein M1")
    assert "20.1.2027" in team.sees()
    await team.taps("↩", on="Übernommen aus zwei.csv")
    assert "Wie vorher: A1, M1" in team.sees()
    await team.says("!aufgabe A1")
    assert "3.12.2026" in team.sees()
    await team.says("!meilenstein M1")
    assert "15.1.2027" in team.sees() and "20.1." not in team.sees().partition("Verlauf")[0]


async def test_a_list_without_ids_is_known_by_its_titles(team: Room) -> None:
    await team.says("!aufgabe import", reply_to=team.posts("zwei.csv", TWO))
    await team.taps("✅", on="zwei.csv")
    await team.says("!aufgabe import", reply_to=team.posts("zwei.csv", TWO))
    assert "0 neu, 2 schon da" in team.sees()
    await team.says("!aufgabe import", reply_to=team.posts("zwei.csv", TWO.replace("3.12.", "5.12.")))
    assert "0 neu, 1 geändert (A1), 1 schon da" in team.sees()


async def test_what_somebody_has_written_by_hand_is_there_already(team: Room) -> None:
    await team.says("!aufgabe angebot einholen! | bis: 3.12.2026")
    await team.says("!aufgabe import", reply_to=team.posts("zwei.csv", TWO))
    assert "1 neu, 1 schon da" in team.sees()


async def test_another_list_with_the_same_ids_is_asked_about(team: Room) -> None:
    await team.says("!aufgabe import", reply_to=team.posts("eins.csv", "ID;Titel\n1;Angebot einholen\n"))
    await team.taps("✅", on="eins.csv")
    await team.says("!aufgabe import", reply_to=team.posts("zwei.csv", "ID;Titel\n1;Sommerfest\n"))
    assert "Zeile 2: war bisher A1 mit ganz anderem Titel" in team.sees()


async def test_what_was_made_meanwhile_is_not_made_twice(team: Room, world: World) -> None:
    await team.says("!aufgabe import", reply_to=team.posts("zwei.csv", TWO))
    await team.says("!aufgabe Angebot einholen | bis: 3.12.2026", by="Ben")
    await team.taps("✅", on="zwei.csv")
    assert "1 Aufgabe: A2" in team.sees() and "Eine Zeile ist seit der Vorschau anders geworden" in team.sees()
    assert await titles(world) == ["Angebot einholen", "Räume buchen"]


async def test_two_taps_take_over_once(team: Room, world: World) -> None:
    await team.says("!aufgabe import", reply_to=team.posts("zwei.csv", TWO))
    preview = team.message("zwei.csv").event
    await team.taps("✅", on=preview)
    await team.taps("✅", on=preview, by="Ben")
    assert "zwei.csv ist schon übernommen" in team.sees()
    assert len(await titles(world)) == 2


async def test_done_in_the_file_is_done_here_once_it_was_brought(team: Room) -> None:
    await team.says("!aufgabe import", reply_to=team.posts("eins.csv", OPENPROJECT))
    await team.taps("✅", on="eins.csv")
    await team.says("!aufgabe import", reply_to=team.posts("zwei.csv", OPENPROJECT.replace("Task;Neu;Max", "Task;Closed;Max")))
    assert "1 geändert (A1)" in team.sees()
    await team.taps("✅", on="zwei.csv")
    await team.says("!aufgabe A1")
    assert "✅ erledigt" in team.sees()


@pytest.mark.parametrize(
    "said", ["!aufgabe import", "!aufgabe importieren", "!action import", "!todo import bitte", "!aufgabe import liste.csv"]
)
async def test_how_people_ask_for_it(team: Room, said: str) -> None:
    await team.says(said, reply_to=team.posts("zwei.csv", TWO))
    assert "zwei.csv: 2 Zeilen: 2 neu" in team.sees()


@pytest.mark.parametrize("said", ["!aufgabe Import der Altdaten prüfen", "!aufgabe importieren wir die Daten"])
async def test_a_task_may_begin_with_the_word(team: Room, said: str, world: World) -> None:
    await team.says(said)
    assert "A1" in team.sees() and await titles(world) == [said.partition(" ")[2]]


async def test_the_command_under_the_file_itself_in_its_thread_and_edited_into_it(team: Room, world: World) -> None:
    file = team.posts("zwei.csv", TWO)
    await team.says("!aufgabe import", thread=file)
    assert "zwei.csv: 2 Zeilen" in team.sees()
    assert team.messages()[-1].content["m.relates_to"]["rel_type"] == "m.thread"

    attached = Attachment(name="zwei.csv", address="mxc://stadt.example/zwei")
    said = await team.says("!aufgabe imprt", attachment=attached)
    world.chat.posted[said] = world.chat.posted[file]
    await team.edits(said, "!aufgabe import", attachment=attached)
    assert "zwei.csv: 2 Zeilen" in team.sees()
    assert world.chat.timeline[-1].replies_to == said


async def test_without_a_file_it_says_how(team: Room) -> None:
    await team.says("!meilenstein import")
    assert "Welche Datei? Antworte auf die Datei (.csv oder .ics) mit !meilenstein import" in team.sees()


async def test_a_file_that_is_late_is_waited_for(team: Room, world: World) -> None:
    world.chat.refusing_files = SendFailed("404 M_NOT_FOUND")
    await team.says("!aufgabe import", reply_to=team.posts("zwei.csv", TWO))
    await team.says("!aufgabe Etwas anderes")
    assert "A1 Etwas anderes" in team.sees(), "the room is not held up"
    world.chat.refusing_files = None
    await world.pass_(seconds=10)
    assert "zwei.csv: 2 Zeilen" in team.sees()


async def test_a_file_that_never_comes_is_said_so(team: Room, world: World) -> None:
    world.chat.refusing_files = SendFailed("500")
    await team.says("!aufgabe import", reply_to=team.posts("zwei.csv", TWO))
    await world.pass_(minutes=4)
    assert "Der Server gibt mir die Datei gerade nicht" in team.sees()
    async with world.store.reading() as tx:
        assert not await tx.imports.waiting()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"PK\x03\x04xx", "Excel- oder ZIP-Datei"),
        (b"," * 1_000_000, "mehr in einer Zelle"),
        (b"a;" * 500_000, "Spalten. So viele kann ich nicht lesen"),
        (b"<html></html>", "Webseite oder XML"),
        (b"Titel\x00", "keine Textdatei"),
        (b"", "Die Datei ist leer"),
        (b"x" * 3_000_000, "größer als 2 MB"),
        (b"Titel\n" + b"x\n" * 501, "höchstens 500"),
        (b'Titel\n"offen', "Anführungszeichen"),
        (b"Foo;Bar\n1;2\n", "keine Spalte mit Titeln"),
        (b"BEGIN:VCALENDAR\r\n", "beschädigt"),
    ],
)
async def test_a_file_that_is_no_list_ends_in_one_sentence(team: Room, world: World, data: bytes, says: str) -> None:
    await team.says("!aufgabe import", reply_to=team.posts("datei.csv", data))
    assert says in team.sees() and len(team.messages()) == 1
    assert await titles(world) == []
    async with world.store.reading() as tx:
        assert not await tx.imports.of_room(team.id)


async def test_words_of_a_file_format_and_mention_nothing(team: Room) -> None:
    await team.says(
        "!aufgabe import", reply_to=team.posts("<b>x</b>.csv", "Titel;**Spalte**\n<b>Fett</b> @room [x](https://a.example);1\n")
    )
    html = team.messages()[-1].html
    assert "<b>" not in html and "href" not in html and "&lt;b&gt;Fett" in html


async def test_the_pmo_brings_a_list_to_a_group(team: Room, pmo: Room, world: World) -> None:
    await pmo.says("!aufgabe import | team: Dateninventur", by="Paula", reply_to=pmo.posts("zwei.csv", TWO))
    assert "zwei.csv für Dateninventur" in pmo.sees()
    await pmo.taps("✅", on="zwei.csv", by="Paula")
    await team.says("!aufgabe")
    assert "A1 Angebot einholen" in team.sees()
    await pmo.says("!aufgabe import | team: Gibtsnicht", by="Paula", reply_to=pmo.posts("zwei.csv", TWO))
    assert "Eine Gruppe »Gibtsnicht« gibt es nicht" in pmo.sees()


async def test_strangers_take_over_nothing(team: Room, world: World) -> None:
    await team.says("!aufgabe import", reply_to=team.posts("zwei.csv", TWO))
    world.rooms.people[team.id].pop(user("Ben"))
    await team.taps("✅", on="zwei.csv", by="Ben")
    assert await titles(world) == []


async def test_what_can_be_done_with_words(team: Room, world: World) -> None:
    await team.says("!import")
    assert "Antworte auf eine Datei" in team.sees()
    await team.says("!aufgabe import", reply_to=team.posts("zwei.csv", TWO))
    await team.says("!import")
    assert "zwei.csv wartet: !import übernehmen" in team.sees()
    await team.says("!import zurück")
    assert "zwei.csv ist noch nicht übernommen" in team.sees()
    await team.says("!import übernehmen")
    assert "Übernommen aus zwei.csv" in team.sees()
    await team.says("!import")
    assert "Zurück: !import zurück" in team.sees()
    await team.says("!import zurück")
    assert "zwei.csv ist zurückgenommen" in team.sees() and await titles(world) == ["", ""]


async def test_in_english(team: Room) -> None:
    await team.says("!sprache en")
    await team.says("!action import", reply_to=team.posts("list.csv", "Subject,Due date\nGet an offer,2026-12-03\nX,03/04/26\n"))
    assert "list.csv: 2 lines: 1 new, 1 unclear" in team.sees() and "Line 3: date »03/04/26«" in team.sees()
    await team.taps("✅", on="list.csv")
    assert "1 action: A1" in team.sees()
    await team.says("!import undo")
    assert "1 removed" in team.sees()
