"""The ladder: who is told when, in working time, each step once, and nothing after it was taken or solved."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.ports import SendFailed
from tests.world import Room, World, user


def at(day: int, hour: int, minute: int = 0, *, month: int = 11) -> datetime:
    """A moment of 2026 on Berlin's winter clock."""
    return datetime(2026, month, day, hour - 1, minute, tzinfo=UTC)


def spoken(room: Room, text: str) -> list[str]:
    return [seen.body for seen in room.messages() if text in seen.body]


async def test_a_red_one_that_nobody_takes_climbs_the_whole_ladder(team: Room, pmo: Room, steering: Room, world: World) -> None:
    await team.says("!blocker Server aus | ampel: rot")  # Monday 10:00
    first = pmo.message("🔴 rot · B1")
    reminders = [(23, 14), (23, 18), (24, 12)]  # every four working hours, 8:00 to 18:00
    for count, (day, hour) in enumerate(reminders, start=1):
        await world.until(at(day, hour) - timedelta(seconds=1))
        assert len(spoken(pmo, "wartet noch")) == count - 1
        await world.until(at(day, hour))
        assert len(spoken(pmo, "wartet noch")) == count
        reminder = pmo.messages()[-1]
        assert reminder.notifies and reminder.replies_to == first.event and user("Paula") in reminder.mentions
        assert "erinnert" in team.sees() and not team.messages()[-1].notifies
    assert steering.messages() == []
    await world.until(at(24, 16))
    assert "B1" in steering.sees() and steering.messages()[-1].notifies and "Server aus" in steering.sees()
    assert "Steuerungskreis" in team.sees()
    said = (len(team.messages()), len(pmo.messages()), len(steering.messages()))
    await world.pass_(days=40)
    assert (len(team.messages()), len(pmo.messages()), len(steering.messages())) == said


async def test_taking_it_stops_the_reminders(team: Room, pmo: Room, steering: Room, world: World) -> None:
    await team.says("!blocker Server aus | ampel: rot")
    await pmo.taps("👀", on="B1", by="Paula")
    await world.pass_(days=4)
    assert spoken(pmo, "wartet noch") == [] and steering.messages() == []


async def test_solving_it_stops_everything(team: Room, pmo: Room, steering: Room, world: World) -> None:
    await team.says("!blocker Server aus | ampel: rot")
    await team.says("!blocker gelöst B1")
    said = len(pmo.messages())
    await world.pass_(days=40)
    assert len(pmo.messages()) == said and steering.messages() == []


async def test_a_yellow_one_reaches_the_pmo_after_three_working_days(team: Room, pmo: Room, world: World) -> None:
    await world.until(at(26, 15))  # Thursday
    await team.says("!blocker Raum fehlt")
    await world.until(at(1, 15, month=12) - timedelta(seconds=1))
    assert pmo.messages() == []
    await world.until(at(1, 15, month=12))  # Friday, Monday, Tuesday
    assert "🟡 gelb · B1" in pmo.sees() and pmo.messages()[-1].notifies
    assert "PMO weiß jetzt Bescheid" in team.sees()
    await world.pass_(days=30)
    assert len(pmo.messages()) == 1


async def test_a_yellow_one_reaches_the_pmo_when_its_date_has_passed(team: Room, pmo: Room, world: World) -> None:
    await team.says("!blocker Raum fehlt | bis: morgen")
    assert "am Dienstag, 24.11.2026, wenn" in team.sees()
    await world.until(at(24, 17, 59))
    assert pmo.messages() == []
    await world.until(at(24, 18))
    assert "B1" in pmo.sees()


async def test_the_one_who_took_it_is_asked_and_a_tap_asks_again_later(team: Room, pmo: Room, steering: Room, world: World) -> None:
    await team.says("!blocker Server aus | ampel: rot")
    await pmo.taps("👀", on="B1", by="Paula")
    await world.until(at(7, 10, month=12))  # ten working days later
    question = pmo.messages()[-1]
    assert "noch dran?" in question.body and question.mentions == [user("Paula")] and question.reactions == ["👍"]
    await pmo.taps("👍", on=question.event, by="Peter")
    assert "Paula" in pmo.sees()
    await pmo.taps("👍", on=question.event, by="Paula")
    await world.until(at(20, 10, month=12))
    assert len(spoken(pmo, "noch dran?")) == 1
    await world.until(at(21, 10, month=12))
    assert len(spoken(pmo, "noch dran?")) == 2
    assert steering.messages() == []


async def test_without_an_answer_the_steering_committee_hears_of_it_once(team: Room, pmo: Room, steering: Room, world: World) -> None:
    await team.says("!blocker Server aus | ampel: rot")
    await pmo.says("!blocker übernehmen B1", by="Paula")
    await world.until(at(14, 10, month=12))  # ten and five working days
    assert "B1" in steering.sees()
    assert "Steuerungskreis" in team.sees()
    await world.pass_(days=60)
    assert len(steering.messages()) == 1


async def test_a_team_escalates_whatever_the_colour(team: Room, pmo: Room) -> None:
    await team.says("!blocker Raum fehlt")
    await team.says("!blocker eskalieren B1 Frist läuft ab")
    assert "B1" in team.sees() and "alarmiert" in team.sees()
    assert "Frist läuft ab" in pmo.sees() and pmo.messages()[-1].notifies
    await team.says("!blocker eskalieren B1")
    assert "schon eskaliert" in team.sees()
    assert len(pmo.messages()) == 1


async def test_a_tap_escalates_too(team: Room, pmo: Room) -> None:
    await team.says("!blocker Raum fehlt")
    await team.taps("⏫", on="B1")
    assert "B1" in pmo.sees()


async def test_the_pmo_escalates_to_the_steering_committee(team: Room, pmo: Room, steering: Room, world: World) -> None:
    await team.says("!blocker Server aus | ampel: rot")
    await pmo.says("!blocker eskalieren B1 Budget nötig", by="Paula")
    assert "Steuerungskreis" in pmo.sees()
    assert "Budget nötig" in steering.sees()
    assert "Steuerungskreis" in team.sees()
    await world.pass_(days=5)
    assert len(steering.messages()) == 1


async def test_an_escalation_of_a_taken_one_calls_the_pmo_again(team: Room, pmo: Room) -> None:
    await team.says("!blocker Server aus | ampel: rot")
    await pmo.taps("👀", on="B1", by="Paula")
    await team.clock.pass_(hours=1)
    await team.says("!blocker eskalieren B1 Es wird schlimmer")
    assert "Es wird schlimmer" in pmo.sees() and pmo.messages()[-1].notifies


async def test_an_outage_shifts_the_ladder_and_skips_nothing(team: Room, pmo: Room, steering: Room, world: World) -> None:
    world.chat.failing[pmo.id] = SendFailed("the homeserver is away")
    await team.says("!blocker Server aus | ampel: rot")
    await world.until(at(25, 10))
    assert pmo.messages() == [] and steering.messages() == []
    del world.chat.failing[pmo.id]
    await world.until(at(25, 11))
    assert len(pmo.messages()) == 1 and "🔴 rot · B1" in pmo.sees()
    delivered = world.clock.now()
    await world.until(delivered + timedelta(hours=5))
    assert len(spoken(pmo, "wartet noch")) == 1 and steering.messages() == []


async def test_a_bot_that_was_off_takes_each_step_once_when_it_is_back(team: Room, pmo: Room, steering: Room, world: World) -> None:
    await team.says("!blocker Server aus | ampel: rot")
    world.clock.set(at(30, 9))  # a week without the bot
    await world.settle()
    assert len(spoken(pmo, "wartet noch")) == 1
    await world.until(at(30, 13))
    assert len(spoken(pmo, "wartet noch")) == 2
    assert steering.messages() == []


async def test_a_room_that_refuses_us_does_not_stop_the_ladder(team: Room, pmo: Room, steering: Room, world: World) -> None:
    world.chat.failing[pmo.id] = SendFailed("M_FORBIDDEN", final=True)
    await team.says("!blocker Server aus | ampel: rot")
    await world.until(at(25, 18))
    assert "B1" in steering.sees()


async def test_without_a_pmo_room_the_reporter_is_told(world: World) -> None:
    team = world.room("Dateninventur", moderators=("Ada",))
    await team.says("!team Dateninventur")
    await team.says("!blocker Server aus | ampel: rot")
    assert "keinen PMO-Raum" in team.sees()
    await team.says("!blocker eskalieren B1")
    assert "keinen PMO-Raum" in team.sees()
    pmo = world.room("PMO", moderators=("Ada",))
    await pmo.says("!team PMO | art: pmo")
    assert "🔴 rot · B1" in pmo.message("B1").body


async def test_without_a_steering_room_the_pmo_gets_those_too(world: World) -> None:
    team = world.room("Dateninventur", moderators=("Ada",))
    pmo = world.room("PMO", "Paula", moderators=("Ada",))
    await pmo.says("!team PMO | art: pmo", by="Ada")
    await team.says("!team Dateninventur")
    await team.says("!blocker Server aus | ampel: rot")
    await world.until(at(24, 16))
    assert pmo.messages()[-1].notifies and "B1" in pmo.sees()


async def test_a_pmo_room_without_members_is_told_to_the_reporter(team: Room, pmo: Room) -> None:
    pmo.leaves("Paula", "Peter", "Ada")
    await team.says("!blocker Server aus | ampel: rot")
    assert "niemand" in team.sees()


async def test_quiet_hours_hold_back_what_nobody_asked_for_but_red_alerts(team: Room, pmo: Room, world: World) -> None:
    await pmo.says("!einstellungen ruhezeit: 09:00-12:00", by="Ada")
    pmo.forget()
    await team.says("!blocker Raum fehlt")
    await team.says("!blocker Server aus | ampel: rot")
    assert "B2" in pmo.sees()
    await world.until(at(26, 11, 59))
    assert spoken(pmo, "B1") == []
    await world.until(at(26, 12))
    assert spoken(pmo, "B1") != []


async def test_reopening_starts_the_ladder_anew(team: Room, pmo: Room, world: World) -> None:
    await team.says("!blocker Raum fehlt")
    await team.says("!blocker gelöst B1")
    await world.pass_(days=7)
    await team.says("!blocker öffnen B1")
    await world.pass_(days=2)
    assert pmo.messages() == []
    await world.pass_(days=1)
    assert "B1" in pmo.sees()


async def test_figures_set_in_the_chat_go_before_the_configuration(team: Room, pmo: Room, world: World) -> None:
    await pmo.says("!einstellungen wiederholung: 1h", by="Paula")
    pmo.forget()
    await team.says("!blocker Server aus | ampel: rot")
    await world.pass_(hours=1)
    assert len(spoken(pmo, "wartet noch")) == 1
