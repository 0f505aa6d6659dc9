"""Topics that a task force proposes to the steering committee: the PMO decides, and the task force hears of it."""

from __future__ import annotations

from tests.commands.agenda.planned_sessions import plan, wall
from tests.world import Room, World, user

COMMITTEE = wall(15, 14, month=12)


async def test_the_pmo_accepts_with_a_tap_and_the_task_force_hears_of_it(team: Room, pmo: Room, steering: Room) -> None:
    await plan(steering, COMMITTEE, title="Steuerungskreis")
    await team.says("!agenda Hosting-Vertrag | für: steuerungskreis | dauer: 15 | art: entscheidung", by="Ben")
    assert "vorgeschlagen · T1" in team.sees() and "Das PMO entscheidet" in team.sees()
    asked = pmo.messages()[-1]
    for fact in ("T1 Hosting-Vertrag", "Dateninventur", "Ben", "15 min", "Entscheidung"):
        assert fact in asked.body
    assert asked.notifies and asked.reactions == ["✅", "❌"]
    await steering.says("!agenda", by="Stefan")
    assert "Noch kein Thema" in steering.sees() and "T1" in steering.sees()
    await pmo.taps("✅", on="T1", by="Paula")
    assert "T1" in pmo.sees() and "angenommen" in pmo.sees() and "15.12.2026" in pmo.sees()
    assert "✅ Angenommen" in asked.body
    told = team.messages()[-1]
    assert "angenommen" in told.body and "Dienstag, 15.12.2026, 14:00" in told.body and "10.12.2026" in told.body
    assert told.notifies and told.mentions == [user("Ben")]
    await steering.says("!agenda", by="Stefan")
    assert "1. T1 Hosting-Vertrag" in steering.sees() and "Vorlage fehlt noch" in steering.sees()


async def test_the_pmo_declines_with_a_reason(team: Room, pmo: Room, steering: Room) -> None:
    await team.says("!agenda Kaffee | für: Steuerungskreis")
    await pmo.says("!agenda ablehnen T1 Das klärt ihr selbst", by="Paula")
    assert "T1" in pmo.sees() and "abgelehnt" in pmo.sees()
    assert "nicht" in team.sees() and "Das klärt ihr selbst" in team.sees()
    await pmo.taps("✅", on="❌ Abgelehnt", by="Peter")
    assert "schon entschieden" in pmo.sees()


async def test_it_is_declined_with_a_tap_and_the_tap_can_be_withdrawn(team: Room, pmo: Room, steering: Room) -> None:
    await team.says("!agenda Kaffee | for: steering")
    tap = await pmo.taps("❌", on="T1", by="Paula")
    assert "nicht" in team.sees()
    await pmo.deletes(tap, by="Paula")
    assert "wieder wie vorher" in team.sees() and steering.messages() == []
    await pmo.says("!agenda annehmen T1", by="Peter")
    assert "angenommen" in team.sees() and "Wartet auf das nächste Treffen" in team.sees()


async def test_an_accepted_one_waits_for_a_session_of_the_committee(team: Room, pmo: Room, steering: Room) -> None:
    await plan(team)
    await team.says("!agenda Kaffee | für: steuerungskreis")
    await pmo.says("!agenda annehmen T1", by="Paula")
    await plan(steering, COMMITTEE)
    assert "T1" in steering.sees() and "15.12.2026" in steering.sees()


async def test_only_the_pmo_decides(team: Room, pmo: Room, steering: Room) -> None:
    await team.says("!agenda Kaffee | für: steuerungskreis")
    await team.says("!agenda annehmen T1", by="Ben")
    assert "nur das PMO" in team.sees()
    await pmo.says("!agenda", by="Paula")
    assert "T1" in pmo.sees() and "das PMO entscheidet" in pmo.sees()


async def test_its_own_task_force_may_withdraw_it_and_hand_in_the_paper(team: Room, pmo: Room, steering: Room) -> None:
    await plan(steering, COMMITTEE)
    await team.says("!agenda Eins | für: steuerungskreis")
    await team.says("!agenda Zwei | für: steuerungskreis | art: entscheidung")
    await team.says("!agenda streichen T1", by="Ben")
    assert "T1 ist gestrichen" in team.sees()
    assert "✖️ Gestrichen" in pmo.message("T1").body
    await pmo.taps("✅", on="T2", by="Paula")
    await team.says("!agenda vorlage T2 https://stadt.example/vertrag", by="Ben")
    assert "https://stadt.example/vertrag" in team.sees()
    await team.says("!agenda streichen T2", by="Ben")
    assert "Steuerungskreis" in team.sees()


async def test_the_task_force_hears_the_result(team: Room, pmo: Room, steering: Room) -> None:
    await plan(steering, COMMITTEE)
    await team.says("!agenda Hosting | für: steuerungskreis")
    await pmo.taps("✅", on="T1", by="Paula")
    await steering.says("!agenda erledigt T1 Zugestimmt, bis zu 20.000 Euro", by="Stefan")
    assert "T1" in team.sees() and "Zugestimmt, bis zu 20.000 Euro" in team.sees() and "Steuerungskreis" in team.sees()


async def test_the_pmo_itself_puts_topics_on_the_committees_agenda(pmo: Room, steering: Room) -> None:
    await plan(steering, COMMITTEE)
    await pmo.says("!agenda Jahresbericht | für: steuerungskreis", by="Paula")
    assert "15.12.2026" in pmo.sees() and len(pmo.messages()) == 1
    await pmo.says("!agenda", by="Paula")
    assert "1. T1 Jahresbericht" in pmo.sees()


async def test_in_the_committees_own_room_it_is_an_ordinary_topic(pmo: Room, steering: Room) -> None:
    await plan(steering, COMMITTEE)
    await steering.says("!agenda Haushalt | für: steuerungskreis", by="Stefan")
    assert "15.12.2026" in steering.sees() and pmo.messages() == []


async def test_without_a_pmo_or_a_committee_the_answer_says_what_to_do(world: World) -> None:
    team = world.room("Dateninventur", moderators=("Ada",))
    await team.says("!team Dateninventur")
    await team.says("!agenda Thema | für: steuerungskreis")
    assert "keinen Raum für den Steuerungskreis" in team.sees()
    steering = world.room("Steuerungskreis", moderators=("Ada",))
    await steering.says("!team Steuerungskreis | art: steuerungskreis")
    await team.says("!agenda Thema | für: steuerungskreis")
    assert "keinen PMO-Raum" in team.sees()


async def test_anybody_reads_the_committees_agenda(team: Room, pmo: Room, steering: Room) -> None:
    await plan(steering, COMMITTEE)
    await steering.says("!agenda Haushalt", by="Stefan")
    await team.says("!agenda liste steuerungskreis")
    assert "1. T1 Haushalt" in team.sees()


async def test_a_proposal_whose_message_is_deleted_is_gone_from_the_pmos_room_too(team: Room, pmo: Room, steering: Room) -> None:
    event = await team.says("!agenda Geheimes | für: steuerungskreis")
    await team.deletes(event)
    assert "T1 ist gestrichen" in pmo.sees() and all("Geheimes" not in seen.body for seen in (*pmo.messages(), *team.messages()))
    await pmo.says("!agenda annehmen T1", by="Paula")
    assert "schon entschieden" in pmo.sees()


async def test_what_was_accepted_stays_when_its_message_is_deleted(team: Room, pmo: Room, steering: Room) -> None:
    event = await team.says("!agenda Hosting | für: steuerungskreis")
    await pmo.taps("✅", on="T1", by="Paula")
    await team.deletes(event)
    assert "bleibt erhalten" in team.sees()


async def test_whoever_declines_with_a_tap_is_asked_why_and_the_task_force_hears_it(team: Room, pmo: Room, steering: Room) -> None:
    await team.says("!agenda Kaffee | für: steuerungskreis", by="Ben")
    await pmo.taps("❌", on="T1", by="Paula")
    asked = pmo.messages()[-1]
    assert "Warum? Antwortet hier, dann sage ich es Dateninventur." in asked.body and "Nehmt das ❌ wieder weg" in asked.body
    await pmo.says("Das klärt ihr selbst", by="Paula", reply_to=asked.event)
    told = team.messages()[-1]
    assert "T1 Kaffee" in told.body and "Das klärt ihr selbst" in told.body
    assert told.notifies and told.mentions == [user("Ben")]
    await team.says("!agenda T1")
    assert "Das PMO hat es abgelehnt: Das klärt ihr selbst" in team.sees()
    await pmo.says("Und danke", by="Paula", reply_to=asked.event)
    await team.says("!agenda T1")
    assert "abgelehnt: Das klärt ihr selbst" in team.sees() and "Und danke" in team.sees()


async def test_a_reason_that_is_edited_or_deleted_is_so_wherever_it_was_passed_on(team: Room, pmo: Room, steering: Room) -> None:
    await team.says("!agenda Kaffee | für: steuerungskreis")
    await pmo.taps("❌", on="T1", by="Paula")
    reason = await pmo.says("Kein Gelt", by="Paula", reply_to=pmo.message("Warum?").event)
    told = team.message("Kein Gelt")
    await pmo.edits(reason, "Kein Geld", by="Paula")
    assert "Kein Geld" in told.body and "abgelehnt: Kein Geld" in team.message("❌ abgelehnt").body
    await team.says("Schade", reply_to=told.event)
    await pmo.deletes(reason, by="Paula")
    assert told.gone and "T1 Kaffee ist wieder wie vorher" in pmo.sees() and not steering.messages()
    await team.says("!agenda T1")
    assert "Das PMO hat es abgelehnt" in team.sees() and "Kein Ge" not in team.sees()
