"""What people do with a blocker once it is there: see, change, note, take, solve, reopen, share, withdraw."""

from __future__ import annotations

from tests.world import Room, World


async def test_the_list_shows_red_first_then_the_oldest(team: Room) -> None:
    for said in ("Eins", "Zwei | ampel: rot", "Drei"):
        await team.says(f"!blocker {said}")
        await team.clock.pass_(minutes=1)
    await team.says("!blocker")
    listed = team.sees()
    assert listed.index("B2") < listed.index("B1") < listed.index("B3")


async def test_the_list_fits_a_phone_screen_unless_asked_for_all(team: Room) -> None:
    for count in range(12):
        await team.says(f"!blocker Nummer {count} " + "sehr lang " * 30)
    await team.says("!blocker")
    assert "und 4 weitere" in team.sees()
    assert len(team.sees()) < 1500
    await team.says("!blocker liste alle")
    assert "B12" in team.sees()


async def test_the_pmo_sees_all_groups_and_others_may_ask_for_them(team: Room, pmo: Room, steering: Room) -> None:
    await team.says("!blocker Raum fehlt")
    for room, said in ((pmo, "!blocker"), (steering, "!blocker liste"), (team, "!blocker liste projekt")):
        await room.says(said)
        assert "B1" in room.sees() and "Dateninventur" in room.sees()


async def test_a_blocker_is_solved_once_however_many_say_so(team: Room) -> None:
    await team.says("!blocker Raum fehlt")
    await team.clock.pass_(days=2)
    await team.says("!blocker gelöst B1 Bibliothek hat Platz", by="Anna")
    assert "B1" in team.sees() and "2 Tagen" in team.sees()
    await team.says("!blocker gelöst B1", by="Ben")
    assert "schon gelöst" in team.sees() and "Anna" in team.sees()


async def test_the_pmo_takes_with_a_tap_and_the_team_is_told(team: Room, pmo: Room) -> None:
    await team.says("!blocker Server aus | ampel: rot")
    await pmo.taps("👀", on="B1", by="Paula")
    assert "Paula" in team.sees() and "B1" in team.sees()
    assert "Paula übernimmt B1" in pmo.sees()
    for room in (pmo, team):
        card = next(seen for seen in room.messages() if seen.edits)
        assert "🔴 rot · B1 Server aus" in card.body and "👀 Paula (PMO) kümmert sich darum" in card.body


async def test_only_the_pmo_takes(team: Room) -> None:
    await team.says("!blocker Server aus")
    await team.says("!blocker übernehmen B1", by="Ben")
    assert "nur das PMO" in team.sees()


async def test_a_second_pmo_member_can_take_it_over(team: Room, pmo: Room) -> None:
    await team.says("!blocker Server aus | ampel: rot")
    await pmo.says("!blocker übernehmen B1", by="Paula")
    await pmo.says("!blocker take 1", by="Peter")
    assert "Peter übernimmt B1" in pmo.sees() and "von Paula" in pmo.sees()


async def test_solving_by_tap_updates_every_card_and_tells_the_team(team: Room, pmo: Room) -> None:
    await team.says("!blocker Server aus | ampel: rot")
    await pmo.taps("✅", on="B1", by="Paula")
    assert "Paula hat B1 Server aus gelöst" in team.sees()
    assert all("Gelöst von Paula" in seen.body for room in (team, pmo) for seen in room.messages() if seen.edits)
    said = len(pmo.messages())
    await pmo.taps("👀", on="✅ gelöst · B1", by="Peter")
    assert "schon gelöst" in pmo.sees() and len(pmo.messages()) == said + 1


async def test_a_withdrawn_tap_takes_its_effect_back_if_nothing_followed(team: Room, pmo: Room) -> None:
    await team.says("!blocker Server aus | ampel: rot")
    tap = await pmo.taps("👀", on="🔴 rot · B1", by="Paula")
    await pmo.deletes(tap, by="Paula")
    await team.says("!blocker")
    assert "niemand dran" in team.sees()
    tap = await pmo.taps("👀", on="🔴 rot · B1", by="Paula")
    await pmo.taps("✅", on="🔴 rot · B1", by="Peter")
    await pmo.deletes(tap, by="Paula")
    await team.says("!blocker B1")
    assert "Gelöst von Peter" in team.sees()


async def test_notes_go_both_ways_and_a_deleted_reply_takes_its_note_along(team: Room, pmo: Room) -> None:
    await team.says("!blocker Server aus | ampel: rot | lösung: Umzug")
    alert = pmo.message("B1")
    question = await pmo.says("Seit wann denn?", by="Paula", reply_to=alert.event)
    assert pmo.world.chat.receipts[question] == ["📝"]
    passed_on = team.messages()[-1]
    assert "Seit wann denn?" in passed_on.body and "Paula" in passed_on.body and "B1" in passed_on.body
    await team.says("Seit gestern", by="Ben", reply_to=passed_on.event)
    assert "Seit gestern" in pmo.sees() and pmo.messages()[-1].replies_to == alert.event
    await team.says("!blocker B1")
    assert "Seit wann denn?" in team.sees() and "Seit gestern" in team.sees()
    await pmo.deletes(question, by="Paula")
    await team.says("!blocker B1")
    assert "Seit wann denn?" not in team.sees() and "Seit gestern" in team.sees()


async def test_the_pmos_words_on_how_it_was_solved_go_with_its_reply(team: Room, pmo: Room) -> None:
    await team.says("!blocker Server aus | ampel: rot")
    await pmo.says("!blocker gelöst B1", by="Paula")
    how = await pmo.says("Neu gestartet", by="Paula", reply_to=pmo.message("B1").event)
    assert "Neu gestartet" in team.message("✅ gelöst").body
    await pmo.deletes(how, by="Paula")
    assert "B1 Server aus ist wieder wie vorher" in pmo.sees() and "Neu gestartet" not in team.message("✅ gelöst").body


async def test_nothing_else_that_people_write_is_stored_or_answered(team: Room) -> None:
    said = len(team.messages())
    other = await team.says("Hat jemand Kaffee?")
    await team.says("Ja", by="Ben", reply_to=other)
    await team.says("!!! Achtung")
    assert len(team.messages()) == said


async def test_fields_are_changed_and_red_escalates_at_once(team: Room, pmo: Room) -> None:
    await team.says("!blocker Raum fehlt | bis: Freitag")
    await team.says("!blocker ändere B1 | ampel: rot | verzug: 3 Tage | bis:")
    assert "🔴 rot" in team.sees() and "3 Tage" in team.sees() and "27.11." not in team.sees()
    assert "🔴 rot · B1 Raum fehlt" in pmo.sees() and pmo.messages()[-1].notifies


async def test_an_edit_without_fields_asks_for_one(team: Room) -> None:
    await team.says("!blocker Raum fehlt")
    await team.says("!blocker ändere B1")
    assert "ampel: rot" in team.sees()


async def test_a_solved_one_can_be_reopened(team: Room, pmo: Room) -> None:
    await team.says("!blocker Server aus | ampel: rot")
    await team.says("!blocker gelöst B1")
    await team.says("!blocker öffnen B1", by="Ben")
    assert "wieder offen" in team.sees()
    assert pmo.messages()[-1].notifies and "B1" in pmo.sees()
    await team.says("!blocker öffnen B1")
    assert "noch offen" in team.sees()


async def test_only_the_reporter_and_the_pmo_withdraw(team: Room, pmo: Room) -> None:
    await team.says("!blocker Irrtum", by="Anna")
    await team.says("!blocker zurückziehen B1", by="Ben")
    assert "gemeldet hat" in team.sees()
    await pmo.says("!blocker zurückziehen B1", by="Paula")
    assert "zurückgezogen" in pmo.sees()
    assert "Paula" in team.sees()


async def test_another_group_can_say_that_it_concerns_them_too(team: Room, pmo: Room, world: World) -> None:
    other = world.room("App", moderators=("Cora",))
    await other.says("!team App")
    await pmo.taps("✅", on="App", by="Paula")
    await team.says("!blocker Server aus")
    await other.says("!blocker betrifft B1")
    assert "B1" in other.sees()
    assert "App" in team.sees() and "B1" in team.sees()
    await other.says("!blocker")
    assert "B1" in other.sees()
    await other.says("!blocker betrifft B1")
    assert "schon in eurer Liste" in other.sees()
    await team.says("!blocker betrifft B1")
    assert "euer eigener" in team.sees()


async def test_who_has_left_the_pmo_has_lost_its_rights(team: Room, pmo: Room) -> None:
    team.world.rooms.people[team.id][next(iter(team.world.rooms.people[pmo.id]))] = 0
    await team.says("!blocker Server aus")
    pmo.leaves("Paula")
    team.world.rooms.people[team.id]["@paula:stadt.example"] = 0  # type: ignore[index]
    await team.says("!blocker übernehmen B1", by="Paula")
    assert "nur das PMO" in team.sees()


async def test_a_room_without_a_group_learns_how_to_set_one_up(world: World) -> None:
    room = world.room("Fremd", "Xaver")
    await room.says("!blocker Raum fehlt")
    assert "!team" in room.sees()


async def test_short_answers_are_a_reaction_where_a_sentence_adds_nothing(team: Room) -> None:
    await team.says("!einstellungen antworten: kurz")
    await team.says("!blocker Raum fehlt")
    assert "B1" in team.sees()
    said = len(team.messages())
    event = await team.says("!blocker notiz B1 Bibliothek gefragt")
    assert team.world.chat.receipts[event] == ["📝"] and len(team.messages()) == said
