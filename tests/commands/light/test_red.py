"""A light that turned red: whom it calls, who takes it, and what becomes of it."""

from __future__ import annotations

import pytest

from bot.ports import SendFailed
from tests.commands.question.asking import at, second_team
from tests.world import Room, World, user

RED = "!ampel ressourcen rot Stelle unbesetzt | maßnahme: ausgeschrieben | hilfe: Vertretung aus Gießen"
BETTER = "!ampel ressourcen gelb Vertretung fängt an"


def alerts(room: Room) -> list[str]:
    return [seen.body for seen in room.messages() if "rot" in seen.body.split("\n")[0]]


async def test_the_pmo_hears_at_once_with_reason_and_help(team: Room, pmo: Room) -> None:
    await team.says("!blocker Server aus | ampel: rot")
    await team.says("!ampel inhalt rot Daten fehlen | hilfe: Daten")
    await team.says(RED)
    alert = pmo.message("Ressourcen sind rot")
    assert alert.notifies and set(alert.mentions) == {user("Ada"), user("Paula"), user("Peter")}
    assert "🔴 Dateninventur: Ressourcen sind rot" in alert.body
    assert "Grund: Stelle unbesetzt\nMaßnahme: ausgeschrieben\nGebraucht: Vertretung aus Gießen" in alert.body
    assert "Dort auch rot:\n• Inhalt, seit eben: Daten fehlen\n• B1 Server aus, seit eben" in alert.body
    assert "Im PMO kümmert sich noch niemand darum." in alert.body
    assert alert.reactions == ["👀", "🚧"]
    assert "Das PMO ist alarmiert." in team.sees()


async def test_what_was_not_said_is_named(team: Room, pmo: Room) -> None:
    await team.says("!ampel inhalt rot")
    assert "Grund: ohne Angabe\nGebraucht: ohne Angabe" in pmo.sees()


async def test_two_lights_that_turn_red_together_make_one_alert(team: Room, pmo: Room) -> None:
    await team.says("!ampel inhalt rot Daten fehlen ressourcen rot Stelle unbesetzt")
    assert len(pmo.messages()) == 1 and "Inhalt und Ressourcen sind rot" in pmo.sees()


async def test_one_that_turns_red_later_makes_its_own(team: Room, pmo: Room) -> None:
    await team.says(RED)
    await team.says("!ampel inhalt rot Daten fehlen")
    first, second = pmo.messages()
    assert "Inhalt ist rot" in second.body and "• Ressourcen" in second.body
    assert "• Inhalt, seit eben: Daten fehlen" in first.body


async def test_nobody_hears_of_yellow_or_green(team: Room, pmo: Room) -> None:
    await team.says("!ampel inhalt gelb Daten fehlen ressourcen grün")
    assert pmo.messages() == []


async def test_it_is_repeated_once_after_a_working_day(team: Room, pmo: Room, world: World) -> None:
    await world.until(at(27, 15))
    await team.says(RED)
    await world.until(at(30, 14, 59))
    assert len(pmo.messages()) == 1
    await world.until(at(30, 15))
    repeat = pmo.sees()
    assert repeat.startswith("🔴 Dateninventur: Ressourcen sind seit 3 Tagen rot, und noch kümmert sich niemand darum.")
    assert pmo.messages()[-1].notifies and pmo.messages()[-1].replies_to == pmo.messages()[0].event
    await world.until(at(4, 18, month=12))
    assert len(alerts(pmo)) == 2


async def test_closed_days_do_not_count(team: Room, pmo: Room, world: World) -> None:
    await pmo.says("!einstellungen schließtage: 24.11.2026", by="Ada")
    pmo.forget()
    await team.says(RED)
    await world.until(at(24, 18))
    assert len(pmo.messages()) == 1
    await world.until(at(25, 18))
    assert len(alerts(pmo)) == 2


async def test_who_takes_it_is_said_and_it_is_not_repeated(team: Room, pmo: Room, world: World) -> None:
    await team.says(RED)
    tap = await pmo.taps("👀", on="Ressourcen", by="Paula")
    assert "👀 Paula (PMO) kümmert sich darum." in pmo.message("Grund").body
    assert "👀 Paula (PMO) kümmert sich um eure rote Ampel." in team.sees()
    await world.pass_(days=3)
    assert not any("sind seit" in seen.body for seen in pmo.messages())
    await pmo.deletes(tap, by="Paula")
    assert "Im PMO kümmert sich noch niemand darum." in pmo.message("Grund").body
    assert "noch kümmert sich niemand" in pmo.sees()


async def test_only_the_pmo_takes_it(team: Room, pmo: Room) -> None:
    await team.says(RED)
    await team.says("!ampel übernehmen Dateninventur", by="Ben")
    assert "PMO" in team.sees() and "kümmert sich noch niemand" in pmo.message("Grund").body


async def test_it_can_be_taken_in_words(team: Room, pmo: Room, world: World) -> None:
    app = await second_team(world, pmo)
    await team.says(RED)
    await pmo.says("!ampel übernehmen", by="Paula")
    assert "Paula (PMO) kümmert sich" in pmo.message("Grund").body
    await app.says("!ampel inhalt rot Abnahme offen")
    await pmo.says("!ampel übernehmen", by="Paula")
    assert "Welche Gruppe meinst du?" in pmo.sees()
    await pmo.says("!ampel übernehmen Wetzlar", by="Paula")
    assert "Bei »Wetzlar« ist keine Ampel rot." in pmo.sees()
    await pmo.says("!ampel übernehmen app", by="Peter")
    assert "Peter (PMO) kümmert sich darum." in pmo.message("Abnahme offen").body


async def test_turned_better_the_alert_is_closed_and_nothing_follows(team: Room, pmo: Room, steering: Room, world: World) -> None:
    await team.says(RED)
    await team.says(BETTER)
    assert "Die Ampel ist nicht mehr rot.\n\n🟡 gelb · Ressourcen, seit Mo 23.11." in pmo.sees() and "Grund" not in pmo.sees()
    await pmo.taps("👀", on="nicht mehr rot", by="Paula")
    assert "Diese Ampel ist nicht mehr rot" in pmo.sees()
    await pmo.says("!ampel übernehmen", by="Paula")
    assert "Gerade ist keine Ampel rot." in pmo.sees()
    await world.until(at(18, 18, month=12))
    assert not any("sind" in each for each in alerts(pmo)) and not any("Ressourcen sind rot" in seen.body for seen in steering.messages())


async def test_of_two_the_one_that_stays_red_goes_on(team: Room, pmo: Room, world: World) -> None:
    await team.says("!ampel inhalt rot Daten fehlen ressourcen rot Stelle unbesetzt")
    await team.says(BETTER)
    assert "🔴 Dateninventur: Inhalt ist rot\n🟡 gelb · Ressourcen, seit Mo 23.11." in pmo.sees() and "Stelle" not in pmo.sees()
    await world.pass_(days=1)
    assert "Inhalt ist seit 1 Tag rot" in pmo.sees()


async def test_red_again_it_is_a_new_alert(team: Room, pmo: Room, world: World) -> None:
    await team.says(RED)
    await world.pass_(hours=1)
    await team.says(BETTER)
    await world.pass_(hours=1)
    await team.says("!ampel ressourcen rot Vertretung krank")
    first, second = pmo.messages()
    assert "Dieser Alarm ist vorbei." in first.body and "🔴 rot · Ressourcen: neu gemeldet am Mo 23.11." in first.body
    assert "Vertretung krank" in second.body and second.notifies


async def test_a_reason_that_comes_later_stands_on_the_alert(team: Room, pmo: Room) -> None:
    await team.says("!ampel ressourcen rot")
    await team.says("!ampel ressourcen rot Stelle unbesetzt | hilfe: Vertretung")
    assert len(pmo.messages()) == 1 and "Grund: Stelle unbesetzt\nGebraucht: Vertretung" in pmo.sees()


async def test_an_edit_changes_the_alert_and_makes_no_other(team: Room, pmo: Room, world: World) -> None:
    said = await team.says("!ampel ressourcen rot Stele unbesetzt")
    await world.pass_(minutes=5)
    await team.edits(said, "!ampel ressourcen rot Stelle unbesetzt")
    assert len(pmo.messages()) == 1 and "Grund: Stelle unbesetzt" in pmo.sees()
    await team.edits(said, "!ampel ressourcen gelb Stelle unbesetzt")
    assert "nicht mehr rot" in pmo.sees()
    await world.pass_(days=2)
    assert len(pmo.messages()) == 1


async def test_a_message_that_is_deleted_takes_its_words_with_it(team: Room, pmo: Room, world: World) -> None:
    said = await team.says(RED)
    await team.deletes(said)
    assert "✖️ Ressourcen: zurückgenommen" in pmo.sees() and "Stelle" not in pmo.sees()
    await world.pass_(days=2)
    assert len(pmo.messages()) == 1


async def test_red_for_ten_working_days_the_committee_hears_once(team: Room, pmo: Room, steering: Room, world: World) -> None:
    await team.says(RED)
    await pmo.taps("👀", on="Ressourcen", by="Paula")
    await world.until(at(7, 9, 59, month=12))
    assert not any("Das kommt zu euch" in seen.body for seen in steering.messages())
    await world.until(at(7, 10, month=12))
    told = steering.message("Das kommt zu euch, weil es schon zehn Arbeitstage rot ist.")
    assert told.notifies and "Grund: Stelle unbesetzt" in told.body and "👀 Paula (PMO) kümmert sich darum." in told.body
    assert "Jetzt weiß auch der Steuerungskreis Bescheid." in team.sees()
    assert "⏫ Der Steuerungskreis weiß Bescheid." in pmo.message("Grund: Stelle unbesetzt\nMaßnahme").body
    await team.says("!ampel ressourcen rot")
    await world.until(at(28, 18, month=12))
    assert sum("Das kommt zu euch" in seen.body for seen in steering.messages()) == 1
    await team.says("!ampel ressourcen grün")
    assert "Die Ampel ist nicht mehr rot." in told.body


async def test_red_at_the_next_report_the_committee_hears_then(team: Room, steering: Room, world: World) -> None:
    await team.says(RED)
    await world.until(at(25, 10))
    await team.says("!ampel ressourcen rot noch unbesetzt")
    assert steering.messages() == []  # a day later it adds to the report
    await world.until(at(30, 10))
    await team.says("!ampel ressourcen rot immer noch")
    assert "Das kommt zu euch, weil es auch beim nächsten Bericht noch rot war." in steering.sees()
    await world.until(at(1, 10, month=12))
    await team.says("!ampel ressourcen rot Vertretung krank inhalt rot Daten fehlen")
    told = steering.message("Ressourcen sind rot").body
    assert "Vertretung krank" in told and "weil es auch beim nächsten Bericht noch rot war." in told


async def test_why_the_committee_hears_stays_as_it_was(team: Room, steering: Room, world: World) -> None:
    await world.until(at(23, 10))
    await team.says(RED)
    await world.until(at(8, 10, month=12))
    assert "weil es schon zehn Arbeitstage rot ist." in steering.message("Ressourcen sind rot").body
    await team.says("!ampel ressourcen rot Vertretung krank")
    told = steering.message("Ressourcen sind rot").body
    assert "Vertretung krank" in told and "weil es schon zehn Arbeitstage rot ist." in told


async def test_without_a_committee_the_pmo_hears_it(world: World) -> None:
    pmo = world.room("PMO", "Paula", moderators=("Ada",))
    team = world.room("Dateninventur", moderators=("Anna",))
    await pmo.says("!team PMO | art: pmo", by="Ada")
    await team.says("!team Dateninventur", by="Anna")
    await pmo.taps("✅", on="Dateninventur", by="Paula")
    await team.says(RED)
    await pmo.taps("👀", on="Ressourcen", by="Paula")
    await world.until(at(7, 10, month=12))
    assert "Das kommt zu euch" in pmo.sees()


async def test_kept_as_a_blocker_the_blocker_s_ladder_runs(team: Room, pmo: Room, steering: Room, world: World) -> None:
    await team.says(RED)
    await pmo.taps("🚧", on="Ressourcen", by="Paula")
    assert "🚧 Das läuft als B1 weiter." in pmo.message("Grund").body and "Antippen" not in pmo.message("Grund").body
    alert = pmo.message("B1 Stelle unbesetzt")
    assert "💡 Lösungsansatz: ausgeschrieben; Vertretung aus Gießen" in alert.body and alert.reactions == ["👀", "✅"]
    assert "Gemeldet von Paula" in team.message("B1 Stelle unbesetzt").body and "Das PMO ist alarmiert." in team.sees()
    await world.until(at(18, 18, month=12))
    assert not any("sind seit" in seen.body for seen in pmo.messages())
    assert not any("Ressourcen sind rot" in seen.body for seen in steering.messages()) and "B1" in steering.message("B1").body


async def test_a_blocker_is_kept_once_and_its_name_says_what_is_red(team: Room, pmo: Room) -> None:
    await team.says("!ampel inhalt rot")
    await pmo.taps("🚧", on="Inhalt", by="Paula")
    assert "B1 Ampel rot: Inhalt" in team.message("B1").body
    await pmo.taps("🚧", on="Grund", by="Peter")
    assert "läuft schon als B1" in pmo.sees()
    await pmo.taps("👀", on="Grund", by="Peter")
    assert "Übernehmen: !blocker übernehmen B1" in pmo.sees()


async def test_taken_back_the_blocker_goes_and_the_light_calls_again(team: Room, pmo: Room, world: World) -> None:
    await team.says(RED)
    tap = await pmo.taps("🚧", on="Ressourcen", by="Paula")
    await pmo.deletes(tap, by="Paula")
    assert "Im PMO kümmert sich noch niemand darum." in pmo.message("Grund").body
    await team.says("!blocker")
    assert "Keine offenen Blocker" in team.sees()
    await world.pass_(days=1)
    assert "Ressourcen sind seit 1 Tag rot" in pmo.sees()


async def test_a_blocker_that_is_solved_while_the_light_stays_red_gives_it_its_ladder_back(team: Room, pmo: Room, world: World) -> None:
    await team.says(RED)
    await pmo.taps("🚧", on="Ressourcen", by="Paula")
    await world.pass_(hours=1)
    await team.says("!blocker gelöst B1")
    await world.until(at(26, 10))
    assert "noch kümmert sich niemand" in pmo.sees()


async def test_of_the_pmo_s_own_group_the_alert_stands_in_its_room(world: World) -> None:
    pmo = world.room("PMO", "Paula", moderators=("Ada",))
    await pmo.says("!team PMO | art: pmo, taskforce", by="Ada")
    pmo.forget()
    await pmo.says("!ampel inhalt rot Daten fehlen", by="Paula")
    assert sum("PMO: Inhalt ist rot" in seen.body for seen in pmo.messages()) == 1
    assert not any("ist alarmiert" in seen.body for seen in pmo.messages())
    await pmo.taps("👀", on="Inhalt ist rot", by="Ada")
    assert not any("eure rote Ampel" in seen.body for seen in pmo.messages())


async def test_in_english_it_says_the_same(team: Room, pmo: Room) -> None:
    await pmo.says("!sprache en", by="Ada")
    pmo.forget()
    await team.says(RED)
    assert "🔴 Dateninventur: resources are red\n\nReason: Stelle unbesetzt" in pmo.sees() and "Needed: Vertretung" in pmo.sees()
    await pmo.says("!status take", by="Paula")
    assert "Paula (PMO) is looking after it." in pmo.message("Reason").body


@pytest.mark.parametrize("words", ["<b>&amp;</b> @room [x](https://x.example)", "# Titel\n- Liste"])
async def test_what_people_wrote_stays_what_they_wrote(team: Room, pmo: Room, words: str) -> None:
    await team.says(f"!ampel inhalt rot {words.splitlines()[0]}")
    assert words.splitlines()[0].lstrip("# ") in pmo.sees() and "<b>" not in (pmo.messages()[0].html or "").replace("&lt;b&gt;", "")


async def test_until_it_has_arrived_nobody_calls_it_alerted(team: Room, pmo: Room, world: World) -> None:
    world.chat.failing[pmo.id] = SendFailed("the homeserver is busy")
    await team.says(RED)
    assert not any("alarmiert" in seen.body for seen in team.messages())
    del world.chat.failing[pmo.id]
    await world.pass_(minutes=1)
    assert "Das PMO ist alarmiert." in team.sees()
