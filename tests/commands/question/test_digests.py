"""Questions come up again in the digests of their group, and in no message of their own."""

from __future__ import annotations

import pytest

from tests.commands.question.asking import MEETINGS, at, kept, second_team
from tests.world import Room, World


@pytest.fixture
def settings() -> dict[str, str]:
    """With digests."""
    return {}


async def test_one_that_comes_up_again_stands_in_the_week_with_its_buttons(team: Room, world: World) -> None:
    await team.says(f"{MEETINGS} | wieder: 27.11.")
    team.forget()
    await world.until(at(30, 7, 59))
    assert team.messages() == []
    await world.until(at(30, 8))
    weekly = team.messages()[-1]
    assert weekly.body == (
        "Woche: Dateninventur\n\nZu klären:\n• Q1 Wie können Meetings reduziert werden? – zum 2. Mal gestellt\n"
        "✅ geklärt · 💤 wieder in 3 Monaten · ➕ auf die Agenda"
    )
    assert weekly.reactions == ["✅", "💤", "➕"]
    tap = await team.taps("💤", on=weekly.event)
    assert "Q1 kommt am Sonntag, 28.2.2027 wieder" in team.sees()
    await team.deletes(tap)
    await team.taps("✅", on=weekly.event)
    assert "Was ist die Antwort auf Q1" in team.sees()


async def test_each_time_it_was_put_off_counts(team: Room, world: World) -> None:
    await team.says(f"{MEETINGS} | wieder: 27.11.")
    await world.until(at(30, 9))
    await team.says("!frage wieder Q1 4.12.")
    await team.says("!frage wieder Q1 11.12.")
    await world.until(at(14, 9, month=12))
    assert "Q1 Wie können Meetings reduziert werden? – zum 3. Mal gestellt" in team.message("Woche:").body
    await team.says("!frage Q1")
    assert "Bisher 2-mal gestellt" in team.sees()


async def test_two_stand_there_and_a_third_is_counted(team: Room, world: World) -> None:
    for count in range(3):
        await team.says(f"!frage Frage {count}? | wieder: 27.11.")
    await world.until(at(30, 8))
    weekly = team.messages()[-1].body
    assert "Frage 1?" in weekly and "Frage 2?" not in weekly and "… und eine weitere: !frage" in weekly


async def test_several_are_cut_and_name_their_commands(team: Room, world: World) -> None:
    for count in range(5):
        await team.says(f"!frage Frage {count}? | wieder: 27.11.")
    await world.until(at(30, 8))
    weekly = team.messages()[-1]
    assert "Zu klären (5 offene Fragen):" in weekly.body and "… und 3 weitere: !frage" in weekly.body and weekly.reactions == []
    assert "Antworten: !frage antwort Q1 … · später: !frage wieder Q1 · besprechen: !frage agenda Q1" in weekly.body


async def test_one_that_is_put_off_is_no_line(team: Room, world: World) -> None:
    await team.says(MEETINGS)
    await world.until(at(30, 8))
    assert team.sees() == "Dateninventur: ruhige Woche, nichts ist fällig."


async def test_one_whose_answer_is_due_stands_there_too(team: Room, world: World) -> None:
    await team.says(f"{MEETINGS} | bis: 27.11.")
    await world.until(at(30, 8))
    assert "• Q1 Wie können Meetings reduziert werden?, Antwort bis Fr 27.11." in team.sees()


async def test_before_a_session_its_digest_names_what_comes_up_by_then(team: Room, world: World) -> None:
    await team.says("!treffen Jour fixe | wann: Do 3.12. 10:00")
    await team.says("!agenda Hosting")
    await team.says(f"{MEETINGS} | wieder: 3.12.")
    await team.says("!frage Später? | wieder: 4.12.")
    await world.until(at(2, 12, month=12))
    digest = team.message("Jour fixe (S1)").body
    assert "Zu klären\n• Q1 Wie können Meetings reduziert werden? – zum 2. Mal gestellt\nAntworten: !frage antwort Q1" in digest
    assert "Später?" not in digest


async def test_a_week_that_brings_a_session_names_them_once(team: Room, world: World) -> None:
    await team.says("!treffen Jour fixe | wann: Di 1.12. 8:00")
    await team.says(f"{MEETINGS} | wieder: 1.12.")
    await world.until(at(30, 9))
    assert team.message("Woche:").body.count("Wie können Meetings") == 1


async def test_the_overview_fills_up_with_the_oldest_and_says_how_many_there_are(team: Room) -> None:
    for count in range(1, 5):
        await team.says(f"!frage Frage {count}?")
    await team.says("!überblick")
    assert "Zu klären (4 offene Fragen):\n• Q1 Frage 1?\n• Q2 Frage 2?" in team.sees() and "Antworten:" not in team.sees()


async def test_another_group_s_question_stands_in_its_digest_until_it_is_put_off(team: Room, pmo: Room, world: World) -> None:
    app = await second_team(world, pmo)
    await team.says("!frage Wie heißt der Datensatz? | für: App")
    await world.until(at(30, 9))
    assert "• Q1 Wie heißt der Datensatz? (von Dateninventur)" in app.sees() and "Q1" not in team.sees()
    await app.taps("💤", on=app.messages()[-1].event)
    await world.until(at(7, 9, month=12))
    assert "Q1" not in app.message("ruhige Woche").body
    await world.until(at(8, 9, month=3, year=2027))
    assert "(von Dateninventur) – zum 2. Mal gestellt" in app.message("Zu klären").body
    assert "(an App) – zum 2. Mal gestellt" in team.message("Zu klären").body


async def test_the_pmo_s_week_lists_what_it_has_not_answered(team: Room, pmo: Room, world: World) -> None:
    await team.says("!frage Wer zahlt den Server? | für: pmo")
    await world.until(at(27, 12))
    await team.says("!frage Wer zahlt den Raum? | für: pmo")
    await world.until(at(30, 9))
    weekly = pmo.message("Das braucht euch").body
    assert "• ❓ Q1 Wer zahlt den Server? (Dateninventur): !frage antwort Q1 …" in weekly and "Q2" not in weekly
    for count in range(4):
        await team.says(f"!frage Wer zahlt Nummer {count}? | für: pmo")
    await world.until(at(7, 9, month=12))
    weekly = pmo.message("Das braucht euch").body
    assert weekly.count("❓") == 3 and "… und 3 weitere Fragen: !frage" in weekly


async def test_the_committee_hears_before_its_session_and_not_each_week(team: Room, steering: Room, world: World) -> None:
    await team.says("!frage Dürfen wir Kameras aufhängen? | für: steuerungskreis")
    await steering.says("!treffen Sitzung | wann: Do 17.12. 14:00")
    steering.forget()
    await world.until(at(14, 9, month=12))
    assert all("Q1" not in each.body for each in steering.messages())
    await world.until(at(16, 15, month=12))
    assert "• Q1 Dürfen wir Kameras aufhängen? (von Dateninventur)" in steering.message("Sitzung (S1)").body


async def test_the_annual_reflection_lists_what_is_open(team: Room, pmo: Room, world: World) -> None:
    for count in range(1, 6):
        await team.says(f"!frage Frage {count}? | wieder: 1.11.2028")
    await team.says("!frage antwort Q2 Ja")
    await world.until(at(1, 9, month=11, year=2027))
    assert "❓ offene Fragen: 4 (Q1 Frage 1?, Q3 Frage 3?, Q4 Frage 4?, Q5 Frage 5?)" in pmo.message("Jahresreflexion").body


async def test_an_english_room_reads_it_in_english(team: Room, world: World) -> None:
    await team.says("!sprache en")
    await team.says("!question How can we have fewer meetings? | again: 27 November")
    await world.until(at(30, 8))
    assert "To be found out:\n• Q1 How can we have fewer meetings? – asked 2 times\n✅ answered · 💤 again in 3 months" in team.sees()
    assert (await kept(world)).times == 1
