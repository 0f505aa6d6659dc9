"""What a review found: each once stopped the bot, lost something, or let somebody do what they may not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.domain.ids import EventId
from bot.messages import Echo, Edit, Message, Undecryptable
from bot.ports import SendFailed
from tests.world import BOT, Room, World, user


async def test_an_edit_of_a_message_among_people_into_a_mistake_is_answered_and_nothing_stops(team: Room, world: World) -> None:
    unknown = world.event_id()
    await team.edits(unknown, "!blokker foo")
    assert "Meintest du" in team.sees()
    await team.edits(unknown, "!blocker Raum fehlt")
    assert "B1 Raum fehlt" in team.sees()
    await team.edits(unknown, "!blocker Saal fehlt")
    assert "B1 Saal fehlt" in team.message("B1").body
    await team.deletes(unknown)
    assert "B1 ist zurückgezogen" in team.sees()


async def test_an_edit_of_somebody_elses_message_claims_nothing_of_it(team: Room, world: World) -> None:
    annas = world.event_id()
    await team.edits(annas, "!blocker Von Ben", by="Ben")
    await team.edits(annas, "!blocker Von Anna", by="Anna")
    await team.says("!blocker")
    assert "Von Ben" in team.sees() and "Von Anna" in team.sees()


async def test_a_suggestion_dies_with_the_words_that_it_was_made_for(team: Room) -> None:
    event = await team.says("!blokker Raum fehlt")
    suggestion = team.messages()[-1]
    await team.edits(event, "!blocker Raum fehlt")
    await team.taps("✅", on=suggestion.event)
    await team.says("!blocker")
    assert "B1" in team.sees() and "B2" not in team.sees()


async def test_line_ends_separate_fields_and_so_make_a_difference(team: Room) -> None:
    event = await team.says("!blocker Foo fehlt ampel: rot")
    await team.edits(event, "!blocker Foo fehlt\nampel: rot")
    assert "🔴 rot · B1 Foo fehlt" in team.sees()


async def test_a_deletion_from_another_room_does_nothing(team: Room, world: World) -> None:
    event = await team.says("!blocker Raum fehlt")
    stranger = world.room("Fremd", "Mallory")
    await stranger.deletes(event, by="Mallory")
    await team.says("!blocker B1")
    assert "Raum fehlt" in team.sees()


async def test_who_has_left_the_group_changes_nothing_by_an_edit_or_a_deletion(team: Room, pmo: Room, world: World) -> None:
    direct = world.room("Direkt", "Ben")
    await direct.invites(by="Ben", direct=True)
    event = await direct.says("blocker Raum fehlt")
    team.leaves("Ben")
    await direct.edits(event, "blocker Raum fehlt | ampel: rot")
    assert pmo.messages() == []
    await direct.deletes(event)
    await team.says("!blocker")
    assert "B1 Raum fehlt" in team.sees()


async def test_an_alert_whose_text_was_erased_in_time_is_never_sent_and_is_no_failure(team: Room, pmo: Room, world: World) -> None:
    world.chat.failing[pmo.id] = SendFailed("the homeserver is away")
    event = await team.says("!blocker Geheimes | ampel: rot")
    await team.deletes(event)
    del world.chat.failing[pmo.id]
    await world.pass_(hours=1)
    assert all("Geheimes" not in seen.body for seen in pmo.messages())
    async with world.store.reading() as tx:
        assert await tx.outbox.counts() == (0, 0)
    await team.says("!blocker Neues | ampel: rot")
    assert "Neues" in pmo.sees()


async def test_red_alerts_at_once_although_a_yellow_word_waits_for_the_quiet_hours_to_end(team: Room, pmo: Room, world: World) -> None:
    await pmo.says("!einstellungen ruhezeit: 18:00-08:00", by="Ada")
    pmo.forget()
    await team.says("!blocker Raum fehlt | bis: heute")
    await world.pass_(hours=10)
    assert pmo.messages() == []
    await team.says("!blocker ändere B1 | ampel: rot")
    assert "🔴 rot · B1" in pmo.sees() and pmo.messages()[-1].notifies


async def test_one_alert_that_was_refused_does_not_silence_the_reminders(team: Room, pmo: Room, world: World) -> None:
    world.chat.failing[pmo.id] = SendFailed("M_FORBIDDEN", final=True)
    await team.says("!blocker Server aus | ampel: rot")
    del world.chat.failing[pmo.id]
    await world.pass_(hours=5)
    assert "wartet noch" in pmo.sees()


async def test_a_tap_counts_although_the_answer_to_our_message_was_lost(team: Room, pmo: Room, world: World) -> None:
    world.chat.failing[pmo.id] = SendFailed("the answer was lost")
    await team.says("!blocker Server aus | ampel: rot")
    async with world.store.reading() as tx:
        (alert,) = await tx.outbox.about("B1", ("alert",))  # type: ignore[arg-type]
    arrived = EventId("$arrived")
    await world.receives(Echo(event_id=arrived, room=pmo.id, sender=BOT, sent_at=world.clock.now(), once=alert.once))
    del world.chat.failing[pmo.id]
    await pmo.reacts("👀", to=arrived, by="Paula")
    assert "Paula" in team.sees()


async def test_the_cards_live_with_the_clock(team: Room, pmo: Room, steering: Room, world: World) -> None:
    await team.says("!blocker Raum fehlt")
    await world.pass_(days=4)
    assert "Das PMO weiß Bescheid" in team.message("🟡 gelb · B1").body
    await team.says("!blocker Server aus | ampel: rot")
    await world.pass_(days=4)
    assert "Der Steuerungskreis weiß Bescheid" in pmo.message("🔴 rot · B2").body


async def test_reminders_go_on_after_the_pmo_has_called_the_steering_committee(team: Room, pmo: Room, steering: Room, world: World) -> None:
    await team.says("!blocker Server aus | ampel: rot")
    await pmo.says("!blocker eskalieren B1 Geld", by="Paula")
    await world.pass_(days=4)
    assert "Erinnerung 3 von 3" in pmo.message("Erinnerung 3").body
    assert len([seen for seen in steering.messages() if seen.notifies]) == 1


async def test_a_second_limit_does_not_shorten_the_pause_of_the_first(team: Room, pmo: Room, world: World) -> None:
    world.chat.failing[pmo.id] = SendFailed("429", retry_after=timedelta(seconds=60))
    world.chat.failing[team.id] = SendFailed("429", retry_after=timedelta(seconds=1))
    await team.says("!blocker Server aus | ampel: rot")
    world.chat.failing.clear()
    await world.pass_(seconds=59)
    assert pmo.messages() == []
    await world.pass_(seconds=2)
    assert "B1" in pmo.sees()


async def test_a_pmo_room_that_anybody_may_join_gives_no_rights(team: Room, pmo: Room, world: World) -> None:
    await team.says("!blocker Server aus | ampel: rot")
    world.rooms.public.add(pmo.id)
    await pmo.taps("👀", on="B1", by="Paula")
    assert "Dieser Raum ist öffentlich" in pmo.sees()


async def test_what_people_write_cannot_pass_for_a_line_of_the_bot(team: Room, pmo: Room) -> None:
    await team.says("!blocker Server aus\n✅ Gelöst von Paula\nampel: rot")
    assert "B1 Server aus ✅ Gelöst von Paula\n" in pmo.sees()


async def test_what_waits_for_a_room_that_was_replaced_follows_into_the_new_one(team: Room, pmo: Room, world: World) -> None:
    world.chat.failing[pmo.id] = SendFailed("M_FORBIDDEN", final=True)
    new = world.room("PMO neu", "Paula", moderators=("Ada",))
    await pmo.is_replaced_by(new.id, by="Ada")
    await team.says("!blocker Server aus | ampel: rot")
    assert "🔴 rot · B1" in new.sees()
    async with world.store.reading() as tx:
        assert await tx.outbox.counts() == (0, 0)


async def test_a_link_that_is_none_is_refused(team: Room) -> None:
    await team.says("!team link: http://[")
    assert "kein Link" in team.sees()


async def read_late(room: Room, world: World, event: EventId, text: str) -> None:
    """Its key has come."""
    async with world.store.transaction() as tx:
        message = Message(event_id=event, room=room.id, sender=user(room.speaker), sent_at=world.clock.now(), text=text)
        await tx.inbox.decrypted(event, message)
    await world.settle()


def sealed(room: Room, world: World, event: EventId) -> Undecryptable:
    return Undecryptable(event_id=event, room=room.id, sender=user(room.speaker), sent_at=world.clock.now(), raw={})


async def test_a_message_that_was_deleted_before_its_key_came_is_not_carried_out(team: Room, world: World) -> None:
    event = EventId("$versiegelt")
    await world.happens(sealed(team, world, event))
    await team.deletes(event)
    await read_late(team, world, event, "!blocker Raum fehlt")
    await team.says("!blocker")
    assert "B1" not in team.sees()


async def test_a_deletion_in_another_room_does_not_keep_a_sealed_message_from_being_carried_out(
    team: Room, pmo: Room, world: World
) -> None:
    event = EventId("$versiegelt")
    await world.happens(sealed(team, world, event))
    await pmo.deletes(event)
    await read_late(team, world, event, "!blocker Raum fehlt")
    assert "B1 Raum fehlt" in team.sees()


async def test_a_message_whose_key_came_after_its_edit_was_carried_out_adds_nothing(team: Room, world: World) -> None:
    event = EventId("$versiegelt")
    await world.happens(sealed(team, world, event))
    await team.edits(event, "!blocker Saal fehlt")
    await read_late(team, world, event, "!blocker Raum fehlt")
    await team.edits(event, "!blocker Halle fehlt")
    await team.says("!blocker")
    assert "B1 Halle fehlt" in team.sees() and "B2" not in team.sees()


async def test_a_message_and_its_edit_that_come_together_count_as_they_read_now(world: World, team: Room) -> None:
    """As after an outage: in a direct chat nothing but the message itself says that the edit is meant for the bot."""
    direct = world.room("Direkt", "Ben")
    await direct.invites(by="Ben", direct=True)
    first = direct.message_of("blocker Raum fehlt")
    edit = Edit(
        event_id=world.event_id(), room=direct.id, sender=first.sender, sent_at=first.sent_at, of=first.event_id, text="blocker Saal fehlt"
    )
    await world.receives(first, edit)
    await team.says("!blocker")
    assert "B1 Saal fehlt" in team.sees()


async def test_an_event_that_no_longer_can_be_read_is_dropped_loudly_and_the_next_is_handled(
    team: Room, world: World, capfd: pytest.CaptureFixture[str]
) -> None:
    waiting = Message(event_id=EventId("$alt"), room=team.id, sender=user("Anna"), sent_at=world.clock.now(), text="!hilfe")
    async with world.store.transaction() as tx:
        await tx.inbox.add([waiting], world.clock.now())
    async with world.store.transaction() as tx:
        await tx.connection.execute(
            text("UPDATE inbox SET payload = replace(payload, '\"message\"', '\"telegram\"') WHERE event_id = '$alt'")
        )
    await team.says("!blocker Raum fehlt")
    assert "B1 Raum fehlt" in team.sees()
    assert "$alt" in "".join(capfd.readouterr())
