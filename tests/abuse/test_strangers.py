"""Who belongs to no group of the project: alerts nobody, learns nothing, and gets into no room's place."""

from __future__ import annotations

import pytest

from bot.ports import SendFailed
from tests.world import Room, World, user

SECRETS = ("Geheimer Blocker", "Geheime Stelle", "Geheime Aufgabe", "Geheimes Treffen", "Geheime Erkenntnis", "Dateninventur", "Gießen")
ASKED = """
blocker; blocker projekt; blocker liste alle projekt; blocker B1; blocker gelöst; blocker übernehmen; blocker öffnen; agenda; agenda T1;
agenda liste steuerungskreis; agenda annehmen; agenda ablehnen; agenda erledigt;
aufgabe; aufgabe liste projekt; aufgabe A1; aufgabe erledigt;
treffen; treffen liste projekt; treffen S1; treffen absagen; treffen öffnen;
retro; retro liste projekt; retro R1; retro start; retro anonym;
lernen; lernen liste projekt; lernen L1; lernen export; lernen blaupause; überblick; überblick alle; team liste; team G1; team zeige G1;
team bestätigen G1; team auflösen; agenda B1; blocker betrifft B1; blocker eskalieren B1; agenda Foo | treffen: S1; aufgabe Foo | retro: R1;
retro R1 stop: Foo; retro stimme R1 1; einstellungen wiederholung: 1h; hilfe; lotse; einstellungen; blokker; gelöst B1; B1; S1
"""


@pytest.fixture
async def secrets(team: Room, pmo: Room) -> None:
    for said in (
        "!blocker Geheimer Blocker",
        "!agenda Geheime Stelle | für: steuerungskreis",
        "!aufgabe Geheime Aufgabe",
        "!treffen Geheimes Treffen | wann: jeden Dienstag 10 Uhr",
        "!retro planen nächsten Donnerstag 15 Uhr",
        "!lernen Geheime Erkenntnis",
    ):
        await team.says(said)
    pmo.forget()


@pytest.mark.parametrize("direct", [True, False])
async def test_a_stranger_learns_nothing_whatever_is_asked(direct: bool, secrets: None, pmo: Room, world: World) -> None:
    room = world.room("Bei Mallory", moderators=("Mallory",))
    await room.invites(by="Mallory", direct=direct)
    for said in ASKED.split(";"):
        await room.says(f"!{said.strip()}")
        await room.taps("✅", on=room.messages()[-1].event)
    told = "\n".join(seen.body for seen in room.messages())
    # What it says by way of example names a group of that name, too.
    examples = told
    for example in ("!team Dateninventur", "team: Dateninventur", "kommunen: Gießen, Marburg", "Umzug zur Stadt Gießen"):
        examples = examples.replace(example, "")
    assert not [secret for secret in SECRETS if secret in examples]
    assert room.files() == [] and pmo.messages() == []


@pytest.mark.parametrize("setting_up", ["", "!team Fremde", "!team Fremde | art: pmo", "!team Fremde | art: steuerungskreis"])
async def test_a_stranger_alerts_nobody_from_a_room_of_their_own(setting_up: str, pmo: Room, steering: Room, world: World) -> None:
    room = world.room("Bei Mallory", moderators=("Mallory",))
    await room.invites(by="Mallory")
    if setting_up:
        await room.says(setting_up)
    pmo.forget()
    for said in (
        "!blocker Alarm | ampel: rot",
        "!blocker eskalieren B1",
        "!agenda Foo | für: steuerungskreis",
        "!aufgabe Foo | wer: Mallory",
    ):
        await room.says(said)
    await world.pass_(days=30)
    assert pmo.messages() == [] and steering.messages() == []


async def test_who_was_declined_alerts_nobody_either(pmo: Room, world: World) -> None:
    room = world.room("Bei Mallory", moderators=("Mallory",))
    await room.says("!team Fremde")
    await pmo.taps("❌", on="Fremde", by="Paula")
    pmo.forget()
    await room.says("!blocker Alarm | ampel: rot")
    assert "noch zu keiner Gruppe" in room.sees() and pmo.messages() == []


async def test_a_reaction_or_reply_by_somebody_who_is_not_in_the_room_does_nothing(team: Room, pmo: Room, world: World) -> None:
    await team.says("!blocker Server aus | ampel: rot")
    world.rooms.names[user("Mallory")] = "Mallory"
    await pmo.taps("👀", on="B1", by="Mallory")
    await team.taps("✅", on="B1", by="Mallory")
    await team.says("!blocker B1")
    assert "Noch kümmert sich niemand" in pmo.message("🔴 rot · B1").body and "gelöst von" not in team.sees()


@pytest.mark.parametrize("name", ["Paula", "@paula:stadt.example", "Раula", "Paula\u200b"])
async def test_a_name_gives_no_rights(name: str, team: Room, pmo: Room, world: World) -> None:
    await team.says("!blocker Server aus | ampel: rot")
    team.joins("Mallory")
    world.rooms.names[user("Mallory")] = name
    await team.says("!blocker übernehmen B1", by="Mallory")
    await team.says("!team auflösen ja", by="Mallory")
    assert "nur das PMO" in team.messages()[-2].body and "nur die Moderation" in team.sees()


# --------------------------------------------------------------------------------------------------- rooms that are not what they say


@pytest.mark.parametrize("of_direct", [True, False])
async def test_a_room_that_names_another_its_successor_changes_nothing_about_that(of_direct: bool, pmo: Room, world: World) -> None:
    own = world.room("Bei Mallory", moderators=("Mallory",))
    await own.invites(by="Mallory", direct=of_direct)
    direct = world.room("Direkt mit Paula", "Paula")
    await direct.invites(by="Paula", direct=True)
    for room in (pmo, direct):
        await own.is_replaced_by(room.id, by="Mallory")
    async with world.store.reading() as tx:
        known = [await tx.rooms.get(room.id) for room in (pmo, direct)]
    assert [(each.is_direct, each.inviter) if each else None for each in known] == [None, (True, user("Paula"))]


async def test_what_waits_for_the_pmo_goes_to_no_room_that_does_not_say_it_replaces_it(team: Room, pmo: Room, world: World) -> None:
    forged = world.room("PMO neu", moderators=("Mallory",))
    await pmo.is_replaced_by(forged.id, by="Mallory")
    await forged.lets_the_bot_in()
    world.chat.failing[pmo.id] = SendFailed("M_FORBIDDEN", final=True)
    forged.forget()
    await team.says("!blocker Server aus | ampel: rot")
    await forged.says("!team bestätigen G1", by="Ada")
    assert not any("B1" in seen.body for seen in forged.messages())
    assert "gehört jetzt" not in forged.sees() and "ist jetzt der Raum" not in forged.sees()


@pytest.mark.parametrize("steps", [1, 2, 3])
async def test_rooms_that_replace_each_other_in_a_circle_stop_nobody(steps: int, team: Room, world: World) -> None:
    circle = [team, *(world.room(f"Raum {count}", moderators=("Anna",)) for count in range(1, steps))]
    for here, there in zip(circle, [*circle[1:], team], strict=True):
        await here.is_replaced_by(there.id, by="Anna")
        world.chat.failing[here.id] = SendFailed("M_FORBIDDEN", final=True)
    await team.says("!hilfe")
    async with world.store.reading() as tx:
        assert (await tx.outbox.counts())[0] == 0


async def test_a_direct_chat_that_was_upgraded_is_one_still(world: World, team: Room) -> None:
    old = world.room("Direkt mit Anna", "Anna")
    await old.invites(by="Anna", direct=True)
    new = world.room("Direkt mit Anna neu", "Anna")
    await old.is_replaced_by(new.id, by="Anna")
    await new.lets_the_bot_in(predecessor=old.id)
    await new.says("blocker Raum fehlt")
    assert "B1 Raum fehlt" in new.sees()


async def test_a_chat_that_calls_itself_direct_is_none_with_three_in_it(team: Room, pmo: Room, world: World) -> None:
    room = world.room("Zu dritt", "Anna", "Ben")
    await room.invites(by="Anna", direct=True)
    await room.says("blocker Alarm | ampel: rot", by="Anna")
    assert room.messages() == [] and pmo.messages() == []


@pytest.mark.parametrize(
    "said", ["!einstellungen wiederholung: 1h", "!blocker übernehmen B1", "!team bestätigen G3", "!blocker projekt", "!retro"]
)
async def test_in_a_pmo_room_that_was_made_public_nobody_has_rights(said: str, team: Room, pmo: Room, world: World) -> None:
    await team.says("!blocker Geheimer Blocker")
    world.rooms.public.add(pmo.id)
    pmo.joins("Mallory")
    await pmo.says(said, by="Mallory")
    assert "Geheimer Blocker" not in pmo.sees()
    assert "öffentlich" in pmo.sees() or "das ändert das PMO" in pmo.sees()


async def test_a_steering_room_that_was_made_public_lets_nobody_change_its_agenda(steering: Room, world: World) -> None:
    await steering.says("!agenda Haushalt")
    world.rooms.public.add(steering.id)
    steering.joins("Mallory")
    await steering.says("!agenda streichen T1", by="Mallory")
    world.rooms.public.clear()
    await steering.says("!agenda")
    assert "Haushalt" in steering.sees()
