"""What becomes of topics when a session is over, is cancelled, moves, or is planned at last."""

from __future__ import annotations

from datetime import timedelta

from tests.commands.agenda.planned_sessions import (
    TUESDAY,
    berlin,
    cancel,
    cancel_date,
    move_date,
    move_series,
    plan,
    plan_weekly,
    reopen_date,
    wall,
)
from tests.world import Room, World

WEEK = timedelta(days=7)


async def test_what_nobody_came_to_goes_to_the_next_session_with_how_often(team: Room, world: World) -> None:
    await plan_weekly(team)
    await team.says("!agenda Eins")
    await team.says("!agenda Zwei")
    await world.until(berlin(24, 10, 30))
    await team.says("!agenda erledigt T1")
    said = len(team.messages())
    await world.until(berlin(24, 10, 59))
    assert len(team.messages()) == said
    await world.until(berlin(24, 11))
    assert "T2 Zwei" in team.sees() and "T1" not in team.sees() and "Dienstag, 1.12.2026" in team.sees()
    await world.until(berlin(1, 11, month=12))
    assert "8.12.2026" in team.sees()
    await team.says("!agenda")
    assert "T2" in team.sees() and "2× mitgenommen" in team.sees()


async def test_what_was_decided_is_handled_though_nobody_says_so(team: Room, world: World) -> None:
    await plan_weekly(team)
    await team.says("!agenda Logo")
    await team.says("!agenda Hosting")
    await world.until(berlin(24, 10, 30))
    await team.says("!beschluss Logo B | thema: T1 | grund: lesbar")
    await team.deletes(await team.says("!beschluss Hosting bei der ekom21 | thema: T2"))
    await world.until(berlin(24, 11))
    assert "T2 Hosting" in team.sees() and "T1" not in team.sees()
    assert team.message("T1 Logo").body.startswith("✅ erledigt")
    await team.says("!agenda T1")
    assert "erledigt mit dem Beschluss D1" in team.sees()


async def test_a_decision_from_before_does_not_end_a_topic_that_is_on_the_agenda_again(team: Room, world: World) -> None:
    await plan_weekly(team)
    await team.says("!agenda Logo")
    await team.says("!beschluss Logo B | thema: T1 | grund: lesbar")
    await world.until(berlin(24, 11))
    assert "T1 Logo" in team.sees() and "Dazu seid ihr nicht gekommen" in team.sees()


async def test_carried_over_comes_before_what_was_there_in_its_order(team: Room, world: World) -> None:
    await plan_weekly(team)
    await team.says("!agenda Eins")
    await team.says("!agenda Zwei")
    await team.says("!agenda Drei")
    await team.says("!agenda vertagen T1")
    await world.until(berlin(24, 12))
    await team.says("!agenda")
    listed = team.sees()
    assert listed.index("T2") < listed.index("T3") < listed.index("T1")


async def test_without_a_next_session_it_waits(team: Room, world: World) -> None:
    await plan(team)
    await team.says("!agenda Eins")
    await world.until(berlin(24, 12))
    assert "sobald eins geplant ist" in team.sees()
    await plan(team, TUESDAY + WEEK)
    await team.says("!agenda")
    assert "T1" in team.sees() and "1× mitgenommen" in team.sees()


async def test_a_bot_that_was_off_for_weeks_carries_once_and_says_nothing_late(team: Room, world: World) -> None:
    await plan_weekly(team)
    await team.says("!agenda Eins")
    said = len(team.messages())
    world.clock.set(berlin(9, 9, month=12))
    await world.settle()
    assert len(team.messages()) == said
    await team.says("!agenda")
    assert "15.12.2026" in team.sees() and "1× mitgenommen" in team.sees()


async def test_sixty_topics_are_carried_in_one_message(team: Room, world: World) -> None:
    await plan_weekly(team)
    for count in range(60):
        await team.says(f"!agenda Nummer {count}")
    said, edits = len(team.messages()), sum(seen.edits for seen in team.messages())
    await world.until(berlin(24, 12))
    assert len(team.messages()) == said + 1 and "und 52 weitere" in team.sees()
    assert sum(seen.edits for seen in team.messages()) == edits
    await team.says("!agenda")
    assert "1. T1 " in team.sees() and "1.12.2026" in team.sees()


async def test_topics_of_a_cancelled_date_go_to_the_next_and_come_back_when_it_takes_place_after_all(team: Room) -> None:
    weekly = await plan_weekly(team)
    await team.says("!agenda Eins")
    await cancel_date(team, weekly, TUESDAY)
    await team.says("!agenda notiz T1 Unterlagen sind da", by="Ben")
    team.forget()
    await reopen_date(team, weekly, TUESDAY)
    await team.clock.pass_(minutes=1)
    await cancel_date(team, weekly, TUESDAY)
    assert "fällt aus" in team.sees() and "T1" in team.sees() and "1.12.2026" in team.sees()
    await reopen_date(team, weekly, TUESDAY)
    assert "doch statt" in team.sees() and "T1" in team.sees() and "24.11.2026" in team.sees()
    await team.says("!agenda")
    assert "1. T1" in team.sees() and "24.11.2026" in team.sees() and "mitgenommen" not in team.sees()


async def test_topics_that_somebody_moved_on_do_not_come_back(team: Room) -> None:
    weekly = await plan_weekly(team)
    await team.says("!agenda Eins")
    await cancel_date(team, weekly, TUESDAY)
    await team.says("!agenda vertagen T1")
    await reopen_date(team, weekly, TUESDAY)
    await team.says("!agenda T1")
    assert "8.12.2026" in team.sees()


async def test_topics_of_a_cancelled_session_wait_until_one_is_planned(team: Room) -> None:
    only = await plan(team)
    await team.says("!agenda Eins")
    await cancel(team, only)
    assert "sobald eins geplant ist" in team.sees()
    await plan(team, TUESDAY + WEEK)
    assert "T1" in team.sees() and "1.12.2026" in team.sees()


async def test_topics_go_with_a_date_that_is_moved(team: Room, world: World) -> None:
    weekly = await plan_weekly(team)
    await team.says("!agenda Eins")
    said = len(team.messages())
    await move_date(team, weekly, TUESDAY, wall(25, 14))
    assert len(team.messages()) == said
    await team.says("!agenda")
    assert "Mittwoch, 25.11.2026, 14:00" in team.sees() and "T1" in team.sees()
    await world.until(berlin(25, 14, 59))
    await team.says("!agenda T1")
    assert "mitgenommen" not in team.sees()
    await world.until(berlin(25, 15))
    assert "T1" in team.sees() and "1.12.2026" in team.sees()


async def test_a_date_moved_onto_another_keeps_the_topics_of_both(team: Room, world: World) -> None:
    weekly = await plan_weekly(team)
    await team.says("!agenda Eins")
    await team.says("!agenda Zwei")
    await team.says("!agenda vertagen T2")
    await move_date(team, weekly, TUESDAY, TUESDAY + WEEK)
    await team.says("!agenda")
    assert "T1" in team.sees() and "T2" in team.sees() and "1.12.2026" in team.sees()
    await world.until(berlin(1, 12, month=12))
    await team.says("!agenda")
    assert "T1" in team.sees() and "T2" in team.sees() and "8.12.2026" in team.sees()


async def test_topics_of_a_series_with_another_rhythm_go_to_its_nearest_date(team: Room) -> None:
    weekly = await plan_weekly(team)
    await team.says("!agenda Eins")
    await team.says("!agenda Zwei")
    await team.says("!agenda vertagen T2")
    await move_series(team, weekly, wall(26, 9), "FREQ=WEEKLY;BYDAY=TH")
    assert "fällt aus" not in team.sees() and "ziehen mit um" in team.sees()
    await team.says("!agenda T1")
    assert "Donnerstag, 26.11.2026, 09:00" in team.sees()
    await team.says("!agenda T2")
    assert "Donnerstag, 3.12.2026, 09:00" in team.sees()


async def test_quiet_hours_hold_the_news_back(team: Room, world: World) -> None:
    await plan(team, wall(24, 17, 30))
    await plan(team, wall(1, 17, 30, month=12))
    await team.says("!einstellungen ruhezeit: 18:00-08:00")
    await team.says("!agenda Eins")
    said = len(team.messages())
    await world.until(berlin(25, 7, 59))
    assert len(team.messages()) == said
    await world.until(berlin(25, 8))
    assert "T1" in team.sees() and "1.12.2026" in team.sees()
