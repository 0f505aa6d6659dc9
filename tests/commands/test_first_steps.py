"""What newcomers did, and what did not go as they expected."""

from __future__ import annotations

import pytest

from tests.world import Room, World


async def test_a_field_for_another_group_is_refused_in_a_room_of_its_own(team: Room) -> None:
    await team.says("!blocker Falsche Gruppe | team: Mobilität")
    assert "Hier geht es um Dateninventur" in team.sees()
    await team.says("!blocker Richtige Gruppe | team: DATENINVENTUR")
    assert "B1 Richtige Gruppe" in team.sees()


async def test_the_history_tells_what_happened_and_nothing_else(team: Room) -> None:
    await team.says("!blocker Raum fehlt")
    await team.says("Bibliothek fragen", reply_to=team.message("B1").event)
    await team.says("!blocker gelöst B1")
    await team.says("!blocker öffnen B1 Sie hat doch zu")
    await team.says("!blocker B1")
    shown = team.sees()
    assert "Lösungsansatz von Anna" in shown and "Sie hat doch zu" in shown
    assert "Steuerungskreis" not in shown


async def test_changed_times_hold_for_what_is_open_already(team: Room, pmo: Room, world: World) -> None:
    await team.says("!blocker Raum fehlt")
    await pmo.says("!einstellungen gelb-nach: 1h", by="Paula")
    pmo.forget()
    await world.pass_(hours=1)
    assert "🟡 gelb · B1" in pmo.sees()


async def test_a_group_that_is_founded_again_has_its_records_again(team: Room, pmo: Room, world: World) -> None:
    await team.says("!blocker Raum fehlt")
    await team.says("!team auflösen ja")
    assert "B1" in team.sees()
    await team.says("!team Dateninventur", by="Anna")
    await pmo.taps("✅", on="Dateninventur", by="Paula")
    await team.says("!blocker")
    assert "B1" in team.sees()
    await world.pass_(days=4)
    assert "🟡 gelb · B1" in pmo.sees()


async def test_without_its_pmo_a_project_is_told_and_a_new_one_gets_every_alert(team: Room, pmo: Room, world: World) -> None:
    await team.says("!blocker Server aus | ampel: rot")
    await world.pass_(minutes=5)
    await pmo.says("!team auflösen ja", by="Ada")
    assert "keinen PMO-Raum mehr" in team.sees()
    new = world.room("PMO neu", "Paula", moderators=("Ada",))
    await new.says("!team PMO | art: pmo", by="Ada")
    alert = new.message("🔴 rot · B1 Server aus")
    assert alert.reactions == ["👀", "✅"] and alert.notifies


async def test_a_deleted_or_edited_note_goes_or_changes_everywhere(team: Room, pmo: Room) -> None:
    await team.says("!blocker Server aus | ampel: rot | lösung: Umzug")
    note = await team.says("Notiz eins", by="Ben", reply_to=team.message("B1").event)
    copy = pmo.message("Notiz eins")
    await team.edits(note, "Notiz zwei", by="Ben")
    assert "Notiz zwei" in copy.body
    await team.deletes(note, by="Ben")
    assert copy.gone


async def test_a_decision_about_a_group_can_be_taken_back(world: World) -> None:
    pmo = world.room("PMO", "Paula", moderators=("Ada",))
    await pmo.says("!team PMO | art: pmo", by="Ada")
    team = world.room("App", moderators=("Anna",))
    await team.says("!team App")
    tap = await pmo.taps("❌", on="App", by="Paula")
    await pmo.deletes(tap, by="Paula")
    assert "überlegt noch einmal" in team.sees()
    await pmo.taps("✅", on="anmelden: App", by="Paula")
    assert "bestätigt" in team.sees()


async def test_the_pmo_sees_what_it_confirms(world: World) -> None:
    pmo = world.room("PMO", "Paula", moderators=("Ada",))
    await pmo.says("!team PMO | art: pmo", by="Ada")
    team = world.room("App", moderators=("Anna",))
    await team.says("!team Radwege")
    await team.says("!team Lenkungsausschuss")
    assert "Wartet noch" in team.sees()
    assert "Lenkungsausschuss" in pmo.message("anmelden").body
    team.world.rooms.people[team.id][next(iter(world.rooms.people[pmo.id]))] = 50
    await team.says("!team Lenkungsausschuss", by="Paula")
    assert "bestätigt" not in pmo.sees()


async def test_the_steering_committee_is_called_once(team: Room, pmo: Room, steering: Room, world: World) -> None:
    await team.says("!blocker Server aus | ampel: rot")
    await world.pass_(days=3)
    await pmo.says("!blocker eskalieren B1 Geld", by="Paula")
    assert "schon beim Steuerungskreis" in pmo.sees()
    assert len(steering.messages()) == 1


async def test_a_reopened_blocker_begins_afresh(team: Room, pmo: Room, steering: Room, world: World) -> None:
    await team.says("!blocker Server aus | ampel: rot")
    await world.pass_(days=3)
    await team.says("!blocker gelöst B1")
    await team.says("!blocker öffnen B1")
    assert "alarmiert" in team.sees() and "Steuerungskreis" not in team.sees()


async def test_yellow_again_after_the_alert_promises_nothing_new(team: Room, pmo: Room) -> None:
    await team.says("!blocker Server aus | ampel: rot")
    await team.says("!blocker ändere B1 | ampel: gelb")
    assert "erfährt davon" not in team.message("🟡 gelb · B1 Server aus").body


@pytest.mark.parametrize("said", ["Lotse", "Lotse?", "Lotse!", "@lotse:stadt.example"])
async def test_who_says_nothing_but_our_name_gets_help(team: Room, said: str) -> None:
    await team.says(said)
    assert "Das kannst du mir sagen" in team.sees()


async def test_examples_speak_of_the_record_in_question(team: Room) -> None:
    await team.says("!blocker Raum fehlt")
    await team.says("!blocker übernehmen B1")
    assert "!blocker eskalieren B1" in team.sees()
    await team.says("!blocker ändere B1")
    assert "!blocker ändere B1," in team.sees()
    await team.says("!einstellungen ruhezeit")
    assert "!einstellungen ruhezeit: 18:00-08:00" in team.sees() and team.sees().count("ruhezeit") == 1


async def test_who_took_it_and_left_the_pmo_is_not_asked_any_more(team: Room, pmo: Room, world: World) -> None:
    await team.says("!blocker Server aus | ampel: rot")
    await pmo.taps("👀", on="B1", by="Paula")
    pmo.leaves("Paula")
    await world.pass_(days=15)
    question = pmo.message("Wer übernimmt?")
    assert "Paula ist nicht mehr im PMO" in question.body and "@peter:stadt.example" in question.mentions
    await pmo.taps("👀", on=question.event, by="Peter")
    assert "Peter übernimmt B1" in pmo.sees()


async def test_coming_back_into_a_room_the_bot_knows_whose_it_is(team: Room) -> None:
    await team.lets_the_bot_in()
    assert "Da bin ich wieder" in team.sees() and "Dateninventur" in team.sees()
