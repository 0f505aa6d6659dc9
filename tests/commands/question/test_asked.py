"""A question to another group: its card there, the answer here, and the PMO that is asked once more."""

from __future__ import annotations

import pytest

from bot.cli.plan import plan
from bot.context import Project
from storage.connection.database import open_readonly
from tests.commands.question.asking import at, kept, second_team
from tests.world import BERLIN, Room, World, user

SERVER = "!frage Wer zahlt den Server? | für: pmo"


async def test_the_pmo_gets_a_card_that_calls_it_and_its_answer_reaches_whoever_asked(team: Room, pmo: Room) -> None:
    await team.says(SERVER)
    assert "🏛️ Geht an: PMO" in team.sees()
    card = pmo.message("❓ Frage · Q1 Wer zahlt den Server?")
    assert card.notifies and card.reactions == ["✅", "💤", "➕"]
    assert "🏛️ Von Anna (Dateninventur)" in card.body and "Wer es weiß, schreibt: !frage antwort Q1 …" in card.body
    await pmo.taps("✅", on=card.event, by="Paula")
    reply = await pmo.says("Das Land", by="Paula", reply_to=pmo.message("Was ist die Antwort").event)
    assert team.sees() == "✅ Paula hat Q1 für Anna beantwortet: Wer zahlt den Server?\n💬 Das Land"
    assert team.messages()[-1].mentions == [user("Anna")]
    assert "✅ geklärt · Q1" in card.body and "💬 Das Land" in card.body
    await pmo.edits(reply, "Das Land, ab Januar", by="Paula")
    assert "💬 Das Land, ab Januar" in team.sees() and "💬 Das Land, ab Januar" in card.body


async def test_unanswered_for_three_working_days_it_is_asked_once_more_and_no_higher(
    team: Room, pmo: Room, steering: Room, world: World
) -> None:
    await team.says(SERVER)
    card = pmo.message("Q1")
    pmo.forget()
    await world.until(at(26, 9, 59))
    assert pmo.messages() == []
    await world.until(at(26, 10))
    again = pmo.message("⏰ Dateninventur wartet seit 3 Tagen auf eure Antwort: Q1 Wer zahlt den Server?")
    assert again.notifies and again.reactions == ["✅", "💤", "➕"] and again.replies_to == card.event
    await world.until(at(15, 12, month=12))
    assert len(pmo.messages()) == 1 and steering.messages() == []
    await team.says("!frage Q1")
    assert "PMO noch einmal gefragt" in team.sees()
    await pmo.says("Das Land", by="Paula", reply_to=again.event)
    assert "💬 Das Land" in team.sees() and "✅ geklärt" in card.body


async def test_how_long_it_waits_is_a_setting(team: Room, pmo: Room, world: World) -> None:
    await pmo.says("!einstellungen antwort-nach: 1 Tag", by="Paula")
    await team.says(SERVER)
    await world.until(at(24, 10))
    assert "⏰ Dateninventur wartet seit" in pmo.sees()


@pytest.mark.parametrize("said", ["antwort Q1 Das Land", "wieder Q1 1.12.", "streichen Q1", "ändere Q1 | für: -"])
async def test_what_became_of_it_calls_nobody_again(team: Room, pmo: Room, world: World, said: str) -> None:
    await team.says(SERVER)
    await team.says(f"!frage {said}")
    pmo.forget()
    await world.until(at(27, 18))
    assert pmo.messages() == []


async def test_a_note_of_the_one_who_was_asked_is_passed_on_and_a_tap_makes_it_the_answer(team: Room, pmo: Room, world: World) -> None:
    await team.says(SERVER)
    reply = await pmo.says("Das Land, ab Januar", by="Paula", reply_to=pmo.message("Q1").event)
    assert world.chat.receipts[reply] == ["📝"]
    passed_on = team.messages()[-1]
    assert passed_on.body == (
        "💬 Paula (PMO) an Anna zu Q1 Wer zahlt den Server?\nDas Land, ab Januar\n\nIst das die Antwort? Dann ✅ antippen."
    )
    assert passed_on.reactions == ["✅"] and passed_on.mentions == [user("Anna")]
    tap = await team.taps("✅", on=passed_on.event)
    assert "💬 Das Land, ab Januar" in team.message("✅ geklärt · Q1").body and "✅ Anna hat Q1 beantwortet" in pmo.sees()
    await team.deletes(tap)
    assert (await kept(world)).is_open
    await team.says("Auch 2028?", reply_to=passed_on.event)
    assert "💬 Anna (Dateninventur) zu Q1 Wer zahlt den Server?\nAuch 2028?\n\nAntworten: !frage antwort Q1 …" in pmo.sees()


async def test_another_task_force_gets_the_card_may_answer_and_its_list_has_it(team: Room, pmo: Room, world: World) -> None:
    app = await second_team(world, pmo)
    await team.says("!frage Wie heißt der Datensatz? | für: app | wer: Lukas")
    card = app.message("❓ Frage · Q1")
    assert card.mentions == [user("Lukas")] and pmo.messages() == []
    await app.says("!frage")
    assert "Q1 Wie heißt der Datensatz? (Dateninventur)" in app.sees()
    await app.says("!frage wieder Q1 1.12.")
    assert team.sees() == "💤 Sabine hat Q1 verschoben: Wie heißt der Datensatz? kommt am Dienstag, 1.12.2026 wieder."
    await app.says("!frage antwort Q1 sensoren_v2", by="Lukas")
    assert "✅ Lukas hat Q1 für Anna beantwortet" in team.sees()
    await world.until(at(4, 12, month=12))
    assert "wartet" not in app.sees()


async def test_the_committee_s_room_stays_quiet(team: Room, steering: Room) -> None:
    await team.says("!frage Dürfen wir Kameras aufhängen? | für: steuerungskreis")
    await team.says("!frage notiz Q1 Eilt etwas")
    assert steering.messages() == []
    await steering.says("!frage antwort Q1 Nein", by="Stefan")
    assert "✅ Stefan hat Q1 für Anna beantwortet" in team.sees()


async def test_asking_one_s_own_group_asks_nobody_else(pmo: Room, steering: Room) -> None:
    await pmo.says(SERVER)
    assert "🏛️" not in pmo.sees() and len(pmo.messages()) == 1
    await steering.says("!frage Wer leitet? | für: steuerungskreis")
    assert "🏛️" not in steering.sees()


async def test_asking_somebody_else_moves_the_card(team: Room, pmo: Room, world: World) -> None:
    app = await second_team(world, pmo)
    event = await team.says(SERVER)
    card = pmo.message("Q1")
    await team.edits(event, "!frage Wer zahlt den Server? | für: App")
    assert card.gone and "❓ Frage · Q1 Wer zahlt den Server?" in app.sees() and "🏛️ Geht an: App" in team.message("Q1").body


async def test_a_group_waits_for_answers_before_it_asks_on(team: Room, pmo: Room) -> None:
    for count in range(10):
        await team.says(f"!frage Frage {count}? | für: pmo")
    pmo.forget()
    await team.says("!frage Noch eine? | für: pmo")
    assert "PMO hat schon 10 offene Fragen von euch" in team.sees() and pmo.messages() == []


async def test_the_dry_run_shows_what_will_be_asked_once_more(team: Room, pmo: Room, world: World) -> None:
    await team.says(SERVER)
    source = await open_readonly(world.url, world.folder)
    project = Project(name="Open Smart City", prefix="!", admins=frozenset())
    settings = {"weekly": "off", "lead": "off"}
    now, span = world.clock.now(), at(30, 10) - world.clock.now()
    said = [each async for each in plan(source, now=now, span=span, project=project, zone=BERLIN, settings=settings)]
    await source.close()
    assert [(each.at, each.group) for each in said if "Q1" in each.says] == [(at(26, 10), "PMO")]
