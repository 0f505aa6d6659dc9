"""Standing in for the PMO: the page that is read on any morning, and handing over what somebody has taken for some days."""

from __future__ import annotations

import pytest

from tests.world import Room, World, user

PARTS = (
    "1 · Nächste 14 Tage",
    "2 · Das brennt",
    "3 · Wartet auf das PMO",
    "4 · Laufende Abstimmungen",
    "5 · Wer ist wer",
    "6 · Anders als üblich eingestellt",
    "7 · Letzte Beschlüsse",
    "8 · Damit geht es",
)


async def staffed(world: World) -> tuple[Room, Room, Room]:
    """A PMO of two, of whom Paula has taken a red blocker and has an action."""
    team, pmo, steering = await world.project()
    pmo.joins("Eva")
    await team.says("!blocker Freigabe fehlt | ampel: rot")
    await pmo.says("!blocker übernehmen B1", by="Paula")
    await pmo.says("!aufgabe Bericht schreiben | wer: Paula | bis: 18.12.2026", by="Paula")
    await pmo.says("!aufgabe Raum buchen | wer: Eva", by="Paula")
    pmo.forget()
    team.forget()
    return team, pmo, steering


async def test_the_page_has_its_parts_always_in_the_same_order(world: World) -> None:
    _, pmo, _ = await staffed(world)
    await pmo.says("!bericht vertretung", by="Eva")
    places = [pmo.sees().index(part) for part in PARTS]
    assert places == sorted(places)
    assert len(pmo.sees().splitlines()) <= 40


async def test_the_page_names_what_there_is(world: World) -> None:
    team, pmo, steering = await staffed(world)
    await team.says("!treffen Jour fixe | wann: 1.12.2026 10:00")
    await team.says("!blocker Server fehlt | ampel: rot")
    await team.says("!frage Wer zahlt? | für: pmo")
    await pmo.says("!einstellungen gelb-nach: 2 Tage", by="Paula")
    await steering.says("!beschluss Hosting bei der ekom21", by="Ada")
    await pmo.says("!bericht vertretung", by="Eva")
    said = pmo.sees()
    for words in ("S1 Jour fixe (Dateninventur)", "B2 Server fehlt", "Q1 Wer zahlt?", "gelb-nach", "D1 Hosting", "!überblick"):
        assert words in said, said
    assert "B1 Freigabe" not in said, "Paula looks after it"


async def test_what_somebody_has_taken_who_is_gone_burns(world: World) -> None:
    _, pmo, _ = await staffed(world)
    pmo.leaves("Paula")
    await pmo.says("!bericht vertretung", by="Eva")
    assert "B1 Freigabe fehlt" in pmo.sees() and "(nicht mehr im Raum)" in pmo.sees()


@pytest.mark.parametrize("by", ["Eva", "Stefan"])
async def test_pmo_and_steering_committee_read_it_and_task_forces_do_not(world: World, by: str) -> None:
    team, pmo, steering = await staffed(world)
    room = pmo if by == "Eva" else steering
    await room.says("!bericht vertretung", by=by)
    assert "Nächste 14 Tage" in room.sees()
    await team.says("!bericht vertretung", by="Ben")
    assert "nur das PMO und der Steuerungskreis" in team.sees()


@pytest.mark.parametrize(
    "said",
    [
        "!bericht vertretung @Eva bis: 15.1.",
        "!bericht vertretung Eva bis 15.1.2027",
        "!bericht vertretung @Eva\nbis: 15.1.",
        "!report handover @Eva until: 15.1.",
        "!bericht übergabe Eva | bis: 15. Januar",
    ],
)
async def test_what_somebody_has_taken_is_handed_over_and_goes_back_by_itself(world: World, said: str) -> None:
    team, pmo, _ = await staffed(world)
    await pmo.says(said, by="Paula")
    seen = pmo.message("vertritt")
    assert "B1 Freigabe fehlt" in seen.body and "A1 Bericht schreiben" in seen.body and "A2" not in seen.body
    assert "15.1.2027" in seen.body and seen.mentions == [user("Eva")]
    assert "Eva (PMO) kümmert sich" in team.message("rot · B1").body
    await pmo.says("!aufgabe meine", by="Eva")
    assert "A1" in pmo.sees()
    await world.until(world.clock.now().replace(year=2027, month=1, day=16))
    assert "Eva (PMO) kümmert sich" in team.message("rot · B1").body, "a Saturday"
    await pmo.clock.pass_(days=3)
    ended = pmo.message("ist zu Ende")
    assert "Zurück bei Paula" in ended.body and "B1" in ended.body and "A1" in ended.body
    assert set(ended.mentions) == {user("Paula"), user("Eva")}
    assert "Paula (PMO) kümmert sich" in team.message("rot · B1").body
    await pmo.clock.pass_(days=30)
    assert len([seen for seen in pmo.messages() if "ist zu Ende" in seen.body]) == 1


async def test_what_is_done_or_taken_by_others_meanwhile_does_not_go_back(world: World) -> None:
    team, pmo, _ = await staffed(world)
    pmo.joins("Fred")
    await pmo.says("!bericht vertretung @Eva bis: 4.12.", by="Paula")
    await pmo.says("!aufgabe erledigt A1", by="Eva")
    await pmo.says("!blocker übernehmen B1", by="Fred")
    await pmo.clock.pass_(days=15)
    assert "Zurückzugeben ist nichts mehr" in pmo.message("ist zu Ende").body
    assert "Fred (PMO) kümmert sich" in team.message("rot · B1").body


async def test_the_steering_committee_hands_over_for_somebody_who_is_away(world: World) -> None:
    team, pmo, steering = await staffed(world)
    await steering.says("!bericht vertretung @Eva bis: 15.1.", by="Stefan")
    assert "Für wen?" in steering.sees()
    await steering.says("!bericht vertretung @Eva bis: 15.1. | für: Paula", by="Stefan")
    assert "vertritt" in steering.sees()
    told = pmo.message("vertritt")
    assert told.notifies and set(told.mentions) == {user("Paula"), user("Eva")}
    assert "Eva (PMO) kümmert sich" in team.message("rot · B1").body


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("!bericht vertretung @Eva", "Bis wann?"),
        ("!bericht vertretung bis: 15.1.", "Wer vertritt?"),
        ("!bericht vertretung @Ben bis: 15.1.", "nicht im Raum des PMO"),
        ("!bericht vertretung Niemand bis: 15.1.", "nicht im Raum des PMO"),
        ("!bericht vertretung @Paula bis: 15.1.", "nicht für sich selbst"),
        ("!bericht vertretung @Eva bis: 1.11.2026", "1.11.2026"),
        ("!bericht vertretung @Eva bis: irgendwann", "irgendwann"),
    ],
)
async def test_what_cannot_be_is_refused_with_an_example_and_nothing_changes(world: World, said: str, answer: str) -> None:
    team, pmo, _ = await staffed(world)
    await pmo.says(said, by="Paula")
    assert answer in pmo.sees()
    assert "Paula (PMO) kümmert sich" in team.message("rot · B1").body


async def test_who_has_taken_nothing_has_nothing_to_hand_over(world: World) -> None:
    _, pmo, _ = await staffed(world)
    pmo.joins("Fred")
    await pmo.says("!bericht vertretung @Eva bis: 15.1.", by="Fred")
    assert "nichts zu übergeben" in pmo.sees()


async def test_the_message_deleted_or_edited_takes_it_back_or_changes_it(world: World) -> None:
    team, pmo, _ = await staffed(world)
    pmo.joins("Fred")
    said = await pmo.says("!bericht vertretung @Eva bis: 15.1.", by="Paula")
    await pmo.edits(said, "!bericht vertretung @Fred bis: 22.1.", by="Paula")
    assert "Fred (PMO) kümmert sich" in team.message("rot · B1").body
    assert "22.1.2027" in pmo.message("vertritt").body and "Fred" in pmo.message("vertritt").body
    await pmo.deletes(said, by="Paula")
    assert "Paula (PMO) kümmert sich" in team.message("rot · B1").body and "zurückgenommen" in pmo.sees()
    await pmo.clock.pass_(days=80)
    assert not [seen for seen in pmo.messages() if "ist zu Ende" in seen.body]


async def test_who_has_left_the_pmo_gets_nothing_back(world: World) -> None:
    team, pmo, _ = await staffed(world)
    await pmo.says("!bericht vertretung @Eva bis: 4.12.", by="Paula")
    pmo.leaves("Paula")
    await pmo.clock.pass_(days=15)
    assert "bleibt alles bei Eva" in pmo.message("ist zu Ende").body
    assert "Eva (PMO) kümmert sich" in team.message("rot · B1").body


async def test_the_history_tells_of_it(world: World) -> None:
    _, pmo, _ = await staffed(world)
    await pmo.says("!bericht vertretung @Eva bis: 4.12.", by="Paula")
    await pmo.clock.pass_(days=15)
    await pmo.says("!blocker zeige B1", by="Eva")
    assert "in Vertretung an Eva übergeben" in pmo.sees() and "zurück an Paula" in pmo.sees()


async def test_where_nobody_takes_a_blocker_the_steering_committee_is_led_to_the_page(world: World) -> None:
    team, pmo, steering = await world.project()
    await team.says("!blocker Freigabe fehlt | ampel: rot")
    await team.clock.pass_(days=10)
    card = steering.message("Freigabe fehlt")
    assert "Falls das PMO ausfällt: !bericht vertretung" in card.body.splitlines()
    await pmo.says("!blocker übernehmen B1", by="Paula")
    assert "Falls das PMO" not in card.body


async def test_what_the_pmo_brings_itself_does_not_doubt_the_pmo(world: World) -> None:
    team, pmo, steering = await world.project()
    await team.says("!blocker Freigabe fehlt | ampel: rot")
    await pmo.says("!blocker eskalieren B1 braucht den Landrat", by="Paula")
    assert "Falls das PMO" not in steering.message("Freigabe fehlt").body


@pytest.mark.parametrize("last", ["3.12.", "4.12.", "11.12."])
async def test_what_the_stand_in_hands_on_goes_back_to_whom_it_was_taken_from(world: World, last: str) -> None:
    team, pmo, _ = await staffed(world)
    pmo.joins("Fred")
    await pmo.says("!bericht vertretung @Eva bis: 4.12.", by="Paula")
    await pmo.says(f"!bericht vertretung @Fred bis: {last}", by="Eva")
    assert "Fred (PMO) kümmert sich" in team.message("rot · B1").body
    await world.until(world.clock.now().replace(year=2026, month=12, day=7, hour=12))
    assert "Paula (PMO) kümmert sich" in team.message("rot · B1").body
    await pmo.says("!aufgabe meine", by="Paula")
    assert "A1" in pmo.sees()
    await pmo.clock.pass_(days=14)
    assert "Paula (PMO) kümmert sich" in team.message("rot · B1").body


async def test_a_withdrawn_eye_does_not_free_what_a_stand_in_looks_after(world: World) -> None:
    team, pmo, _ = await world.project()
    pmo.joins("Eva")
    await team.says("!blocker Freigabe fehlt | ampel: rot")
    eye = await pmo.taps("👀", on="Antippen", by="Paula")
    await pmo.says("!bericht vertretung @Eva bis: 4.12.", by="Paula")
    await pmo.deletes(eye, by="Paula")
    assert "Eva (PMO) kümmert sich" in team.message("rot · B1").body
    await pmo.taps("👀", on="zur Nachricht", by="Paula")
    assert "Paula (PMO) kümmert sich" in team.message("rot · B1").body


async def test_a_deleted_handover_names_what_has_gone_back(world: World) -> None:
    _, pmo, _ = await staffed(world)
    said = await pmo.says("!bericht vertretung @Eva bis: 15.1.", by="Paula")
    await pmo.says("!aufgabe erledigt A1", by="Eva")
    await pmo.deletes(said, by="Paula")
    assert "Wieder bei Paula:" in pmo.sees() and "B1" in pmo.sees() and "A1" not in pmo.sees()


async def test_a_stand_in_who_is_gone_is_not_named_any_more(world: World) -> None:
    _, pmo, _ = await staffed(world)
    await pmo.says("!bericht vertretung @Eva bis: 15.1.", by="Paula")
    await pmo.says("!bericht vertretung", by="Paula")
    assert "Eva vertritt Paula bis 15.1.2027" in pmo.sees()
    pmo.leaves("Eva")
    await pmo.says("!bericht vertretung", by="Paula")
    assert "Eva vertritt Paula" not in pmo.sees()
