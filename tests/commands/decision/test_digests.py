"""What the digests say of decisions, and what they ask."""

from __future__ import annotations

import pytest

from tests.world import Room


@pytest.fixture
def settings() -> dict[str, str]:
    return {"retro": "off", "replies": "full"}


async def test_a_decision_that_is_due_is_asked_about_in_the_next_digest_once(team: Room) -> None:
    await team.says("!beschluss Hosting bei der ekom21, prüfen: 25.5.2027, grund: C5")
    await team.clock.pass_(days=182)
    assert "noch?" not in "".join(message.body for message in team.messages())
    await team.clock.pass_(days=7)
    asked = team.message("Trägt er noch? ✅ ja, ein Jahr · ➕ Agenda")
    assert "🔎 D1 von vor 6 Monaten: Hosting bei der ekom21" in asked.body and asked.reactions == ["✅", "➕"]
    await team.clock.pass_(days=7)
    assert "Trägt er noch?" not in team.sees()
    tap = await team.taps("✅", on=asked.event, by="Ben")
    assert team.sees().startswith("👍 D1 trägt noch. Ich frage wieder am ")
    await team.deletes(tap, by="Ben")
    assert "D1 Hosting bei der ekom21 ist wieder wie vorher" in team.sees()
    await team.taps("➕", on=asked.event, by="Ben")
    assert "T1 Trägt D1 noch? Hosting bei der ekom21" in team.sees()
    await team.taps("➕", on=asked.event)
    assert "D1 steht schon auf der Agenda: T1" in team.sees()


async def test_before_a_session_it_is_asked_in_words(team: Room) -> None:
    await team.says("!beschluss Logo B, prüfen: morgen, grund: schön")
    await team.says("!treffen Jour fixe | wann: Do 26.11. 10:00")
    await team.says("!agenda Hosting")
    await team.clock.pass_(days=3)
    digest = team.message("Jour fixe (S1), Donnerstag")
    assert "🔎 D1 vom 23.11.2026: Logo B" in digest.body and "Ja: !beschluss prüfen D1 in einem Jahr" in digest.body
    await team.says("!beschluss prüfen D1 in einem Jahr")
    assert "Ich frage wieder am" in team.sees()


async def test_missing_approvals_stand_in_the_pmos_week_and_a_passed_deadline_once_in_the_committees(pmo: Room, steering: Room) -> None:
    await steering.says("!beschluss Werkstatt in Marburg, grund: näher, vorbehalt: Gießen und Marburg, frist: 2.12.")
    await pmo.clock.pass_(days=7)
    assert "⏳ D1 Werkstatt in Marburg: es fehlt noch Gießen, Marburg (bis Mi 2.12.)" in pmo.message("im Überblick").body
    assert "Die Frist war" not in steering.sees()
    await pmo.clock.pass_(days=7)
    assert "(Frist war Mi 2.12.)" in pmo.message("im Überblick").body
    late = steering.message("⏰ D1 Werkstatt in Marburg: Die Frist war Mittwoch, 2.12.2026, es fehlt noch Gießen, Marburg")
    assert "!beschluss bestätigt D1 Gießen" in late.body
    steering.forget()
    await pmo.clock.pass_(days=14)
    assert all("Die Frist war" not in message.body for message in steering.messages())
    await steering.says("!beschluss bestätigt D1 Gießen, Marburg")
    await pmo.clock.pass_(days=7)
    assert "D1" not in pmo.message("im Überblick").body


async def test_the_committees_digest_before_its_session_names_what_waits_for_approval(steering: Room) -> None:
    await steering.says("!beschluss Werkstatt in Marburg, grund: näher, vorbehalt: Gießen")
    await steering.says("!treffen Steuerungskreis | wann: Do 26.11. 10:00")
    await steering.says("!agenda Haushalt")
    await steering.clock.pass_(days=3)
    digest = steering.message("Steuerungskreis (S1), Donnerstag").body
    assert "Noch unter Vorbehalt" in digest and "⏳ D1 Werkstatt in Marburg: es fehlt noch Gießen" in digest


async def test_the_week_of_a_task_force_names_the_decisions_that_concern_it(team: Room, pmo: Room, steering: Room) -> None:
    await team.says("!agenda Raum | für: steuerungskreis | art: entscheidung")
    await pmo.taps("✅", on="Kommt es auf die Agenda", by="Paula")
    await steering.says("!beschluss Raum im Rathaus, thema: T1, grund: frei")
    await steering.says("!beschluss Haushalt 2027, grund: reicht")
    await team.says("!beschluss Logo B, grund: schön")
    await team.clock.pass_(days=7)
    week = team.message("Woche: Dateninventur").body
    assert "Entschieden:" in week and "📜 D3 Logo B" in week and "📜 D1 Raum im Rathaus" in week and "Haushalt" not in week
    await team.clock.pass_(days=7)
    assert "Entschieden:" not in team.sees()


async def test_an_overview_asks_nothing_and_takes_no_question_away(team: Room) -> None:
    await team.says("!beschluss Logo B, prüfen: morgen, grund: schön")
    await team.clock.pass_(days=2)
    await team.says("!überblick")
    assert "Trägt er noch?" not in team.sees() and "D1 Logo B" in team.sees()
    await team.clock.pass_(days=6)
    assert "Trägt er noch?" in team.message("Woche").body or "Trägt er noch?" in team.sees()
