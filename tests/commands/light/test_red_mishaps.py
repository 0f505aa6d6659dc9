"""Alerts about red lights where something does not work: a room that refuses, an outage, a project without a PMO, a group that goes."""

from __future__ import annotations

from bot.domain.muted_rooms import Why
from bot.ports import SendFailed
from tests.commands.question.asking import at
from tests.world import Room, World, user

RED = "!ampel ressourcen rot Stelle unbesetzt | hilfe: Vertretung aus Gießen"
HEAD = "Dateninventur: Ressourcen sind rot"


async def test_a_room_that_refuses_is_told_to_the_group_at_once(team: Room, pmo: Room) -> None:
    await pmo.silences_the_bot()
    await team.says(RED)
    told = team.sees()
    assert "Im PMO-Raum darf ich nicht schreiben. Dass eure Ampel rot ist, ist dort also noch nicht angekommen." in told
    assert team.messages()[-1].notifies and team.messages()[-1].mentions == [user("Anna")]
    assert not any("ist alarmiert" in seen.body for seen in team.messages())


async def test_when_it_can_it_arrives_as_it_is_then(team: Room, pmo: Room, world: World) -> None:
    await pmo.silences_the_bot()
    await team.says(RED)
    await team.says("!ampel ressourcen rot Stelle gestrichen")
    await world.pass_(minutes=20)
    await pmo.lets_the_bot_speak()
    assert sum(HEAD in seen.body for seen in pmo.messages()) == 1 and "Stelle gestrichen" in pmo.message(HEAD).body
    assert pmo.message(HEAD).reactions == ["👀", "🚧"] and "Das PMO ist alarmiert." in team.sees()
    await world.pass_(days=1)
    assert "noch kümmert sich niemand" in pmo.sees()


async def test_what_turned_better_meanwhile_is_not_said_there(team: Room, pmo: Room, world: World) -> None:
    await pmo.silences_the_bot()
    await team.says(RED)
    await team.says("!ampel ressourcen grün")
    await pmo.lets_the_bot_speak()
    await world.pass_(days=2)
    assert not any("rot" in seen.body for seen in pmo.messages())


async def test_a_pmo_that_cannot_be_reached_is_passed_over_after_a_working_day(team: Room, pmo: Room, steering: Room, world: World) -> None:
    await pmo.silences_the_bot()
    await team.says(RED)
    await world.until(at(24, 9, 59))
    assert not any(HEAD in seen.body for seen in steering.messages())
    await world.until(at(24, 11))
    assert "Das PMO ist gerade nicht zu erreichen." in steering.message(HEAD).body
    assert "Das PMO ist weiter nicht zu erreichen, darum weiß jetzt der Steuerungskreis Bescheid." in team.sees()
    await pmo.lets_the_bot_speak()
    await world.until(at(18, 18, month=12))
    assert sum(HEAD in seen.body for seen in steering.messages()) == 1


async def test_one_message_that_is_refused_alone_is_tried_again(team: Room, pmo: Room, world: World) -> None:
    world.chat.failing[pmo.id] = SendFailed("413 M_TOO_LARGE", final=True, why=Why.CONTENT)
    await team.says(RED)
    assert "Der Server hat meine Nachricht ans PMO nicht angenommen." in team.sees()
    del world.chat.failing[pmo.id]
    await world.pass_(hours=2)
    assert HEAD in pmo.message(HEAD).body


async def test_after_an_outage_over_all_its_deadlines_the_pmo_hears_before_the_committee(
    team: Room, pmo: Room, steering: Room, world: World
) -> None:
    await team.says(RED)
    world.clock.set(at(17, 12, month=12))
    await world.settle()
    assert "noch kümmert sich niemand" in pmo.sees() and not any(HEAD in seen.body for seen in steering.messages())
    await world.until(at(18, 13, month=12))
    assert sum(HEAD in seen.body for seen in steering.messages()) == 1


async def test_without_a_pmo_nothing_is_promised_and_a_new_one_hears(world: World) -> None:
    team = world.room("Dateninventur", moderators=("Ada",))
    await team.says("!team Dateninventur", by="Ada")
    await team.says(RED)
    assert not any("alarmiert" in seen.body for seen in team.messages())
    assert "⚠️ Es gibt noch keinen PMO-Raum, darum erfährt das PMO nichts davon." in team.sees()
    await team.says("!ampel ressourcen gelb Vertretung da")
    assert "PMO-Raum" not in team.sees()
    await team.says(RED)
    await world.pass_(days=3)
    pmo = world.room("PMO", "Paula", moderators=("Ada",))
    await pmo.says("!team PMO | art: pmo", by="Ada")
    await world.settle()
    assert sum(HEAD in seen.body for seen in pmo.messages()) == 1


async def test_another_pmo_is_called_anew(team: Room, pmo: Room, world: World) -> None:
    await team.says(RED)
    await pmo.says("!team auflösen ja", by="Ada")
    office = world.room("Projektbüro", "Peter", moderators=("Ada",))
    await office.says("!team Projektbüro | art: pmo", by="Ada")
    await world.settle()
    assert HEAD in office.message(HEAD).body and office.message(HEAD).reactions == ["👀", "🚧"]


async def test_of_a_dissolved_group_nobody_is_reminded(team: Room, pmo: Room, world: World) -> None:
    await team.says(RED)
    await team.says("!team auflösen ja", by="Anna")
    assert "Dateninventur: Die Gruppe gibt es nicht mehr." in pmo.messages()[0].body
    await world.pass_(days=20)
    assert not any("noch kümmert sich niemand" in seen.body for seen in pmo.messages())
    await pmo.taps("👀", on="gibt es nicht mehr", by="Paula")
    assert "eure rote Ampel" not in team.sees()


async def test_a_room_without_people_is_said_to_be_empty(team: Room, pmo: Room) -> None:
    pmo.leaves("Ada", "Paula", "Peter")
    await team.says(RED)
    assert "aber in seinem Raum ist gerade niemand" in team.sees()


async def test_in_quiet_hours_red_is_said_all_the_same(team: Room, pmo: Room, world: World) -> None:
    await pmo.says("!einstellungen ruhezeit: 18:00-08:00", by="Ada")
    pmo.forget()
    await world.until(at(23, 22))
    await team.says(RED)
    assert HEAD in pmo.sees()


async def test_who_leaves_the_pmo_gives_it_back(team: Room, pmo: Room, world: World) -> None:
    await team.says(RED)
    await pmo.taps("👀", on=HEAD, by="Paula")
    await world.pass_(days=2)
    pmo.leaves("Paula")
    await pmo.changes()
    await world.settle()
    assert "Im PMO kümmert sich noch niemand darum." in pmo.message("Grund").body
    assert "noch kümmert sich niemand" in pmo.sees()


async def test_without_a_committee_nobody_says_that_it_knows(team: Room, pmo: Room, steering: Room, world: World) -> None:
    await steering.says("!team auflösen ja", by="Ada")
    await team.says(RED)
    await world.pass_(days=16)
    assert "Das kommt zu euch, weil es schon zehn Arbeitstage rot ist." in pmo.sees()
    assert "Ich habe das PMO noch einmal darauf hingewiesen." in team.sees()
    assert not any("Steuerungskreis weiß" in seen.body for seen in (*pmo.messages(), *team.messages()))


async def test_once_its_blocker_is_solved_the_alert_stops_saying_that_it_goes_on_there(team: Room, pmo: Room, world: World) -> None:
    await team.says(RED)
    await pmo.taps("🚧", on=HEAD, by="Paula")
    assert "🚧 Das läuft als B1 weiter." in pmo.message("Grund").body
    await pmo.says("!blocker gelöst B1 Stelle besetzt", by="Paula")
    assert "läuft als" not in pmo.message("Grund").body and "Antippen: 👀" in pmo.message("Grund").body
    await pmo.says("!blocker öffnen B1", by="Paula")
    assert "🚧 Das läuft als B1 weiter." in pmo.message("Grund").body


async def test_taking_the_blocker_back_is_said_once(team: Room, pmo: Room) -> None:
    await team.says(RED)
    tap = await pmo.taps("🚧", on=HEAD, by="Paula")
    await pmo.deletes(tap, by="Paula")
    assert [seen.body for seen in pmo.messages() if "zurückgezogen" in seen.body] == ["B1 ist zurückgezogen und der Text gelöscht."]
