"""Which group a room is: set up, confirmed, changed, listed, dissolved."""

from __future__ import annotations

import pytest

from tests.world import Room, World, user


async def test_a_moderator_sets_up_a_task_force_and_the_pmo_confirms_it(world: World) -> None:
    pmo = world.room("PMO", "Paula", moderators=("Ada",))
    await pmo.says("!team PMO | art: pmo", by="Ada")
    team = world.room("App", "Ben", moderators=("Anna",))
    await team.says("!team Open Smart City App | kommunen: Gießen, Marburg", by="Anna")
    assert "Ich frage das PMO" in team.sees()
    card = pmo.messages()[-1]
    assert "Open Smart City App" in card.body and "Anna" in card.body and card.reactions == ["✅", "❌"]
    await team.says("!blocker Zu früh")
    assert "wartet noch" in team.sees()
    await pmo.taps("✅", on=card.event, by="Paula")
    assert "bestätigt" in team.sees()
    await team.says("!blocker Jetzt")
    assert "B1 Jetzt" in team.sees()


async def test_a_group_that_is_registered_again_and_again_has_one_card_in_the_pmo(world: World) -> None:
    pmo = world.room("PMO", "Paula", moderators=("Ada",))
    await pmo.says("!team PMO | art: pmo", by="Ada")
    room = world.room("Wärme", "Ben", moderators=("Anna",))
    for _ in range(3):
        await room.says("!team Wärmeplan | ziel: Netze planen", by="Anna")
        await room.says("!team auflösen ja", by="Anna")
    await room.says("!team Wärmeplan | ziel: Netze bauen", by="Anna")
    assert len([seen for seen in pmo.messages() if "Wärmeplan" in seen.body]) == 1
    await pmo.taps("✅", on="Netze bauen", by="Paula")
    assert "Task Force Wärmeplan gehört zum Projekt" in pmo.message("Netze bauen").body


async def test_the_pmo_can_decline_by_text_too(world: World) -> None:
    pmo = world.room("PMO", "Paula", moderators=("Ada",))
    await pmo.says("!team PMO | art: pmo", by="Ada")
    team = world.room("App", moderators=("Anna",))
    await team.says("!team App")
    await pmo.says("!team ablehnen G2", by="Paula")
    assert "nicht bestätigt" in team.sees()
    await team.says("!blocker Raum fehlt")
    assert "!team" in team.sees()
    await pmo.says("!team bestätigen G2", by="Paula")
    assert "schon entschieden" in pmo.sees()


async def test_a_member_who_is_no_moderator_may_not(world: World) -> None:
    room = world.room("App", "Ben")
    await room.says("!team App")
    assert "Moderation" in room.sees()


async def test_an_admin_needs_no_confirmation(world: World) -> None:
    room = world.room("App", moderators=("Ada",))
    await room.says("!team App")
    assert "Task Force App" in room.sees()
    await room.says("!blocker Raum fehlt")
    assert "B1" in room.sees()


@pytest.mark.parametrize("kind", ["pmo", "steuerungskreis", "steering", "PMO"])
async def test_pmo_and_steering_committee_are_set_up_by_admins_only(world: World, kind: str) -> None:
    room = world.room("Wir", moderators=("Anna",))
    await room.says(f"!team Wir | art: {kind}")
    assert "Projekt-Administration" in room.sees()
    await room.says("!team")
    assert "noch zu keiner Gruppe" in room.sees()


async def test_such_a_room_must_not_be_public(world: World) -> None:
    room = world.room("PMO", moderators=("Ada",), public=True)
    await room.says("!team PMO | art: pmo")
    assert "öffentlich" in room.sees()


async def test_a_second_pmo_is_refused_and_the_first_named(world: World) -> None:
    first, second = world.room("Eins", moderators=("Ada",)), world.room("Zwei", moderators=("Ada",))
    await first.says("!team Leitstelle | art: pmo")
    await second.says("!team Andere | art: pmo")
    assert "Leitstelle" in second.sees()


async def test_one_room_can_be_two_kinds_at_once(world: World) -> None:
    room = world.room("Klein", "Paula", moderators=("Ada",))
    await room.says("!team Klein | art: pmo, task force")
    await room.says("!blocker Server aus | ampel: rot", by="Paula")
    assert room.message("Noch kümmert sich niemand").notifies
    await room.says("!blocker übernehmen B1", by="Paula")
    assert "Paula übernimmt B1" in room.sees()


async def test_the_profile_is_shown_and_changed(team: Room) -> None:
    await team.says(
        "!team Dateninventur | leitung: Ben | ziel: Alle Daten kennen | zeitraum: 1.1.2026 - 31.12.2027"
        " | budget: 120.000 € | link: https://stadt.example/x"
    )
    await team.says("!team", by="Ben")
    for fact in ("Dateninventur", "Task Force", "Ben", "Alle Daten kennen", "1.1.2026", "31.12.2027", "120.000", "https://stadt.example/x"):
        assert fact in team.sees()
    assert "Gießen, Marburg" in team.sees()
    await team.says("!team ziel: Wenige Daten kennen")
    await team.says("!team")
    assert "Wenige Daten kennen" in team.sees() and "120.000" in team.sees()


@pytest.mark.parametrize(
    ("field", "reason"),
    [
        ("leitung: Clara", "»Clara«"),
        ("leitung: @fremd:anders.example", "nicht in diesem Raum"),
        ("zeitraum: bald", "bald"),
        ("budget: viel", "»viel«"),
        ("link: stadt", "kein Link"),
        ("art: verein", "»verein«"),
        ("amt: pmo", "»amt«"),
    ],
)
async def test_a_wrong_field_changes_nothing(team: Room, field: str, reason: str) -> None:
    await team.says(f"!team Neuer Name | {field}")
    assert reason in team.sees()
    await team.says("!team")
    assert "Dateninventur" in team.sees()


async def test_a_pill_and_an_id_name_a_person(team: Room) -> None:
    await team.says("!team leitung: @ben:stadt.example")
    assert "Leitung: Ben" in team.sees()
    await team.says("!team leitung: Anna", mentions={"Anna": user("Anna")})
    assert "Leitung: Anna" in team.sees()


async def test_all_groups_are_listed(team: Room) -> None:
    await team.says("!team liste")
    for fact in ("Dateninventur", "PMO", "Steuerungskreis", "Gießen, Marburg"):
        assert fact in team.sees()


async def test_a_dissolved_group_keeps_its_records(team: Room, pmo: Room) -> None:
    await team.says("!blocker Raum fehlt")
    await team.says("!team auflösen ja")
    assert "erhalten" in team.sees()
    await team.says("!blocker Noch einer")
    assert "noch zu keiner Gruppe" in team.sees()
    await pmo.says("!blocker")
    assert "B1" in pmo.sees()
    await team.clock.pass_(days=10)
    assert "B1" in pmo.sees() and ["aufgelöst" in seen.body for seen in pmo.messages() if seen.notifies] == [True]


async def test_a_name_is_given_once(team: Room, world: World) -> None:
    other = world.room("Andere", moderators=("Ada",))
    await other.says("!team dateninventur")
    assert "heißt schon" in other.sees()


async def test_a_direct_chat_speaks_for_the_groups_of_the_person(team: Room, pmo: Room, world: World) -> None:
    direct = world.room("Direkt", "Anna")
    await direct.invites(by="Anna", direct=True)
    await direct.lets_the_bot_in()
    assert "kein !" in direct.sees()
    await direct.says("blocker Raum fehlt | ampel: rot")
    assert "B1 Raum fehlt" in direct.sees() and "Dateninventur" in direct.sees()
    assert "B1 Raum fehlt" in team.sees()
    assert "B1" in pmo.sees()
    await direct.says("blocker")
    assert "B1" in direct.sees()
    await direct.says("team")
    assert "Dateninventur" in direct.sees()
    await direct.says("!blocker gelöst B1")
    assert "B1 Raum fehlt ist gelöst" in direct.sees() and "Anna hat B1 Raum fehlt gelöst" in team.sees()


async def test_in_a_direct_chat_a_person_of_two_groups_says_which(team: Room, world: World) -> None:
    other = world.room("App", "Anna", moderators=("Ada",))
    await other.says("!team App", by="Ada")
    direct = world.room("Direkt", "Anna")
    await direct.invites(by="Anna", direct=True)
    await direct.says("blocker Raum fehlt")
    assert "team: App" in direct.sees() and "Dateninventur" in direct.sees()
    await direct.says("blocker Raum fehlt | team: app")
    assert "B1" in direct.sees() and "App" in direct.sees()
    await direct.says("blocker Raum fehlt | team: Fremde")
    assert "gehörst du nicht" in direct.sees()


async def test_who_belongs_to_no_group_is_told_so(team: Room, world: World) -> None:
    direct = world.room("Direkt", "Xaver")
    await direct.invites(by="Xaver", direct=True)
    await direct.says("blocker")
    assert "noch zu keiner Gruppe" in direct.sees()
    await direct.says("hilfe")
    assert "!blocker" in direct.sees()


async def test_before_a_group_is_dissolved_it_is_said_what_stays_behind(team: Room, pmo: Room) -> None:
    for said in ("!blocker Server aus | ampel: rot", "!treffen Jour fixe | wann: jeden Dienstag 10:00", "!aufgabe Angebot einholen"):
        await team.says(said)
    pmo.forget()
    await team.says("!team auflösen")
    for fact in (
        "wirklich nicht mehr zu Dateninventur",
        "🔴 rot · B1 Server aus",
        "1 offene Aufgabe",
        "1 geplantes Treffen",
        "!team auflösen ja",
    ):
        assert fact in team.sees()
    assert pmo.messages() == []
    await team.says("!blocker")
    assert "B1" in team.sees()
    await team.taps("✅", on="wirklich nicht mehr")
    assert "gehört nicht mehr zu Dateninventur" in team.sees() and "!team öffnen" in team.sees()
    told = pmo.messages()[-1]
    assert "Anna hat die Gruppe Dateninventur aufgelöst" in told.body and "B1 Server aus" in told.body and told.notifies


@pytest.mark.parametrize("back", ["!team öffnen", "!team Dateninventur", "!team dateninventur"])
async def test_the_same_group_in_the_same_room_has_its_records_back(team: Room, pmo: Room, back: str) -> None:
    await team.says("!blocker Server aus | lösung: Neustart")
    await team.says("!team auflösen ja")
    pmo.forget()
    await team.says(back)
    assert "ist wieder da" in pmo.sees()
    await team.says("!blocker gelöst B1 Neustart hat geholfen")
    assert "B1 Server aus ist gelöst" in team.sees()


async def test_what_the_pmo_had_never_confirmed_is_asked_for_again(world: World, team: Room, pmo: Room) -> None:
    other = world.room("App", moderators=("Cleo",))
    await other.says("!team App")
    await other.says("!team auflösen ja")
    await other.says("!team öffnen")
    assert "Ich frage das PMO" in other.sees()


async def test_a_room_that_never_had_a_group_has_none_to_open(world: World, team: Room) -> None:
    other = world.room("App", moderators=("Cleo",))
    await other.says("!team öffnen")
    assert "noch zu keiner Gruppe" in other.sees()
    await team.says("!team öffnen")
    assert "gehört schon zu Dateninventur" in team.sees()
