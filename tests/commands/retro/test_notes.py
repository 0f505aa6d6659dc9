"""Notes are handed in over days, in the room and in a direct chat, openly or without a name."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from bot.domain.ids import EventId, RoomId
from bot.messages import ONCE, Echo, Message
from bot.messages.outcome import fingerprint
from bot.ports import SendFailed
from storage import tables
from tests.world import BOT, Limit, Room, World, user

THURSDAY = "!retro planen nächsten Donnerstag 15 Uhr"
KEPT = "nicht wer, nicht wann"


async def planned(world: World) -> Sequence[Room]:
    await world.founded[0].says(THURSDAY)
    return world.founded


after_planning = pytest.mark.goes_on_from(story=planned)


async def direct_chat(team: Room, world: World, person: str = "Ben") -> Room:
    await team.says("!retro anonym", by=person)
    return await world.opened_direct()


async def kept_in(world: World) -> bytes:
    """All that stands in any file of the data folder; where the database is a server's, in any row of it."""
    said = [path.read_bytes() for path in world.folder.rglob("*") if path.is_file()]
    if world.url:
        async with world.store.reading() as tx:
            for name in tables.metadata.tables:
                said += [repr(row).encode() for row in await tx.connection.execute(text(f"SELECT * FROM {name}"))]
    return b"\n".join(said)


async def notes_of(team: Room) -> list[str]:
    await team.says("!retro start")
    return [seen.body for seen in team.messages() if seen.body[:1].isdigit()]


@after_planning
@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("!retro + Übergaben laufen gut", "Sonstiges: Übergaben laufen gut"),
        ("!retro +Übergaben laufen gut", "Sonstiges: Übergaben laufen gut"),
        ("!retro notiz Übergaben laufen gut", "Sonstiges: Übergaben laufen gut"),
        ("!retro stop: Doppelte Protokolle", "Stop: Doppelte Protokolle"),
        ("!retro STOPP : Doppelte Protokolle", "Stop: Doppelte Protokolle"),
        ("!retro aufhoeren: Doppelte Protokolle", "Stop: Doppelte Protokolle"),
        ("!retro start: 3 Leute fehlen", "Start: 3 Leute fehlen"),
        ("!retro R1 continue: Kurze Wege", "Weiter: Kurze Wege"),
        ("!retro + stop: Doppelte Protokolle", "Stop: Doppelte Protokolle"),
        ("!retro stop: Frage: wer schreibt mit?", "Stop: Frage: wer schreibt mit?"),
        ("!retro stop: Zeile eins\nund Zeile zwei", "Stop: Zeile eins und Zeile zwei"),
    ],
)
async def test_a_note_with_or_without_its_column(team: Room, said: str, shown: str) -> None:
    await team.says(said)
    assert "Notiert für R1, Donnerstag, 26.11.2026, 15:00 Uhr" in team.sees()
    assert await notes_of(team) == [f"1 · {shown}"]


@after_planning
async def test_the_same_word_alone_or_before_a_number_begins_it(team: Room) -> None:
    await team.says("!retro start R1")
    assert "▶️ R1 Retro" in team.sees()


@after_planning
async def test_several_columns_in_one_message_are_several_notes(team: Room) -> None:
    await team.says("!retro\nstop: Lange Protokolle\nstart: Ein Kalender")
    assert "2 Notizen für R1" in team.sees()


@after_planning
@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("!retro stop: Eins\nstop: Zwei", ["Stop: Eins", "Stop: Zwei"]),
        ("!retro stop: Eins; STOPP: Zwei, start: Drei", ["Start: Drei", "Stop: Eins", "Stop: Zwei"]),
        ("!retro + Eins\n+ Zwei\n+Drei", ["Sonstiges: Drei", "Sonstiges: Eins", "Sonstiges: Zwei"]),
        ("!retro + Eins\nstop: Zwei\n+ Drei", ["Sonstiges: Drei", "Sonstiges: Eins", "Stop: Zwei"]),
        ("!retro + Eins + Zwei macht drei", ["Sonstiges: Eins + Zwei macht drei"]),
    ],
)
async def test_each_line_that_begins_like_a_note_is_one(team: Room, said: str, shown: list[str]) -> None:
    await team.says(said)
    assert sorted(note.split(" · ")[1] for note in await notes_of(team)) == shown


@after_planning
async def test_a_number_with_a_text_and_nothing_else_is_offered_as_a_note_of_that_one(team: Room) -> None:
    await team.says("!retro R1 Lange Wege")
    await team.taps("✅", on="Meintest du !retro R1 + Lange Wege?")
    assert await notes_of(team) == ["1 · Sonstiges: Lange Wege"]


@after_planning
async def test_in_the_direct_chat_the_noun_that_was_left_out_is_offered(team: Room, world: World) -> None:
    direct = await direct_chat(team, world)
    await direct.says("stop: Lange Wege")
    await direct.taps("✅", on="Meintest du !retro stop: Lange Wege?")
    assert await notes_of(team) == ["1 · Stop: Lange Wege"]


@after_planning
async def test_with_its_number_nothing_is_left_to_ask(team: Room, world: World) -> None:
    direct = await direct_chat(team, world)
    await direct.says("R1 stop: Lange Wege")
    assert await notes_of(team) == ["1 · Stop: Lange Wege"]


async def test_before_the_form_is_chosen_every_note_is_counted(team: Room) -> None:
    await team.says("!retro gut: Kurze Wege\nstop: Lange Protokolle")
    await team.says("!retro R1")
    assert "2 Notizen: Stop 1, Sonstiges 1" in team.sees()


@after_planning
async def test_a_column_of_another_form_is_refused_with_those_that_there_are(team: Room) -> None:
    await team.says("!retro anker: Zu viele Werkzeuge")
    assert "Die Spalte »Anker« gibt es in dieser Retro nicht, nur: Start · Stop · Weiter." in team.sees()
    assert await notes_of(team) == []


async def test_a_note_without_a_retrospective_waits_for_one(team: Room) -> None:
    await team.says("!retro + Übergaben laufen gut")
    assert "Notiert für R1, noch ohne Termin" in team.sees()
    await team.says(THURSDAY)
    assert "R1 Retro" in team.sees()
    assert await notes_of(team) == ["1 · Sonstiges: Übergaben laufen gut"]


async def test_words_of_other_commands_are_not_taken_for_columns(team: Room) -> None:
    await team.says("!blocker Feld fehlt\ngut: wäre ein Plan")
    await team.taps("✅", on="Ein Feld »gut« gibt es hier nicht")
    assert "B1" in team.sees() and "gut: wäre ein Plan" in team.sees()


@after_planning
@pytest.mark.parametrize("said", ["!retro stop:", "!retro +", "!retro + |", "!retro R1 stop: "])
async def test_a_note_that_says_nothing_is_refused(team: Room, said: str) -> None:
    await team.says(said)
    assert await notes_of(team) == []


@after_planning
async def test_editing_and_deleting_the_message_changes_and_deletes_the_note(team: Room) -> None:
    event = await team.says("!retro stop: Lange Protokolle")
    await team.edits(event, "!retro start: Kurze Protokolle\nweiter: Kurze Wege")
    other = await team.says("!retro + Geht wieder")
    await team.deletes(other)
    assert "Die Notiz ist weg (R1)." in team.sees()
    assert await notes_of(team) == ["1 · Start: Kurze Protokolle", "2 · Weiter: Kurze Wege"]


@after_planning
async def test_once_it_has_begun_notes_stay_as_they_are(team: Room) -> None:
    event = await team.says("!retro stop: Lange Protokolle")
    await team.says("!retro start")
    await team.edits(event, "!retro stop: Etwas anderes")
    assert "R1 hat schon begonnen" in team.sees()
    await team.deletes(event)
    assert "R1 hat schon begonnen" in team.sees()
    await team.says("!retro ende")
    assert "Lange Protokolle" in team.sees()


@after_planning
async def test_the_way_into_the_direct_chat_is_found_and_what_is_kept_is_said(team: Room, world: World) -> None:
    direct = await direct_chat(team, world)
    assert "ohne deinen Namen" in direct.sees() and "retro R1 stop:" in direct.sees() and KEPT in direct.sees()
    await team.says("!retro anonym", by="Ben")
    assert len(world.chat.opened) == 1 and direct.messages()[-1].notifies
    await direct.says("retro R1 stop: Zu lange Sitzungen")
    assert "ohne deinen Namen bei R1" in direct.sees() and KEPT in direct.sees()
    await direct.says("retro weiter: Kurze Wege")
    assert await notes_of(team) == ["1 · Stop: Zu lange Sitzungen", "2 · Weiter: Kurze Wege"]


async def test_the_way_there_is_open_before_anything_is_planned(team: Room, world: World) -> None:
    direct = await direct_chat(team, world)
    assert "für eure nächste Retro ohne deinen Namen" in direct.sees() and "retro + Doppelte Protokolle" in direct.sees()
    await direct.says("retro + Doppelte Protokolle")
    assert "ohne deinen Namen bei R1 (Dateninventur)" in direct.sees()


@pytest.mark.parametrize(
    ("form", "example"),
    [
        ("start-stop-weiter", "stop: Doppelte Protokolle"),
        ("gut-schlecht-idee", "schlecht: Doppelte Protokolle"),
        ("4l", "gefehlt: Ein gemeinsamer Kalender"),
        ("segelboot", "anker: Doppelte Protokolle"),
        ("jahr", "behalten: Kurze Wege"),
    ],
)
async def test_every_example_can_be_written_as_it_stands(team: Room, world: World, form: str, example: str) -> None:
    await team.says(f"{THURSDAY} | format: {form}")
    assert f"!retro {example}" in team.sees()
    await team.says(f"!retro {example}")
    assert "Notiert für R1" in team.sees()
    direct = await direct_chat(team, world)
    assert f"retro R1 {example}" in direct.sees()
    await direct.says(f"retro R1 {example}")
    assert "ohne deinen Namen" in direct.sees()
    await team.says("!retro R1 insel: Ruhe | start: Ein Kalender")
    assert f"Zum Beispiel: !retro {example}" in team.sees()


@after_planning
async def test_a_nameless_note_leaves_nothing_in_the_room_before_it_begins(team: Room, world: World) -> None:
    direct = await direct_chat(team, world)
    before = [(seen.body, seen.edits) for seen in team.messages()]
    await direct.says("retro R1 stop: Zu lange Sitzungen")
    assert [(seen.body, seen.edits) for seen in team.messages()] == before


async def test_nothing_in_any_file_or_log_tells_whose_a_nameless_note_was(
    team: Room, world: World, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.INFO)
    team.joins("Carla")
    await team.says(THURSDAY)
    direct = await direct_chat(team, world, "Carla")
    await world.store.checkpoint()
    world.clock.set(world.clock.now() + timedelta(hours=5, minutes=17, seconds=23, microseconds=456))
    moment = world.clock.now()

    names_before = (await kept_in(world)).count(user("Carla").encode())
    event, text = EventId("$ereignis-der-carla"), "retro R1 stop: Zu lange Sitzungen"
    said = Message(event_id=event, room=direct.id, sender=user("Carla"), sent_at=moment, text=text)
    await world.happens(said)
    assert "ohne deinen Namen bei R1" in direct.sees()

    kept = await kept_in(world)
    assert kept.count(b"Zu lange Sitzungen") == 1
    assert kept.count(user("Carla").encode()) == names_before
    for trace in ("$ereignis-der-carla", fingerprint(said), moment.isoformat(timespec="microseconds"), moment.strftime("%H:%M:%S")):
        assert trace.encode() not in kept
    heard = caplog.text + "".join(capfd.readouterr())
    assert "Zu lange" not in heard and "carla" not in heard.lower()
    assert not any("arla" in seen.body for seen in team.messages())


@after_planning
async def test_the_same_event_again_adds_no_second_note_although_nobody_knows_it(team: Room, world: World) -> None:
    direct = await direct_chat(team, world)
    event = Message(
        event_id=EventId("$einmal"), room=direct.id, sender=user("Ben"), sent_at=world.clock.now(), text="retro stop: Zu lange Sitzungen"
    )
    await world.happens(event)
    await world.happens(event)
    assert await notes_of(team) == ["1 · Stop: Zu lange Sitzungen"]


@after_planning
async def test_a_nameless_note_cannot_be_changed_and_that_is_said(team: Room, world: World) -> None:
    direct = await direct_chat(team, world)
    event = await direct.says("retro stop: Zu lange Sitzungen")
    await direct.edits(event, "retro stop: Zu kurze Sitzungen")
    assert "Ich weiß nicht mehr, welche von dir ist" in direct.sees()
    direct.forget()
    await direct.deletes(event)
    assert await notes_of(team) == ["1 · Stop: Zu lange Sitzungen"]


@after_planning
async def test_an_answer_to_a_nameless_note_that_was_seen_to_arrive_needs_no_answer_of_the_homeserver(team: Room, world: World) -> None:
    direct = await direct_chat(team, world)

    async def loses_the_answer(room: RoomId, event: EventId, content: dict[str, Any]) -> None:
        world.chat.before_answering = None
        await world.syncs(Echo(event_id=event, room=room, sender=BOT, sent_at=world.clock.now(), once=content[ONCE]))
        raise SendFailed("the network")

    world.chat.before_answering = loses_the_answer
    async with asyncio.timeout(5):
        await direct.says("retro R1 stop: Zu lange Sitzungen")
        await direct.says("retro R1 weiter: Kurze Wege")
    assert [seen.body.count("ohne deinen Namen bei R1") for seen in direct.messages()[1:]] == [1, 1]


@after_planning
async def test_a_slip_that_is_accepted_becomes_nameless_too(team: Room, world: World) -> None:
    direct = await direct_chat(team, world)
    await direct.says("rerto R1 stop: Zu lange Sitzungen")
    await direct.taps("✅", on="Meintest du")
    assert "ohne deinen Namen bei R1" in direct.sees()
    kept = await kept_in(world)
    assert kept.count(b"Zu lange Sitzungen") == 1
    assert hashlib.sha256(b"rerto R1 stop: Zu lange Sitzungen").hexdigest().encode() not in kept


@after_planning
@pytest.mark.parametrize("first", ["rerto R1 stop: Zu lange Sitzungen", "retro R9 stop: Zu lange Sitzungen"])
async def test_of_what_went_wrong_before_a_nameless_note_nothing_is_kept_that_its_words_could_be_compared_with(
    team: Room, world: World, first: str
) -> None:
    direct = await direct_chat(team, world)
    await direct.says(first)
    await direct.says("retro R1 stop: Zu lange Sitzungen")
    assert "ohne deinen Namen bei R1" in direct.sees()
    assert hashlib.sha256(first.encode()).hexdigest().encode() not in await kept_in(world)


@after_planning
@pytest.mark.parametrize("first", ["rerto R1 stop: Zu lange Sitzungen", "retro R9 stop: Zu lange Sitzungen"])
@pytest.mark.parametrize("is_away", [False, True], ids=["at once", "before the first answer has arrived"])
async def test_a_message_that_becomes_a_nameless_note_by_an_edit_leaves_no_answer_behind(
    team: Room, world: World, first: str, is_away: bool
) -> None:
    direct = await direct_chat(team, world)
    event = EventId("$ereignis-des-ben")
    if is_away:
        world.chat.failing[direct.id] = SendFailed("the network")
    await world.happens(Message(event_id=event, room=direct.id, sender=user("Ben"), sent_at=world.clock.now(), text=first))
    await direct.edits(event, "retro R1 stop: Zu lange Sitzungen")
    world.chat.failing.clear()
    await world.pass_(minutes=6)
    assert "ohne deinen Namen bei R1" in direct.sees()
    assert b"ereignis-des-ben" not in await kept_in(world)


@after_planning
async def test_a_slip_that_is_accepted_leaves_no_suggestion_behind(team: Room, world: World) -> None:
    direct = await direct_chat(team, world)
    event, slip = EventId("$ereignis-des-ben"), "rerto R1 stop: Zu lange Sitzungen"
    await world.happens(Message(event_id=event, room=direct.id, sender=user("Ben"), sent_at=world.clock.now(), text=slip))
    await direct.taps("✅", on="Meintest du")
    assert "ohne deinen Namen bei R1" in direct.sees()
    assert b"ereignis-des-ben" not in await kept_in(world)


@after_planning
async def test_an_answer_to_a_nameless_note_that_cannot_be_delivered_is_not_kept(team: Room, pmo: Room, world: World) -> None:
    direct = await direct_chat(team, world)
    world.chat.failing[direct.id] = SendFailed("we are not in this room", final=True)
    await direct.says("retro R1 stop: Zu lange Sitzungen")
    assert b"ohne deinen Namen bei" not in await kept_in(world)
    assert pmo.messages() == []


@after_planning
async def test_the_answer_to_a_nameless_note_stands_in_its_thread(team: Room, world: World) -> None:
    direct = await direct_chat(team, world)
    await direct.says("retro R1 stop: Zu lange Sitzungen", thread=EventId("$faden"))
    assert direct.messages()[-1].content["m.relates_to"]["event_id"] == "$faden"


async def test_words_of_a_slip_that_nobody_accepts_are_forgotten_after_a_day(team: Room, world: World) -> None:
    await team.says("!rerto stop: Zu lange Sitzungen")
    async with world.store.transaction() as tx:
        await tx.outbox.forget_suggested(world.clock.now() + timedelta(seconds=1))
    kept = await kept_in(world)
    assert b"Zu lange Sitzungen" not in kept


@after_planning
async def test_while_it_runs_no_nameless_note_is_taken_since_its_moment_would_tell(team: Room, world: World) -> None:
    direct = await direct_chat(team, world)
    await team.says("!retro start")
    await direct.says("retro R1 stop: Zu lange Sitzungen")
    assert "R1 läuft schon" in direct.sees() and "nicht gespeichert" in direct.sees()


@after_planning
async def test_who_is_not_of_the_group_is_refused_kindly(team: Room, pmo: Room, world: World) -> None:
    direct = world.room("Direkt mit Paula", "Paula")
    await direct.invites(by="Paula", direct=True)
    await direct.says("retro R1 stop: Zu lange Sitzungen")
    assert "R1 gehört Dateninventur. Notizen und Stimmen geben dort nur ihre Mitglieder ab" in direct.sees()
    assert await notes_of(team) == []


async def test_who_is_in_several_groups_is_asked_which_one(team: Room, steering: Room, world: World) -> None:
    steering.joins("Ben")
    await team.says(THURSDAY)
    await steering.says(THURSDAY, by="Ada")
    direct = await direct_chat(team, world)
    await direct.says("retro stop: Zu lange Sitzungen")
    assert "Welche meinst du? R1 (Dateninventur), R2 (Steuerungskreis)" in direct.sees()
    await direct.says("retro stop: Zu lange Sitzungen | team: Steuerungskreis")
    assert "bei R2" in direct.sees()


async def test_english_words_in_a_german_room(team: Room) -> None:
    await team.says("!retrospective plan next thursday 3pm | form: good-bad-idea")
    await team.says("!retro bad: Long minutes")
    await team.says("!retro anonymous")
    await team.says("!sprache en")
    await team.says("!retro start")
    assert "1 · Bad: Long minutes" in team.sees() and "One note. Tap 👍" in team.message("R1 Retrospective").body


def hashed(text: str) -> bytes:
    return hashlib.sha256(text.encode()).hexdigest().encode()


@after_planning
@pytest.mark.parametrize(
    "before",
    ["retro anker: Zu lange Sitzungen", "retro R7 stop: Zu lange Sitzungen", "retro Zu lange Sitzungen", "rerto stop: Zu lange Sitzungen"],
)
async def test_a_try_that_was_refused_tells_no_more_than_the_note_that_follows_it(team: Room, world: World, before: str) -> None:
    direct = await direct_chat(team, world)
    await direct.says(before)
    await direct.says("retro stop: Zu lange Sitzungen")
    assert "ohne deinen Namen bei R1" in direct.sees()
    assert (await kept_in(world)).count(b"Zu lange Sitzungen") == 1
    assert hashed(before) not in await kept_in(world)


@after_planning
async def test_a_note_that_was_deleted_in_the_room_does_not_tell_who_hands_it_in_without_a_name(team: Room, world: World) -> None:
    direct = await direct_chat(team, world)
    event = await team.says("!retro stop: Zu kurze Sitzungen", by="Ben")
    await team.edits(event, "!retro stop: Zu lange Sitzungen", by="Ben")
    await team.deletes(event, by="Ben")
    await direct.says("retro stop: Zu lange Sitzungen")
    assert hashed("!retro stop: Zu lange Sitzungen") not in await kept_in(world)


@after_planning
async def test_a_slip_that_was_edited_leaves_nothing_that_leads_to_its_event(team: Room, world: World) -> None:
    direct = await direct_chat(team, world)
    event = await direct.says("retro anker: Zu lange Sitzungen")
    await direct.edits(event, "retro stop: Zu lange Sitzungen")
    assert "ohne deinen Namen bei R1" in direct.sees()
    assert not re.search(re.escape(event.encode()) + rb"(?!\d)", await kept_in(world))


@after_planning
@pytest.mark.parametrize("before", ["retro anker: Zu lange Sitzungen", "rerto stop: Zu lange Sitzungen"])
async def test_an_answer_that_is_still_on_its_way_leads_nowhere_either_in_the_end(team: Room, world: World, before: str) -> None:
    direct = await direct_chat(team, world)
    world.chat.failing[direct.id] = SendFailed("down", retry_after=timedelta(minutes=1))
    event = await direct.says(before)
    await direct.edits(event, "retro stop: Zu lange Sitzungen")
    del world.chat.failing[direct.id]
    await world.pass_(minutes=2)
    assert "ohne deinen Namen bei R1" in direct.sees()
    assert not re.search(re.escape(event.encode()) + rb"(?!\d)", await kept_in(world))


@after_planning
async def test_a_button_that_is_still_on_its_way_leads_nowhere_either_in_the_end(team: Room, world: World) -> None:
    direct = await direct_chat(team, world)
    world.chat.limit = Limit(world.clock, timedelta(seconds=5))
    event = await direct.says("rerto stop: Zu lange Sitzungen")
    await direct.taps("✅", on="Meintest du")
    await world.pass_(minutes=2)
    assert "ohne deinen Namen bei R1" in direct.sees() and direct.message("Meintest du").reactions == ["✅"]
    assert not re.search(re.escape(event.encode()) + rb"(?!\d)", await kept_in(world))
