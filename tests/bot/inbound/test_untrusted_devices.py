"""What becomes of words in an encrypted room that may be somebody else's, or that nobody could read?"""

from __future__ import annotations

import asyncio
from datetime import datetime

import pytest

from bot.messages import Doubt, Edit, Message, Undecryptable
from tests.world import Room, World, user


def message(room: Room, text: str, doubt: Doubt, *, by: str = "Anna", **more: object) -> Message:
    return Message.model_validate(
        {
            "event_id": room.world.event_id(),
            "room": room.id,
            "sender": user(by),
            "sent_at": room.world.clock.now(),
            "text": text,
            "doubt": doubt,
            **more,
        }
    )


def unreadable(room: Room, *, by: str = "Anna") -> Undecryptable:
    now = room.world.clock.now()
    return Undecryptable(event_id=room.world.event_id(), room=room.id, sender=user(by), sent_at=now, raw={"type": "m.room.encrypted"})


@pytest.mark.parametrize(("doubt", "why"), [(Doubt.UNSIGNED, "noch nicht als deines bestätigt"), (Doubt.PLAIN, "unverschlüsselt")])
async def test_doubtful_words_change_nothing_and_their_sender_is_told_once_a_day(team: Room, doubt: Doubt, why: str) -> None:
    said = message(team, "!blocker Freigabe fehlt", doubt)
    await team.world.receives(said)
    await team.world.receives(message(team, "!blocker Freigabe fehlt", doubt))

    (told,) = team.messages()
    assert why in told.body
    assert (told.mentions, told.replies_to, told.notifies) == ([user("Anna")], said.event_id, True)
    await team.says("!blocker")
    assert "Freigabe" not in team.sees()

    await team.world.pass_(days=1)
    await team.world.receives(message(team, "!blocker Freigabe fehlt", doubt))
    assert len([each for each in team.messages() if why in each.body]) == 2


async def test_each_person_is_told(team: Room) -> None:
    for who in ("Anna", "Ben", "Ben"):
        await team.world.receives(message(team, "!hilfe", Doubt.UNSIGNED, by=who))
    assert [each.mentions for each in team.messages()] == [[user("Anna")], [user("Ben")]]


async def test_in_an_english_room_it_is_told_in_english(team: Room) -> None:
    await team.says("!sprache en")
    await team.world.receives(message(team, "!help", Doubt.UNSIGNED), message(team, "!help", Doubt.PLAIN, by="Ben"))
    assert "not confirmed as yours" in team.messages()[-2].body
    assert "unencrypted" in team.messages()[-1].body


async def test_what_people_say_among_themselves_is_not_judged(team: Room) -> None:
    await team.world.receives(message(team, "bis morgen!", Doubt.UNSIGNED))
    assert not team.messages()


async def test_a_doubtful_reply_is_no_note_and_a_doubtful_edit_changes_nothing(team: Room) -> None:
    event = await team.says("!blocker Freigabe fehlt")
    card = team.message("B1")
    edit = Edit(
        event_id=team.world.event_id(),
        room=team.id,
        sender=user("Anna"),
        sent_at=team.world.clock.now(),
        of=event,
        text="!blocker Alles gut",
        doubt=Doubt.PLAIN,
    )
    await team.world.receives(message(team, "ist schon da", Doubt.UNSIGNED, by="Ben", reply_to=card.event), edit)

    await team.says("!blocker B1")
    assert "Freigabe fehlt" in team.sees()
    assert "ist schon da" not in team.sees()


async def test_said_again_from_a_device_that_counts_it_is_carried_out(team: Room) -> None:
    said = message(team, "!blocker Freigabe fehlt", Doubt.UNSIGNED)
    await team.world.receives(said)
    await team.edits(said.event_id, "!blocker Freigabe fehlt noch", by="Anna")
    assert "B1 Freigabe fehlt noch" in team.sees()


async def test_what_stays_unreadable_is_asked_for_once_per_person_and_day(team: Room) -> None:
    first = unreadable(team)
    await team.world.receives(first, unreadable(team), unreadable(team, by="Ben"))
    await asked(team.world)
    assert not team.messages()

    await team.world.pass_(minutes=5)
    await asked(team.world)
    await asked(team.world)

    to_anna, to_ben = sorted(team.messages(), key=lambda each: each.mentions)
    assert "unleserlich" in to_anna.body and "noch einmal" in to_anna.body
    assert (to_anna.mentions, to_anna.replies_to) == ([user("Anna")], first.event_id)
    assert to_ben.mentions == [user("Ben")]

    await team.world.pass_(days=1)
    await team.world.receives(unreadable(team))
    await team.world.pass_(minutes=5)
    await asked(team.world)
    assert [each.mentions for each in team.messages()].count([user("Anna")]) == 2


@pytest.mark.parametrize(("repeated", "made"), [("!blocker Freigabe fehlt", 1), ("!blocker Raum fehlt", 2)])
async def test_when_the_key_comes_after_all_what_was_repeated_meanwhile_counts_once(team: Room, repeated: str, made: int) -> None:
    late = unreadable(team)
    await team.world.receives(late)
    await team.world.pass_(minutes=10)
    await team.says(repeated, by="Anna")

    readable = message(team, "!blocker Freigabe fehlt", Doubt.NONE).model_copy(update={"event_id": late.event_id, "sent_at": late.sent_at})

    async def decrypt(event: Undecryptable) -> Message:
        return readable

    await team.world.retries(decrypt)

    await team.says("!blocker")
    assert team.sees().count("fehlt") == made


async def test_the_bell_rings_when_the_question_can_be_found(team: Room) -> None:
    """Who looks sooner finds nothing, and waits for the next."""
    world, looks = team.world, list[asyncio.Task[datetime | None]]()

    async def look() -> datetime | None:
        async with world.store.reading() as tx:
            return await tx.outbox.next_due()

    await world.receives(unreadable(team))
    await world.pass_(minutes=5)
    world.machine.work.wakes(lambda: looks.append(asyncio.ensure_future(look())))
    await world.machine.repeat_requests.ask()
    assert [await each is not None for each in looks] == [True]


async def test_who_has_left_is_not_asked(team: Room) -> None:
    await team.world.receives(unreadable(team, by="Gast"))
    await team.world.pass_(minutes=5)
    await asked(team.world)
    assert not team.messages()


async def test_the_question_reaches_devices_that_nobody_has_signed_and_an_answer_does_not(team: Room) -> None:
    await team.world.receives(message(team, "!hilfe", Doubt.UNSIGNED), message(team, "!hilfe", Doubt.NONE))
    told, answered = team.messages()
    assert told.content["de.lotse.to-all"] is True
    assert "de.lotse.to-all" not in answered.content


async def asked(world: World) -> None:
    await world.machine.repeat_requests.ask()
    await world.settle()
