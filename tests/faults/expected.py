"""What must have happened, whatever went wrong? Held against the room's log and the records, without a line of the product.

It knows only what people did. `never` holds at any moment, `finally_` once the faults have ended and time has passed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.domain.ids import EventId, RoomId
from tests.faults.observed import Added, names, notes_in, number_of, once_of, records_in, rows, said_by_bot, states_in
from tests.faults.room_log import FREE, Event
from tests.world import BOT

BERLIN = ZoneInfo("Europe/Berlin")
EDITABLE = timedelta(days=1)
SLACK = timedelta(minutes=3)
"""By how much clocks that were set back may be wrong."""
LADDER = ("alert", "repeat", "repeat", "repeat", "steering")
RUNG, CALM = timedelta(hours=4), timedelta(days=3)
"""Between two steps of the ladder; until a yellow one is told of."""


@dataclass
class Oracle:
    adds: list[Added] = field(default_factory=list)
    asked: list[tuple[RoomId, EventId]] = field(default_factory=list)
    """Every command that has to be answered, once."""
    notes: list[str] = field(default_factory=list)

    def never(self, log: list[Event], database: Path) -> list[str]:
        """What is wrong already."""
        return [*_said_twice(log), *_claimed(log), *self._out_of_order(log), *self._more_than_once(log, database)]

    def finally_(self, log: list[Event], database: Path, calm_since: datetime, now: datetime) -> list[str]:
        """What is missing or too much, when no fault has happened since `calm_since`."""
        return [
            *self.never(log, database),
            *self._unanswered(log),
            *self._lost(log, database),
            *self._ladders(log, calm_since, now),
            *self._digests(log, calm_since, now),
            *_stuck(database, now),
        ]

    # ---------------------------------------------------------------------------------------------------------------- records

    def _more_than_once(self, log: list[Event], database: Path) -> Iterator[str]:
        records = records_in(database)
        answers = {f"answer:{add.event}" for add in self.adds}
        for add in self.adds:
            found = [number for word in add.words for number, text in records.items() if word in text]
            if len(found) > 1:
                yield f"{add.words} stands in {found}"
            told = re.compile(rf"\b{add.letter}\d+ ({'|'.join(add.words)})")
            cards = [event.id for event in said_by_bot(log, add.room) if once_of(event) in answers and told.search(event.content["body"])]
            if len(cards) > 1 and add.letter != "S":  # topics name their session
                yield f"{add.words} was answered by {cards}"
        noted = notes_in(database)
        yield from (f"the note {word} was kept {noted[word]} times" for word in self.notes if noted[word] > 1)

    def _lost(self, log: list[Event], database: Path) -> Iterator[str]:
        records, noted, states = records_in(database), notes_in(database), states_in(database)
        yield from (f"the note {word} was lost" for word in self.notes if noted[word] != 1)
        for add in self._timely(log):
            found = [number for word in add.words for number, text in records.items() if word in text]
            if add.deleted and not add.touched:
                yield from (f"{add.words} was deleted and stands in {number}" for number in found)
            elif not found and not add.deleted:
                yield f"{add.words} was lost"
            elif len(add.words) > 1 and not (add.touched or add.deleted or add.edited_late) and add.words[-1] not in records[found[0]]:
                yield f"{found[0]} was changed to {add.words[-1]} and reads {records[found[0]]}"
            if add.solved and found and states[found[0]] != "solved":
                yield f"{found[0]} was solved and is {states[found[0]]}"

    def _timely(self, log: list[Event]) -> Iterator[Added]:
        """Without those whose own date had passed when the bot came to them: these are refused."""
        for add in self.adds:
            answers = [event for event in said_by_bot(log, add.room) if once_of(event) == f"answer:{add.event}"]
            if add.due is None or not answers or answers[0].at < add.due + timedelta(days=1):
                yield add

    # ---------------------------------------------------------------------------------------------------------------- answers

    def _out_of_order(self, log: list[Event]) -> Iterator[str]:
        """In each room it answers as it was asked."""
        asked_at = {event.id: event.place for event in log if FREE not in event.content}
        latest: dict[RoomId, int] = {}
        for answer in log:
            asked = asked_at.get(EventId(once_of(answer).removeprefix("answer:"))) if answer.sender == BOT else None
            if asked is not None and (answer.room, EventId(once_of(answer).removeprefix("answer:"))) in self.asked:
                if asked < latest.get(answer.room, 0):
                    yield f"{once_of(answer)} came after the answer to what was asked later"
                latest[answer.room] = max(asked, latest.get(answer.room, 0))

    def _unanswered(self, log: list[Event]) -> Iterator[str]:
        answers = Counter((event.room, once_of(event)) for event in log if event.sender == BOT)
        gone = {add.event for add in self.adds if add.deleted}
        for room, event in self.asked:
            count = answers[room, f"answer:{event}"]
            if count > 1 or (count == 0 and event not in gone):
                yield f"{event} in {room} was answered {count} times"
        for add in self._timely(log):
            cards = [event for event in said_by_bot(log, add.room) if once_of(event) == f"answer:{add.event}"]
            if cards and not names(cards[0], add):
                yield f"the answer to {add.words} reads {cards[0].content.get('body')}"
            if cards and add.deleted and not add.touched and not cards[0].redacted:
                yield f"the answer to {add.words} still stands, although that was deleted"

    # ------------------------------------------------------------------------------------------------------------- timed messages

    def _ladders(self, log: list[Event], calm_since: datetime, now: datetime) -> Iterator[str]:
        for add in self.adds:
            number = number_of(log, add)
            if add.letter != "B" or number is None:
                continue
            steps = [
                (step[1], event.at)
                for event in log
                if event.sender == BOT and event.type == "m.room.message" and (step := re.fullmatch(rf"{number} \d+ (\S+)", once_of(event)))
            ]
            # Whoever hears that the PMO cannot be reached is no step of its own.
            steps = [(name, at) for name, at in steps if name != "unreached"]
            climbed = tuple(name for name, _ in steps)
            whole = LADDER if add.red else ("yellow",)
            last_due = len(LADDER) * RUNG if add.red else CALM
            is_over = now > max(calm_since, add.at) + last_due + SLACK
            if is_over and not add.touched and not add.deleted and climbed != whole:
                yield f"{number} {add.words} climbed {climbed}"
            if not add.touched and climbed != whole[: len(climbed)]:
                yield f"{number} {add.words} climbed in the order {climbed}"
            for (_, before), (name, at) in pairwise(steps):
                if add.red and not add.touched and at - before < RUNG - SLACK:
                    yield f"{number} climbed to {name} only {at - before} after the step before"
            if not add.red and steps and not add.touched and steps[0][1] < add.at + CALM - SLACK:
                yield f"{number} was told of too early"

    def _digests(self, log: list[Event], calm_since: datetime, now: datetime) -> Iterator[str]:
        keys = {"S": "digest:{}:", "A": "due:{}:"}
        for add in self._timely(log):
            number = number_of(log, add)
            if add.due is None or number is None or add.deleted or add.touched:
                continue
            key = keys[add.letter].format(number)
            said = [event for event in log if event.sender == BOT and event.type == "m.room.message" and once_of(event).startswith(key)]
            if len(said) > 1 or (not said and calm_since < add.due < now - SLACK):
                yield f"{number} {add.words}, due {add.due}, was spoken of {len(said)} times"
            if said and said[0].at < add.due - SLACK:
                yield f"{number} {add.words}, due {add.due}, was spoken of at {said[0].at}"
        yield from self._weeklies(log, calm_since, now)

    def _weeklies(self, log: list[Event], calm_since: datetime, now: datetime) -> Iterator[str]:
        rooms = {event.room for event in log if "pmo" in event.room or "team" in event.room}
        day = calm_since.astimezone(BERLIN).date()
        while day <= now.astimezone(BERLIN).date():
            eight = datetime(day.year, day.month, day.day, 8, tzinfo=BERLIN)
            if day.weekday() == 0 and calm_since < eight < now - SLACK:
                for room in sorted(rooms):
                    said = [event for event in said_by_bot(log, room) if re.fullmatch(rf"weekly:G\d+:{day}", once_of(event))]
                    if len(said) != 1:
                        yield f"the week's digest of {day} was said {len(said)} times in {room}"
            day += timedelta(days=1)


def _said_twice(log: list[Event]) -> Iterator[str]:
    """No key twice, in whatever room."""
    counted = Counter(once_of(event) for event in log if event.sender == BOT and once_of(event))
    yield from (f"{once} was said {count} times" for once, count in counted.items() if count > 1)


def _claimed(log: list[Event]) -> Iterator[str]:
    """Nothing is called delivered before it has arrived."""
    arrived: set[str] = set()
    for event in log:
        if event.sender != BOT or event.type != "m.room.message":
            continue
        once, shown = once_of(event), event.content.get("m.new_content", event.content)
        told = once.removesuffix(" told")
        if told != once and not told.endswith("freed") and told not in arrived:
            yield f"{once} was said before {told} had arrived"
        number = re.search(r"\bB\d+\b", shown["body"])
        claims = number is not None and re.search("Das PMO ist (wegen .* )?(erneut )?alarmiert", shown["body"])
        if number is not None and claims and not any(re.fullmatch(rf"{number[0]} \d+ alert", each) for each in arrived):
            yield f"{number[0]} was called an alarm before it had arrived: {shown['body']}"
        arrived.add(once)


def _stuck(database: Path, now: datetime) -> Iterator[str]:
    """Nothing waits for ever, and nothing was given up but digests that came too late to be of use, and files that are too large."""
    for event, state in rows(database, "SELECT event_id, state FROM inbox WHERE state <> 'handled'"):
        yield f"the event {event} is still {state}"
    for once, failure in rows(database, "SELECT once, failure FROM outbox WHERE sent_at IS NULL AND parked_at IS NULL"):
        yield f"{once} still waits: {failure}"
    for once, failure in rows(database, "SELECT once, failure FROM outbox WHERE parked_at IS NOT NULL"):
        is_refused_file = once.startswith("ics:") and "M_TOO_LARGE" in failure
        is_overtaken = "erased" in failure or "no longer true" in failure
        if not (once.startswith(("digest:", "weekly:")) or is_refused_file or is_overtaken):
            yield f"{once} was given up: {failure}"
    overdue = (now - timedelta(minutes=30)).astimezone(ZoneInfo("UTC")).isoformat(sep=" ")[:19]
    for kind, subject, due_at in rows(database, "SELECT kind, subject, due_at FROM timers"):
        if str(due_at).replace("T", " ")[:19] < overdue:
            yield f"nobody has looked at {kind} of {subject} since {due_at}"
