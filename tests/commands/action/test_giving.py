"""What a task says of its person and its day, whose tasks one has, and what the PMO gives to others."""

from __future__ import annotations

import pytest

from tests.world import Room, World, user


@pytest.mark.parametrize(
    ("said", "suggested"),
    [
        ("Ben holt Angebot ein bis Freitag", "!aufgabe Ben holt Angebot ein | wer: Ben | bis: Freitag"),
        ("@ben: Angebot bis 3.12.", "!aufgabe Angebot | wer: ben | bis: 3.12"),
        ("Angebot einholen bis Freitag", "!aufgabe Angebot einholen | bis: Freitag"),
        ("Angebot einholen (bis Freitag)", "!aufgabe Angebot einholen | bis: Freitag"),
        ("Angebot einholen bis zum 3. Dezember", "!aufgabe Angebot einholen | bis: 3. Dezember"),
        ("Ben: Angebot einholen", "!aufgabe Angebot einholen | wer: Ben"),
        ("Angebot einholen (Ben)", "!aufgabe Angebot einholen | wer: Ben"),
        ("Angebot einholen, Ben, bis Freitag", "!aufgabe Angebot einholen | wer: Ben | bis: Freitag"),
        ("Ich hole das Angebot", "!aufgabe Ich hole das Angebot | wer: Ich"),
        ("get an offer by friday", "!aufgabe get an offer | bis: friday"),
        ("Angebot einholen bis Freitag\nwer: Ben", "!aufgabe Angebot einholen | wer: Ben | bis: Freitag"),
        ("Ben holt Angebot ein\nbis: Freitag", "!aufgabe Ben holt Angebot ein | wer: Ben | bis: 27.11.2026"),
    ],
)
async def test_a_day_and_a_person_in_the_text_are_asked_about(team: Room, said: str, suggested: str) -> None:
    await team.says(f"!aufgabe {said}")
    question = team.messages()[-1]
    assert suggested in question.body and question.reactions == ["✅", "❌"]
    await team.taps("✅", on=question.event)
    assert "A1" in team.sees() and ("Bis Freitag" in team.sees() or "Für" in team.sees() or "Bis Donnerstag" in team.sees())


async def test_who_says_no_has_the_text_as_it_is(team: Room) -> None:
    await team.says("!aufgabe Ben holt Angebot ein bis Freitag")
    await team.taps("❌", on="Soll »bis Freitag« der Termin und Ben die Person sein")
    assert "A1 Ben holt Angebot ein bis Freitag" in team.sees() and "Für" not in team.sees()


@pytest.mark.parametrize(
    "said",
    [
        "Bericht bis Seite 12 lesen",
        "Angebot einholen",
        "Räume von A bis Z prüfen",
        "Benutzer anlegen",
        "Mir fehlt die Vorlage",
        "Bis wann klären",
    ],
)
async def test_a_text_that_says_neither_is_not_asked_about(team: Room, said: str) -> None:
    await team.says(f"!aufgabe {said}")
    assert f"A1 {said}" in team.sees()


async def test_a_blocker_with_a_day_is_asked_about_too(team: Room) -> None:
    await team.says("!blocker Freigabe fehlt bis Freitag\nampel: rot\nlösung: Umzug")
    await team.taps("✅", on="!blocker Freigabe fehlt | bis: Freitag | lösung: Umzug | ampel: rot")
    assert "🔴 rot · B1 Freigabe fehlt" in team.sees() and "Muss weg sein bis Freitag" in team.sees()


@pytest.mark.parametrize("said", ["aufgabe meine", "todo mine", "task my"])
async def test_mine_are_those_of_every_group_wherever_i_ask(team: Room, pmo: Room, world: World, said: str) -> None:
    other = world.room("App", "Ben", moderators=("Anna",))
    await other.says("!team App", by="Anna")
    await pmo.taps("✅", on="App", by="Paula")
    await team.says("!aufgabe Angebot einholen | wer: Ben")
    await team.says("!aufgabe Nicht für Ben | wer: Anna")
    await other.says("!aufgabe Plakate kleben | wer: Ben")
    direct = world.room("Direkt", "Ben")
    await direct.invites(by="Ben", direct=True)
    for room in (team, other, direct):
        await room.says(f"!{said}", by="Ben")
        assert (
            "Angebot einholen (Dateninventur)" in room.sees()
            and "Plakate kleben (App)" in room.sees()
            and "Nicht für Ben" not in room.sees()
        )


async def test_a_task_may_begin_with_mine(team: Room) -> None:
    await team.says("!aufgabe meine Unterlagen sortieren")
    assert "A1 meine Unterlagen sortieren" in team.sees()
    await team.says("!aufgabe meine", by="Ben")
    assert "nichts offen" in team.sees()


async def test_the_pmo_gives_a_task_to_a_member_of_a_group_that_it_names(team: Room, pmo: Room, world: World) -> None:
    team.forget()
    await pmo.says("!aufgabe Angebot einholen | wer: Anna | team: Dateninventur", by="Paula")
    assert "Notiert für Dateninventur" in pmo.sees()
    assert "A1 Angebot einholen" in team.sees() and team.messages()[-1].mentions == [user("Anna")]
    await pmo.says("!aufgabe Angebot einholen | wer: Anna | team: Quatsch", by="Paula")
    assert "Eine Gruppe »Quatsch« gibt es nicht" in pmo.sees() and "Dateninventur" in pmo.sees()


async def test_where_it_names_none_the_group_of_that_person_is_offered(team: Room, pmo: Room, world: World) -> None:
    direct = world.room("Direkt", "Paula")
    await direct.invites(by="Paula", direct=True)
    for room in (pmo, direct):
        await room.says("!aufgabe Angebot einholen | wer: Anna", by="Paula")
        await room.taps("✅", on="| team: Dateninventur", by="Paula")
        assert "Notiert für Dateninventur" in room.sees()
    await pmo.says("!aufgabe Protokoll lesen | wer: Peter", by="Paula")
    assert "Für Peter" in pmo.sees()


async def test_nobody_else_gives_tasks_to_other_groups(team: Room, pmo: Room, world: World) -> None:
    other = world.room("App", moderators=("Carla",))
    await other.says("!team App", by="Carla")
    await pmo.taps("✅", on="App", by="Paula")
    await other.says("!aufgabe Angebot einholen | wer: Anna | team: Dateninventur", by="Carla")
    assert "Notiert" not in other.sees()
