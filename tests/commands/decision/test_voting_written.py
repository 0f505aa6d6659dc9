"""A vote in writing: its deadline, the way out of it, who is reminded, and what an outage changes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.messages import Reaction
from tests.commands.decision.voting_room import ballots_on, card_of, seated, state_of, voting_on
from tests.world import Room, World, user

PAPER = "https://cloud.example/logo.pdf"
CIRCULAR = f"!beschluss Logo B wird verwendet | art: umlauf | vorlage: {PAPER}"
DEADLINE = datetime(2026, 11, 30, 17, 0, tzinfo=UTC)
"""The end of work, five working days after Monday, 23 November."""


@pytest.fixture
async def committee(world: World, steering: Room) -> Room:
    await seated(world, steering)
    return steering


async def test_the_card_notifies_the_holders_and_names_the_way_out(committee: Room, world: World) -> None:
    await committee.says(CIRCULAR, by="Ada")
    card = card_of(committee, 1)
    assert card.body.startswith("📨 Umlaufbeschluss D1: Logo B wird verwendet") and PAPER in card.body
    assert "Bis Montag, 30.11.2026, 18:00 Uhr" in card.body and "✋ bitte in der Sitzung" in card.body
    assert card.notifies and sorted(card.mentions) == sorted(user(name) for name in ("Gisela", "Hans", "Max", "Wanda"))
    assert card.reactions == ["👍", "👎", "⚪", "✋"] and "0 von 4 Stimmen abgegeben" in card.body
    assert (await voting_on(world, 1)).closes_at == DEADLINE


async def test_it_is_in_force_as_soon_as_all_have_voted(committee: Room, pmo: Room, world: World) -> None:
    await committee.says(CIRCULAR + " | wer: Stefan", by="Gisela")
    card = card_of(committee, 1)
    for person, key in (("Gisela", "👍"), ("Max", "👍"), ("Wanda", "⚪"), ("Hans", "👎")):
        assert await state_of(world, 1) == "running"
        await committee.taps(key, on=card.event, by=person)
    assert await state_of(world, 1) == "in-force"
    said_so = committee.message("D1 gilt: Logo B wird verwendet\n🙋 2 dafür, 1 dagegen, 1 Enthaltung").body
    assert "Umsetzung: A1 Stefan" in said_so and "D1 gilt" in pmo.sees()
    assert "Neue Aufgabe für Stefan: A1" in committee.sees()
    said = len(committee.messages())
    await world.pass_(days=10)
    assert len(committee.messages()) == said


async def test_at_the_deadline_a_quorum_and_a_majority_decide(committee: Room, world: World) -> None:
    await committee.says(CIRCULAR, by="Ada")
    card = card_of(committee, 1)
    for person in ("Gisela", "Max", "Wanda"):
        await committee.taps("👍", on=card.event, by=person)
    await world.until(DEADLINE)
    assert committee.sees().startswith("📜 D1 gilt: Logo B wird verwendet") and "3 dafür, 0 dagegen" in committee.sees()
    await committee.taps("👎", on=card.event, by="Hans")
    assert "abgeschlossen am 30.11. 18:00" in committee.sees()


async def test_too_few_votes_decide_nothing_and_can_be_asked_again(committee: Room, world: World) -> None:
    await committee.says(CIRCULAR, by="Ada")
    card = card_of(committee, 1)
    for person in ("Gisela", "Max"):
        await committee.taps("👍", on=card.event, by=person)
    await world.until(DEADLINE)
    said = committee.messages()[-1]
    assert said.body.startswith("⚪ D1 nicht zustande gekommen (2 von 4 Stimmen): Logo B wird verwendet")
    assert "Es fehlten: Hanau, Wetzlar" in said.body and "➕ Agenda · 🔁 noch einmal" in said.body and said.reactions == ["➕", "🔁"]
    assert await state_of(world, 1) == "not-adopted"
    await committee.taps("🔁", on=said.event, by="Gisela")
    again = card_of(committee, 1)
    assert again.event != card.event and "0 von 4 Stimmen" in again.body and await state_of(world, 1) == "running"
    await committee.taps("👍", on=card.event, by="Hans")
    assert "inzwischen gibt es eine neue Karte" in committee.sees() and await ballots_on(world, 1) == []
    for person in ("Gisela", "Max", "Wanda", "Hans"):
        await committee.taps("👍", on=again.event, by=person)
    assert await state_of(world, 1) == "in-force"


async def test_what_was_not_decided_becomes_a_topic(committee: Room, world: World) -> None:
    await committee.says("!treffen Steuerungskreis | wann: 10.12.2026 10 Uhr", by="Ada")
    await committee.says(CIRCULAR, by="Ada")
    await world.until(DEADLINE)
    await committee.taps("➕", on="nicht zustande gekommen", by="Gisela")
    assert "➕ T1 Logo B wird verwendet: zur Entscheidung am Donnerstag, 10.12.2026, 10:00 Uhr" in committee.sees()
    await committee.says("!agenda zeige T1", by="Ada")
    assert PAPER in committee.sees() and "D1" in committee.sees()
    await committee.taps("➕", on="nicht zustande gekommen", by="Max")
    assert "D1 steht schon auf der Agenda: T1" in committee.sees()


async def test_one_hand_brings_it_to_the_next_session(committee: Room, world: World) -> None:
    await committee.says("!treffen Steuerungskreis | wann: 10.12.2026 10 Uhr", by="Ada")
    await committee.says(CIRCULAR, by="Ada")
    card = card_of(committee, 1)
    await committee.taps("👍", on=card.event, by="Gisela")
    await committee.taps("✋", on=card.event, by="Stefan")
    assert "hier stimmen die Kommunen ab" in committee.sees() and await state_of(world, 1) == "running"
    hand = await committee.taps("✋", on=card.event, by="Max")
    assert "✋ D1 kommt in die Sitzung: T1 Logo B wird verwendet, Donnerstag, 10.12.2026" in committee.sees()
    assert "nicht zustande gekommen" in card.body and "nicht ausgezählt" in card.body
    assert await state_of(world, 1) == "not-adopted" and await ballots_on(world, 1) == []
    said = len(committee.messages())
    await committee.deletes(hand, by="Max")
    assert await state_of(world, 1) == "not-adopted"
    await world.until(datetime(2026, 12, 2, 9, 0, tzinfo=UTC))
    assert len(committee.messages()) == said
    await committee.says("!agenda zeige T1", by="Ada")
    assert PAPER in committee.sees()


async def test_only_who_has_not_voted_is_reminded_directly_or_by_one_mention(committee: Room, world: World) -> None:
    direct = world.room("Direkt", "Wanda")
    await direct.invites(by="Wanda", direct=True)
    await direct.lets_the_bot_in()
    await committee.says(CIRCULAR, by="Ada")
    card = card_of(committee, 1)
    await committee.taps("👍", on=card.event, by="Gisela")
    committee.forget()
    direct.forget()
    await world.until(datetime(2026, 11, 27, 7, 30, tzinfo=UTC))
    reminder = committee.messages()[-1]
    assert "Bei D1 Logo B wird verwendet fehlen noch Hanau, Marburg" in reminder.body and len(committee.messages()) == 1
    assert sorted(reminder.mentions) == [user("Hans"), user("Max")] and reminder.notifies
    assert "fehlt noch Wetzlar" in direct.sees() and len(direct.messages()) == 1
    await direct.says("beschluss stimme D1 dafür", by="Wanda")
    assert "2 von 4 Stimmen" in card.body
    await world.until(DEADLINE)
    assert len(direct.messages()) <= 2


async def test_during_an_outage_the_time_of_the_server_counts(committee: Room, world: World) -> None:
    await committee.says(CIRCULAR, by="Ada")
    card = card_of(committee, 1)
    await committee.taps("👍", on=card.event, by="Gisela")
    # The bot is away over the deadline; what was said meanwhile comes with the first sync.
    world.clock.set(datetime(2026, 12, 1, 9, 0, tzinfo=UTC))

    def tap(person: str, key: str, at: datetime) -> Reaction:
        return Reaction(event_id=world.event_id(), room=committee.id, sender=user(person), sent_at=at, target=card.event, key=key)

    before, after = DEADLINE.replace(hour=16), DEADLINE.replace(hour=17, minute=1)
    missed = [tap("Max", "👍", before), tap("Wanda", "👍", before), tap("Hans", "👎", after), tap("Gisela", "👎", after)]
    world.chat.takes_in(missed)
    committee.forget()
    await world.catches_up(missed)
    assert "3 dafür, 0 dagegen, 0 Enthaltungen" in committee.message("D1 gilt").body
    late = [seen for seen in committee.messages() if "abgeschlossen am 30.11. 18:00" in seen.body and "Was danach kam" in seen.body]
    assert len(late) == 1 and len([seen for seen in committee.messages() if seen.body.startswith("📜 D1 gilt")]) == 1


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("bis: Mittwoch", "Ein Umlaufbeschluss läuft mindestens 3 Arbeitstage"),
        ("bis: gestern", "gestern"),
        ("bis: Donnerstag", "Bis Donnerstag, 26.11.2026, 18:00 Uhr"),
        ("bis: 4.12.", "Bis Freitag, 4.12.2026, 18:00 Uhr"),
    ],
)
async def test_the_deadline_gives_people_some_days(committee: Room, said: str, answer: str) -> None:
    await committee.says(f"{CIRCULAR} | {said}", by="Ada")
    assert answer in committee.sees()


async def test_without_a_paper_nothing_is_stored(committee: Room, world: World) -> None:
    await committee.says("!beschluss Logo B wird verwendet | art: umlauf", by="Ada")
    assert committee.sees().startswith("Eine Vorlage fehlt: ") and "vorlage: https://" in committee.sees()
    await committee.says("!beschluss liste alle", by="Ada")
    assert "Noch kein Beschluss" in committee.sees()


async def test_nobody_closes_it_before_its_time(committee: Room, world: World) -> None:
    await committee.says(CIRCULAR, by="Ada")
    await committee.says("!beschluss schließen D1", by="Ada")
    assert "D1 läuft schriftlich bis Montag, 30.11.2026" in committee.sees()
    assert await state_of(world, 1) == "running"


async def test_more_against_than_the_missing_could_turn_declines_it(committee: Room, world: World) -> None:
    await committee.says(CIRCULAR, by="Ada")
    card = card_of(committee, 1)
    for person, key in (("Gisela", "👎"), ("Max", "👎"), ("Wanda", "👍")):
        await committee.taps(key, on=card.event, by=person)
    await world.until(DEADLINE)
    assert committee.sees().startswith("❌ D1 abgelehnt") and "1 dafür, 2 dagegen" in committee.sees()


async def test_with_a_condition_the_municipalities_still_have_to_agree(committee: Room, world: World) -> None:
    await committee.says(f"{CIRCULAR} | vorbehalt: Gießen", by="Ada")
    card = card_of(committee, 1)
    assert "🏛️ Vorbehalt: Gießen" in card.body
    for person in ("Gisela", "Max", "Wanda", "Hans"):
        await committee.taps("👍", on=card.event, by=person)
    assert committee.sees().startswith("⏳ D1 unter Vorbehalt") and await state_of(world, 1) == "subject-to-approval"


async def test_killed_between_the_deadline_and_the_result_it_is_said_once(committee: Room, world: World) -> None:
    await committee.says(CIRCULAR, by="Ada")
    card = card_of(committee, 1)
    for person in ("Gisela", "Max", "Wanda"):
        await committee.taps("👍", on=card.event, by=person)
    world.clock.set(DEADLINE)
    committee.forget()
    while await world.machine.timers.run_one():
        pass
    voting = await voting_on(world, 1)
    assert voting.is_counting and voting.closed_at == DEADLINE and committee.messages() == []
    # Whatever was in memory is gone: the next start finds the mark, and counts.
    await world.machine.startup.begin()
    await world.settle()
    assert len(committee.messages()) == 1 and "3 dafür" in committee.sees()
    await world.pass_(days=1)
    assert len(committee.messages()) == 1


async def test_in_words_alone_the_card_takes_no_hand_either(committee: Room, pmo: Room, world: World) -> None:
    await pmo.says("!einstellungen abstimmen-per: text", by="Paula")
    await committee.says(CIRCULAR, by="Ada")
    card = committee.message("Umlaufbeschluss D1")
    assert card.reactions == [] and "!beschluss in-sitzung D1" in card.body and "✋" not in card.body
    await committee.taps("✋", on=card.event, by="Max")
    assert "Reaktionen zählen hier nicht" in committee.sees() and await state_of(world, 1) == "running"
    await committee.says("!beschluss in-sitzung D1", by="Max")
    assert "✋ D1 kommt in die Sitzung: T1 Logo B wird verwendet, sobald ein Termin feststeht" in committee.sees()


async def test_the_topic_that_is_still_to_come_stays_the_one(committee: Room, world: World) -> None:
    await committee.says(f"!agenda Logo B | art: entscheidung | vorlage: {PAPER}", by="Ada")
    await committee.says("!beschluss abstimmen T1 | art: umlauf", by="Ada")
    await committee.taps("✋", on=card_of(committee, 1).event, by="Max")
    assert "D1 kommt in die Sitzung: T1 Logo B" in committee.sees()
    await committee.says("!beschluss abstimmen T1", by="Ada")
    assert "Abstimmung D2: Logo B" in committee.sees()


async def test_a_deadline_between_two_changes_of_the_clocks_is_an_end_of_work(committee: Room, world: World) -> None:
    world.clock.set(datetime(2027, 3, 24, 9, 0, tzinfo=UTC))
    await committee.says(CIRCULAR, by="Ada")
    # Good Friday and Easter Monday are no working days in Hesse, and the clocks change in between.
    assert "Bis Freitag, 2.4.2027, 18:00 Uhr" in committee.sees()
    assert (await voting_on(world, 1)).closes_at == datetime(2027, 4, 2, 16, 0, tzinfo=UTC)
