"""Somebody asks to be erased, those who decide do, and the bot carries it out."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.cli.plan import plan
from bot.context import Project
from bot.domain.erasure_requests import RequestState
from bot.lifecycle.erasures import Erasures
from bot.ports import SendFailed
from tests.commands.privacy.direct_chats import direct_chat
from tests.world import BERLIN, Room, World, user


async def asked(world: World, team: Room, person: str = "Ben") -> Room:
    """Ben has reported a blocker, noted something on another, and asked to be erased."""
    await team.says("!blocker Freigabe fehlt", by=person)
    await team.says("!blocker Vorlage fehlt", by="Anna")
    await team.says("!blocker notiz B2 Liegt bei mir", by=person)
    chat = await direct_chat(world, person)
    await chat.says("datenschutz löschen")
    await chat.taps("✅", on="Das würde ich löschen")
    return chat


async def state(world: World, request: int = 1) -> RequestState:
    async with world.store.reading() as tx:
        found = await tx.erasure_requests.get(request)
    assert found is not None
    return found.state


async def test_it_is_shown_first_what_would_go_what_is_changed_and_what_stays(team: Room, pmo: Room, world: World) -> None:
    await team.says("!blocker Freigabe fehlt", by="Ben")
    await team.says("!blocker Vorlage fehlt", by="Anna")
    await team.says("!blocker notiz B2 Liegt bei mir", by="Ben")
    ben = await direct_chat(world, "Ben")
    await ben.says("datenschutz löschen")
    said = ben.sees()
    assert "Sofort weg, ohne Rückfrage: Notizen (1)" in said and "Blocker (1)" in said
    assert "Archiv" in said and "Art. 17 Abs. 3 b" in said and "endgültige Protokolle" in said
    assert "das PMO" in said and ben.message("Das würde ich löschen").reactions == ["✅"]
    assert not [seen for seen in pmo.messages() if "Antrag" in seen.body]
    await team.says("!blocker B2")
    assert "Liegt bei mir" in team.sees()


async def test_the_pmo_is_asked_and_nobody_else_hears_of_it(team: Room, pmo: Room, steering: Room, world: World) -> None:
    ben = await asked(world, team)
    assert "spätestens am Mittwoch, 23.12.2026" in ben.sees() and "Schon gelöscht: Notizen (1)" in ben.sees()
    card = pmo.message("Antrag 1 auf Löschung")
    assert "Ben" in card.body and "bis Mittwoch, 23.12.2026" in card.body and card.reactions == ["✅", "✋"]
    assert set(card.mentions) == {user("Paula"), user("Peter"), user("Ada")}
    assert not any("Antrag" in seen.body for seen in (*team.messages(), *steering.messages()))


async def test_after_the_tap_of_the_pmo_nothing_of_the_id_is_left_and_messages_are_edited(team: Room, pmo: Room, world: World) -> None:
    ben = await asked(world, team)
    alert_before = team.message("B1").body
    await pmo.taps("✅", on="Antrag 1", by="Paula")
    assert "jetzt ehemaliges Mitglied 1" in pmo.message("Antrag 1").body
    assert "»ehemaliges Mitglied 1« statt deiner Adresse" in ben.sees() and "Homeserver" in ben.sees()
    assert await state(world) is RequestState.ERASED and "B1" in alert_before
    async with world.store.reading() as tx:
        assert await tx.people.what_is_kept(user("Ben")) == []
    assert not [seen.body for seen in (*team.messages(), *pmo.messages()) if "Ben " in seen.body or user("Ben") in seen.body + seen.html]
    await team.says("!blocker B1", by="Anna")
    assert "ehemaliges Mitglied 1" in team.sees()
    await ben.says("datenschutz auskunft")
    assert "nichts gespeichert" in ben.sees()


async def test_in_an_english_room_it_is_a_former_member(team: Room, pmo: Room, world: World) -> None:
    await team.says("!sprache en", by="Anna")
    await asked(world, team)
    await pmo.taps("✅", on="Antrag 1", by="Paula")
    await team.says("!blocker B1", by="Anna")
    assert "former member 1" in team.sees() and "ehemaliges" not in team.sees()


async def test_a_refusal_needs_a_reason_which_the_person_gets(team: Room, pmo: Room, world: World) -> None:
    ben = await asked(world, team)
    await pmo.taps("✋", on="Antrag 1", by="Peter")
    await pmo.says("Wird für den Verwendungsnachweis gebraucht", by="Peter", reply_to=pmo.message("Warum lehnt ihr").event)
    assert "Der Grund: Wird für den Verwendungsnachweis gebraucht" in ben.sees() and "Art. 77" in ben.sees()
    assert "abgelehnt von Peter" in pmo.message("auf Löschung:").body
    await pmo.taps("✅", on="auf Löschung:", by="Paula")
    assert "schon abgelehnt" in pmo.sees() and await state(world) is RequestState.REFUSED
    await ben.says("datenschutz löschen")
    assert "Das würde ich löschen" in ben.sees()


@pytest.mark.parametrize(
    "words", ["!datenschutz ablehnen 1 Noch gebraucht", "!privacy refuse Noch gebraucht", "!datenschutz ablehnen #1 Noch gebraucht"]
)
async def test_words_do_what_the_buttons_do(team: Room, pmo: Room, world: World, words: str) -> None:
    ben = await asked(world, team)
    await pmo.says(words, by="Peter")
    assert "Der Grund: Noch gebraucht" in ben.sees()


async def test_only_those_who_decide_can_and_only_where_they_were_asked(team: Room, pmo: Room, steering: Room, world: World) -> None:
    await asked(world, team)
    for room, person in ((team, "Anna"), (steering, "Stefan"), (steering, "Ada")):
        await room.says("!datenschutz genehmigen 1", by=person)
        assert "kein Antrag" in room.sees() and await state(world) is RequestState.ASKED


async def test_nobody_decides_on_their_own_request(team: Room, pmo: Room, world: World) -> None:
    await pmo.says("!aufgabe Angebot einholen", by="Paula")
    paula = await direct_chat(world, "Paula")
    await paula.says("datenschutz löschen")
    await paula.says("datenschutz beantragen")
    await pmo.taps("✅", on="Antrag 1", by="Paula")
    assert await state(world) is RequestState.ASKED
    await pmo.taps("✅", on="Antrag 1", by="Peter")
    assert await state(world) is RequestState.ERASED


async def test_where_nobody_else_could_decide_it_says_whom_to_ask(team: Room, pmo: Room, world: World) -> None:
    await team.says("!blocker Freigabe fehlt", by="Ben")
    pmo.leaves("Paula", "Peter", "Ada")
    ben = await direct_chat(world, "Ben")
    await ben.says("datenschutz löschen")
    assert "kann gerade niemand" in ben.sees() and "Ada" in ben.sees()


async def test_a_second_request_is_told_that_the_first_one_runs(team: Room, world: World) -> None:
    ben = await asked(world, team)
    for said in ("datenschutz löschen", "datenschutz beantragen"):
        await ben.says(said)
        assert "läuft schon" in ben.sees() and "23.12.2026" in ben.sees()


async def test_it_is_taken_back_by_words_by_the_tap_and_by_deleting_the_command(team: Room, pmo: Room, world: World) -> None:
    ben = await asked(world, team)
    await ben.says("datenschutz zurückziehen")
    assert "Zurückgezogen" in ben.sees() and "zurückgezogen, nichts mehr zu tun" in pmo.message("Antrag 1").body
    await ben.says("datenschutz zurückziehen")
    assert "läuft kein Antrag" in ben.sees()
    said = await ben.says("datenschutz löschen")
    tap = await ben.taps("✅", on="Das würde ich löschen")
    assert await state(world, 2) is RequestState.ASKED
    await ben.deletes(tap)
    assert await state(world, 2) is RequestState.WITHDRAWN
    await ben.deletes(said)
    said = await ben.says("datenschutz löschen")
    await ben.taps("✅", on="Das würde ich löschen")
    await ben.deletes(said)
    assert await state(world, 3) is RequestState.WITHDRAWN
    await pmo.taps("✅", on="Antrag 3", by="Paula")
    assert "wurde zurückgezogen" in pmo.sees()


async def test_those_who_decide_are_reminded_and_then_the_person_is_told(team: Room, pmo: Room, world: World) -> None:
    ben = await asked(world, team)
    pmo.forget()
    await world.pass_(days=24)
    assert "Antrag 1 auf Löschung wartet noch" in pmo.sees()
    await world.pass_(days=6)
    assert len([seen for seen in pmo.messages() if "wartet noch" in seen.body]) == 2
    await world.pass_(days=3)
    assert "Die Frist war am" in pmo.sees() and "hat bis Mittwoch, 23.12.2026 niemand entschieden. Ich erinnere" in ben.sees()
    count = len(pmo.messages())
    await world.pass_(days=60)
    assert len([seen for seen in pmo.messages() if "Frist war" in seen.body]) == 1 and count <= len(pmo.messages())


async def test_what_cannot_be_read_any_more_and_files_are_told(team: Room, pmo: Room, world: World) -> None:
    await team.says("!blocker Freigabe fehlt", by="Ben")
    ben = await direct_chat(world, "Ben")
    await ben.says("datenschutz auskunft")
    await ben.says("datenschutz löschen")
    await ben.taps("✅", on="Das würde ich löschen")
    world.chat.unreadable.add(team.message("B1").event)
    await pmo.taps("✅", on="Antrag 1", by="Paula")
    assert "Eine meiner Nachrichten konnte ich nicht mehr entschlüsseln" in ben.message("Erledigt").body
    assert "2 liegen noch auf dem Homeserver" in ben.message("Erledigt").body
    assert sorted((ben.files()[-1].file or b"").decode().split()) == ["mxc://stadt.example/1", "mxc://stadt.example/2"]


async def test_a_tap_that_is_withdrawn_before_anything_was_done_waits_for_a_decision_again(team: Room, pmo: Room, world: World) -> None:
    await asked(world, team)
    card = pmo.message("Antrag 1").event
    world.chat.refusing_own_messages = SendFailed("away")
    tap = await pmo.reacts("✅", to=card, by="Paula")
    assert "genehmigt von Paula, wird ausgeführt" in pmo.message("Antrag 1").body
    await pmo.deletes(tap, by="Paula")
    assert await state(world) is RequestState.ASKED and "✅ löscht" in pmo.message("Antrag 1").body
    world.chat.refusing_own_messages = None
    await pmo.reacts("✅", to=card, by="Peter")
    await world.pass_(minutes=2)
    assert await state(world) is RequestState.ERASED


async def test_it_goes_on_where_it_was_stopped(team: Room, pmo: Room, world: World) -> None:
    await asked(world, team)
    world.chat.refusing_own_messages = SendFailed("away")
    await pmo.taps("✅", on="Antrag 1", by="Paula")
    world.chat.refusing_own_messages = None
    world.clock.set(world.clock.now() + timedelta(minutes=2))
    assert await world.machine.erasures.erase_one()
    async with world.store.reading() as tx:
        request = await tx.erasure_requests.get(1)
        assert request is not None and len(request.looked_at) == 1 and await tx.people.what_is_kept(user("Ben"))
    again = build_again(world)
    while await again.erase_one():
        pass
    await world.settle()
    assert await state(world) is RequestState.ERASED
    async with world.store.reading() as tx:
        assert await tx.people.what_is_kept(user("Ben")) == []
    assert not [seen.body for seen in team.messages() if seen.edits > 1]


def build_again(world: World) -> Erasures:
    """The loop of a process that was started anew."""
    old = world.machine.erasures
    parts = (old._store, old._chat, old._rooms, old._clock, old._contexts, old._composer, old._erasing, old._faults, old._on_posted)
    return Erasures(*parts)


async def test_somebody_else_of_the_same_name_keeps_theirs(team: Room, pmo: Room, world: World) -> None:
    world.rooms.people[pmo.id][user("benedikt")] = 0
    world.rooms.names[user("benedikt")] = "Ben"
    await pmo.says("!aufgabe Protokoll lesen | wer: @benedikt:stadt.example", by="Paula")
    theirs = pmo.message("Protokoll lesen")
    assert "Ben" in theirs.body
    await asked(world, team)
    await pmo.taps("✅", on="auf Löschung:", by="Paula")
    assert "Ben" in theirs.body and "ehemaliges" not in theirs.body and await state(world) is RequestState.ERASED


async def test_the_officer_alone_is_asked_in_a_direct_chat_that_is_opened_for_it(tmp_path: Path) -> None:
    world = await World.start(tmp_path, settings={"weekly": "off", "replies": "full"}, privacy_officer="Dora")
    team, pmo, _ = await world.project()
    team.joins("Dora")
    ben = await asked(world, team)
    assert "Stelle für Datenschutz" in ben.sees() and not [seen for seen in pmo.messages() if "Antrag" in seen.body]
    dora = await world.opened_direct()
    assert user("Dora") in dora.world.rooms.members(dora.id)
    await world.pass_(minutes=6)
    assert "Antrag 1 auf Löschung: Ben" in dora.sees()
    await pmo.says("!datenschutz genehmigen 1", by="Paula")
    assert await state(world) is RequestState.ASKED
    await dora.taps("✅", on="Antrag 1")
    assert await state(world) is RequestState.ERASED and "Erledigt" in ben.message("Erledigt").body
    await world.stop()


async def test_who_could_not_be_asked_was_not_reminded_either(tmp_path: Path) -> None:
    world = await World.start(tmp_path, settings={"weekly": "off", "replies": "full"}, privacy_officer="Dora")
    team, *_ = await world.project()
    ben = await asked(world, team)
    assert "Ich frage die Stelle für Datenschutz" in ben.sees(), "Dora has never joined"
    await world.pass_(days=32)
    assert "niemand entschieden" in ben.sees() and "erinnere" not in ben.sees()
    await world.stop()


async def test_the_weekly_digest_of_the_pmo_and_the_page_for_a_stand_in_name_it_without_a_name(
    team: Room, pmo: Room, steering: Room, world: World
) -> None:
    await asked(world, team)
    for said in ("!überblick", "!bericht vertretung"):
        await pmo.says(said, by="Paula")
        assert "🔏 Antrag 1 auf Löschung: zu entscheiden bis Mi 23.12." in pmo.sees()
        await steering.says(said, by="Stefan")
        assert "Löschung" not in steering.sees()


async def test_the_plan_shows_when_it_is_reminded_of(team: Room, world: World) -> None:
    await asked(world, team)
    project = Project(name="Open Smart City", prefix="!", admins=frozenset())
    ahead = plan(world.store, now=world.clock.now(), span=timedelta(days=40), project=project, zone=BERLIN, settings={"weekly": "off"})
    said = [(each.at.date().isoformat(), each.says) async for each in ahead if "Löschung" in each.says]
    assert {day for day, _ in said} == {"2026-12-16", "2026-12-23", "2026-12-24"}, said


async def test_of_two_requests_the_number_says_which_is_meant(team: Room, pmo: Room, world: World) -> None:
    await asked(world, team, "Ben")
    await asked(world, team, "Anna")
    await pmo.says("!datenschutz genehmigen", by="Paula")
    assert "Welchen Antrag meinst du?" in pmo.sees() and "Antrag 2" in pmo.sees()
    await pmo.says("!datenschutz genehmigen 2", by="Paula")
    assert (await state(world, 1), await state(world, 2)) == (RequestState.ASKED, RequestState.ERASED)
    await pmo.says("!datenschutz genehmigen", by="Paula")
    assert await state(world, 1) is RequestState.ERASED
    async with world.store.reading() as tx:
        assert sorted(each.member for each in await tx.people.erasures()) == [1, 2]


async def test_an_edit_of_the_request_is_told_that_it_does_nothing(team: Room, world: World) -> None:
    await team.says("!blocker Freigabe fehlt", by="Ben")
    ben = await direct_chat(world, "Ben")
    said = await ben.says("datenschutz löschen")
    count = len(ben.messages())
    await ben.edits(said, "datenschutz auskunft")
    assert not ben.files() and len(ben.messages()) == count + 1
    assert "ändert bei mir nichts mehr" in ben.sees()
