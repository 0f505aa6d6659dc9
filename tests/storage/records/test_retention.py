"""Every column that holds a person is one in which roles take the person's place some day, or it is said why not."""

from __future__ import annotations

from bot.domain.record_types import RECORD_TYPES
from storage import tables
from storage.column_types import Person
from storage.records.retention import BESIDE, SAID, persons_of

ENDS_EARLIER = {
    "ballots.by": "when the minutes are final",
    "voice_words.by": "when the minutes are final",
    "voice_words.deputy": "when the minutes are final",
    "voice_words.holder": "when the minutes are final",
    "votings.opened_by": "when the minutes are final",
    "votings.who": "when the minutes are final",
    "minutes.moderator": "when they are final",
    "minutes.minute_taker": "when they are final",
    "minutes_objections.by": "when the minutes are final",
    "retro_votes.voter": "at the end of the retrospective",
    "imports.sender": "after a day",
    "sign_in_links.person": "after a quarter of an hour",
    "sign_ins.person": "after thirty days",
}
OF_TODAY = {
    "teams.created_by": "of a group, which goes on",
    "teams.lead": "a function",
    "seats.holder": "a function",
    "seats.deputy": "a function",
    "seats.set_by": "a function",
    "rooms.inviter": "who answers for the bot in a direct chat",
    "inbox.sender": "whose message it was, so that nobody else can change or delete it (ADR 156)",
    "outbox.asked_by": "whom a message that could not be delivered is about",
}


def test_no_column_of_a_person_is_forgotten() -> None:
    columns = {
        f"{table.name}.{column.name}" for table in tables.metadata.sorted_tables for column in table.c if isinstance(column.type, Person)
    }
    covered = {f"{column.table.name}.{column.name}" for kind in RECORD_TYPES for column in persons_of(kind)}
    covered |= {f"{person.table.name}.{person.name}" for _, person in BESIDE if isinstance(person.type, Person)}
    covered |= {f"{person.table.name}.{person.name}" for _, person, _ in SAID}
    assert covered <= columns
    assert columns - covered == {*ENDS_EARLIER, *OF_TODAY}
