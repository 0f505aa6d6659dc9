"""Minutes of the steering committee: voices that were there or represented, votes, and what of it is kept about people."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from bot.domain.ids import UserId
from storage.connection.engine import DATABASE_FILE
from tests.commands.agenda.planned_sessions import berlin
from tests.commands.decision.voting_room import card_of, seated
from tests.commands.minutes.draft.test_posted import markdown
from tests.world import Room, World, user

DRAFT = "Protokoll, Entwurf"
PEOPLE = ("Gisela", "Max", "Wanda", "Hans", "Vera")


async def decided(steering: Room, world: World) -> Room:
    """Gießen votes against and wants that on record, Marburg for it; Vera votes for Wetzlar in Wanda's place; Hanau is not there."""
    await seated(world, steering)
    steering.joins("Vera")
    await steering.says("!treffen Lenkung | wann: 24.11. 10:00", by="Ada")
    await steering.says("!agenda Hosting | art: entscheidung | vorlage: https://stadt.example/h", by="Ada")
    await steering.says("!vertretung @Vera S1", by="Wanda")
    await steering.says("!vertretung enthaltung S1", by="Hans")
    await world.until(berlin(24, 10))
    await steering.says("!protokoll start", by="Ada")
    await steering.says("!protokoll da: Gießen, Marburg, Wetzlar", by="Ada")
    await steering.says("!beschluss abstimmen T1", by="Ada")
    card = card_of(steering, 1)
    await steering.taps("👎", on=card.event, by="Gisela")
    await steering.taps("👍", on=card.event, by="Max")
    await steering.taps("👍", on=card.event, by="Vera")
    await steering.says("!beschluss schließen D1", by="Ada")
    await steering.says("!beschluss festhalten D1", by="Gisela")
    await steering.says("!protokoll weiter: angenommen", by="Ada")
    await steering.says("!protokoll ende", by="Ada")
    return steering


async def test_the_draft_names_who_was_there_and_who_was_represented_and_whether_that_is_enough(steering: Room, world: World) -> None:
    await decided(steering, world)
    draft = steering.message(DRAFT).body
    assert "👥 Anwesend: Gießen, Marburg; vertreten: Wetzlar · beschlussfähig (3 von 4 Stimmen)" in draft
    assert "  • 📜 D1 gilt: Hosting. 2 dafür, 1 dagegen, 0 Enthaltungen." in draft
    assert "Hanau" not in draft
    text = markdown(steering)
    for line in ("- Anwesend: Gießen, Marburg", "- Vertreten: Wetzlar", "- Beschlussfähig: ja (3 von 4 Stimmen)"):
        assert line in text
    assert "Hanau" not in text and not any(person in text for person in PEOPLE)


async def test_a_vote_stands_by_name_only_where_the_voice_has_asked_for_it(steering: Room, world: World) -> None:
    await decided(steering, world)
    await steering.says("!protokoll datei", by="Ada")
    assert "  - Auf eigenen Wunsch festgehalten: Gießen dagegen" in markdown(steering)
    assert "Marburg dafür" not in markdown(steering)


async def test_without_enough_voices_the_draft_says_so(steering: Room, world: World) -> None:
    await seated(world, steering)
    await steering.says("!treffen Lenkung | wann: 24.11. 10:00", by="Ada")
    await world.until(berlin(24, 10))
    await steering.says("!protokoll start", by="Ada")
    await steering.says("!protokoll da: Gießen", by="Ada")
    await steering.says("!protokoll ende", by="Ada")
    assert "nicht beschlussfähig (1 von 4 Stimmen)" in steering.message(DRAFT).body


@pytest.mark.sqlite
async def test_once_final_no_row_tells_how_somebody_voted_or_that_they_were_away(steering: Room, world: World) -> None:
    await decided(steering, world)
    await world.pass_(days=40)
    assert "📗 Endgültig seit" in steering.message("Protokoll: Lenkung").body
    assert "- Auf eigenen Wunsch festgehalten: Gießen dagegen" in markdown(steering)
    people = [user(person) for person in PEOPLE]
    assert _rows_about(world, people) == {
        "seats",  # who speaks for whom from now on
        "inbox",  # that somebody has said something, and not what
        "outbox",  # whom a message answered
        "history",  # that Gisela wanted her vote in the minutes
    }
    assert _commands_of(world, people) == {""}


def _rows_about(world: World, people: list[UserId]) -> set[str]:
    """The tables in which any of them is named."""
    with closing(sqlite3.connect(world.folder / DATABASE_FILE)) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = {table: str(database.execute(f'SELECT * FROM "{table}"').fetchall()) for table in tables}
    return {table for table, said in rows.items() if any(each in said for each in people)}


def _commands_of(world: World, people: list[UserId]) -> set[str | None]:
    """What the inbox still knows of what they did."""
    with closing(sqlite3.connect(world.folder / DATABASE_FILE)) as database:
        return {command for sender, command in database.execute("SELECT sender, command FROM inbox") if sender in people}
