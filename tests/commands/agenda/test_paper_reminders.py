"""Decision papers of the steering committee: five days before, with a reminder at seven, and the PMO told of what is missing."""

from __future__ import annotations

from datetime import datetime

from bot.domain.ids import Number
from tests.commands.agenda.planned_sessions import berlin, cancel, move_date, plan, wall
from tests.world import Room, World, user

COMMITTEE = wall(15, 14, month=12)
"""A Tuesday: reminded on the 8th at eight, due on the 10th at two."""


async def decided(team: Room, pmo: Room, steering: Room, *, at: datetime = COMMITTEE) -> Number:
    """A task force's decision topic on the committee's next agenda, without a paper."""
    number = await plan(steering, at, title="Steuerungskreis")
    await team.says("!agenda Hosting-Vertrag | für: steuerungskreis | art: entscheidung | wer: Ben")
    await pmo.taps("✅", on="T1", by="Paula")
    for room in (team, pmo, steering):
        room.forget()
    return number


async def test_person_and_pmo_are_reminded_at_seven_days_and_the_pmo_told_at_five(
    team: Room, pmo: Room, steering: Room, world: World
) -> None:
    await decided(team, pmo, steering)
    await world.until(berlin(8, 7, 59, month=12))
    assert team.messages() == [] and pmo.messages() == []
    await world.until(berlin(8, 8, month=12))
    reminder = team.messages()[-1]
    assert "T1 Hosting-Vertrag" in reminder.body and "Donnerstag, 10.12.2026, 14:00" in reminder.body
    assert reminder.notifies and reminder.mentions == [user("Ben")]
    assert "T1" in pmo.sees() and pmo.messages()[-1].notifies
    await world.until(berlin(10, 13, 59, month=12))
    assert len(team.messages()) == 1 and len(pmo.messages()) == 1
    await world.until(berlin(10, 14, month=12))
    assert "Nicht entscheidungsreif" in pmo.sees() and "T1" in pmo.sees()
    await steering.says("!agenda", by="Stefan")
    assert "nicht entscheidungsreif" in steering.sees()
    await world.until(berlin(15, 13, month=12))
    assert len(team.messages()) == 1 and len(pmo.messages()) == 2


async def test_a_paper_in_time_ends_it(team: Room, pmo: Room, steering: Room, world: World) -> None:
    await decided(team, pmo, steering)
    await world.until(berlin(8, 9, month=12))
    await team.says("!agenda vorlage T1 https://stadt.example/vertrag", by="Ben")
    await world.until(berlin(15, 13, month=12))
    assert len(pmo.messages()) == 1
    await steering.says("!agenda", by="Stefan")
    assert "https://stadt.example/vertrag" in steering.sees() and "entscheidungsreif" not in steering.sees()


async def test_a_paper_that_comes_late_makes_it_ready_and_the_pmo_hears_of_it(team: Room, pmo: Room, steering: Room, world: World) -> None:
    await decided(team, pmo, steering)
    await world.until(berlin(11, 9, month=12))
    await team.says("!agenda vorlage T1 https://stadt.example/vertrag", by="Ben")
    assert "jetzt da" in pmo.sees() and "https://stadt.example/vertrag" in pmo.sees()
    await steering.says("!agenda", by="Stefan")
    assert "entscheidungsreif" not in steering.sees()


async def test_a_reminder_that_would_fall_on_a_holiday_comes_the_working_day_before(
    team: Room, pmo: Room, steering: Room, world: World
) -> None:
    await decided(team, pmo, steering, at=wall(8, 10, month=1, year=2027))  # a week after New Year's Day; New Year's Eve is closed
    await world.until(berlin(30, 7, 59, month=12))
    assert team.messages() == []
    await world.until(berlin(30, 8, month=12))
    assert "T1" in team.sees()


async def test_a_deadline_outside_of_working_hours_is_said_when_work_begins(team: Room, pmo: Room, steering: Room, world: World) -> None:
    await decided(team, pmo, steering, at=wall(11, 10, month=12))  # five days before is a Sunday
    await world.until(berlin(7, 7, 59, month=12))
    assert "entscheidungsreif" not in pmo.sees()
    await steering.says("!agenda", by="Stefan")
    assert "nicht entscheidungsreif" in steering.sees()
    await world.until(berlin(7, 8, month=12))
    assert "Nicht entscheidungsreif" in pmo.sees()


async def test_a_topic_that_comes_late_is_reminded_of_the_next_morning_or_called_unready_at_once(
    team: Room, pmo: Room, steering: Room, world: World
) -> None:
    await plan(steering, COMMITTEE)
    await world.until(berlin(8, 11, month=12))
    await steering.says("!agenda Haushalt | art: entscheidung", by="Stefan")
    assert "fällig bis Donnerstag, 10.12.2026, 14:00" in steering.sees()
    await world.until(berlin(9, 8, month=12))
    assert "T1" in steering.sees() and steering.messages()[-1].mentions == [user("Stefan")]
    assert "T1" in pmo.sees()
    await world.until(berlin(11, 11, month=12))
    pmo.forget()
    await steering.says("!agenda Neubau | art: entscheidung", by="Stefan")
    assert "Nicht entscheidungsreif" in steering.sees()
    assert "T2" in pmo.sees() and "T1" not in pmo.sees()


async def test_several_missing_papers_are_one_message(team: Room, pmo: Room, steering: Room, world: World) -> None:
    await plan(steering, COMMITTEE)
    for text in ("Eins", "Zwei", "Drei"):
        await steering.says(f"!agenda {text} | art: entscheidung", by="Stefan")
    await world.until(berlin(10, 15, month=12))
    assert len(pmo.messages()) == 2 and all(number in pmo.sees() for number in ("T1", "T2", "T3"))


async def test_nothing_is_said_of_a_session_that_is_cancelled(team: Room, pmo: Room, steering: Room, world: World) -> None:
    number = await decided(team, pmo, steering)
    await cancel(steering, number)
    await world.until(berlin(15, 15, month=12))
    assert team.messages() == [] and pmo.messages() == []


async def test_a_moved_session_is_asked_for_on_its_new_day(team: Room, pmo: Room, steering: Room, world: World) -> None:
    number = await decided(team, pmo, steering)
    await world.until(berlin(9, 9, month=12))
    assert len(team.messages()) == 1
    await move_date(steering, number, COMMITTEE, wall(19, 14, month=1, year=2027))
    await world.until(berlin(20, 9, month=12))
    assert len(team.messages()) == 1 and len(pmo.messages()) == 1
    await world.pass_(days=24)
    assert len(team.messages()) == 2 and "19.1.2027" in team.sees()


async def test_after_an_outage_only_what_is_still_of_use_is_said(team: Room, pmo: Room, steering: Room, world: World) -> None:
    await decided(team, pmo, steering)
    world.clock.set(berlin(14, 9, month=12))
    await world.settle()
    assert team.messages() == [] and len(pmo.messages()) == 1 and "Nicht entscheidungsreif" in pmo.sees()
    world.clock.set(berlin(15, 14, month=12))
    await world.settle()
    assert len(pmo.messages()) == 1


async def test_the_days_are_settings(team: Room, pmo: Room, steering: Room, world: World) -> None:
    await decided(team, pmo, steering)
    await pmo.says("!einstellungen vorlagen-erinnerung: 14", by="Paula")
    await pmo.says("!einstellungen vorlagenfrist: 10", by="Paula")
    pmo.forget()
    await world.until(berlin(1, 8, month=12))
    assert "T1" in team.sees() and "5.12.2026" in team.sees()
    await world.until(berlin(7, 8, month=12))
    assert "Nicht entscheidungsreif" in pmo.sees()


async def test_task_forces_need_no_papers_among_themselves(team: Room, pmo: Room, world: World) -> None:
    await plan(team, COMMITTEE)
    await team.says("!agenda Logo | art: entscheidung")
    assert "Vorlage" not in team.sees()
    await world.until(berlin(15, 13, month=12))
    assert pmo.messages() == []
