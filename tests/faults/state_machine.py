"""What can happen in a story: what people say, what befalls the bot, and what has to hold."""

from __future__ import annotations

import asyncio
import itertools
import json
import shutil
from collections.abc import Coroutine
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.domain.ids import RoomId
from tests.faults.crash_points import STEPS
from tests.faults.expected import Oracle
from tests.faults.faults import Fault, Refusal, Request
from tests.faults.lab import PMO, STEERING, TEAM, Lab
from tests.faults.observed import Added, number_of
from tests.faults.process_life import Death
from tests.faults.room_log import FREE, Answer, Oddities
from tests.world import BOT, user

T = TypeVar("T")

BERLIN = ZoneInfo("Europe/Berlin")
SPANS = [timedelta(seconds=2), timedelta(minutes=1), timedelta(minutes=20), timedelta(hours=5), timedelta(days=1), timedelta(days=3)]
DOWN = [timedelta(0), timedelta(minutes=1), timedelta(hours=5), timedelta(hours=25)]
PATIENCE = timedelta(days=4)
"""After the last fault: the longest ladder ends in that time."""

pick = st.integers(0, 1000)
"""Which of those that there are."""
manners, downs = st.sampled_from(list(Death)), st.sampled_from(DOWN)
requests, faults = st.frozensets(st.sampled_from(list(Request)), min_size=1), st.sampled_from(list(Fault))


class Story(RuleBasedStateMachine):
    founded: Lab
    place: Path
    count = itertools.count(1)

    @initialize()
    def begin(self) -> None:
        self.runner = asyncio.Runner()
        self.oracle = Oracle()
        self.words = (f"Wort{''.join(pair)}" for pair in itertools.product("abcdefghkmnp", repeat=3))
        self.is_told = True
        """False once something was found wrong with it."""
        self.number = next(self.count)
        self.lab = self.founded.again(self.place / f"story{self.number}")
        self.does(self.lab.start())

    def does(self, what: Coroutine[Any, Any, T]) -> T:
        try:
            return self.runner.run(what)
        except BaseException as error:
            self._fails_with(error)
            raise

    def holds(self, complaints: list[str]) -> None:
        if complaints:
            error = AssertionError("\n".join(complaints))
            self._fails_with(error)
            raise error

    def _fails_with(self, error: BaseException) -> None:
        error.add_note(f"story {self.number} of this test")
        self.is_told = False

    # ------------------------------------------------------------------------------------------------------------------- people

    @rule(red=st.booleans())
    def somebody_reports(self, red: bool) -> None:
        self._adds("B", "!blocker {}" + (" | ampel: rot" if red else ""), red=red)

    @rule()
    def somebody_brings_a_topic(self) -> None:
        self._adds("T", "!agenda {} | dauer: 5")

    @rule(days=st.integers(1, 6))
    def somebody_is_given_an_action(self, days: int) -> None:
        day = (self.lab.clock.now() + timedelta(days=days)).astimezone(BERLIN).date()
        midnight = datetime(day.year, day.month, day.day, tzinfo=BERLIN)
        self._adds("A", f"!aufgabe {{}} | wer: @ben:stadt.example | bis: {day.day}.{day.month}.{day.year}", due=midnight)

    @rule(weeks=st.integers(0, 1))
    def a_session_is_planned(self, weeks: int) -> None:
        """On a Thursday, so that no weekly digest carries its own."""
        now = self.lab.clock.now().astimezone(BERLIN)
        day = now.date() + timedelta(days=(3 - now.weekday()) % 7 + 7 * weeks + (7 if 2 <= now.weekday() <= 3 else 0))
        due = datetime(day.year, day.month, day.day, 10, tzinfo=BERLIN) - timedelta(days=1)
        self._adds("S", f"!treffen {{}} | wann: {day.day}.{day.month}.{day.year} 10:00", due=due)

    @rule(many=st.integers(2, 5), sync=st.integers(1, 5), page=st.integers(1, 5), swaps=st.booleans(), fault=st.none() | faults)
    def several_report_at_once(self, many: int, sync: int, page: int, swaps: bool, fault: Fault | None) -> None:
        """More than a sync brings at once."""
        self.lab.server.odd = Oddities(sync, page, swaps=swaps)
        if fault is not None:
            self.lab.server.faults.append((frozenset({Request.MESSAGES}), fault))
        for _ in range(many):
            self._adds("B", "!blocker {}", settled=False, content={FREE: True})
        self.does(self.lab.settle())
        self.lab.server.odd = Oddities()

    @precondition(lambda self: self._open())
    @rule(which=pick)
    def somebody_notes(self, which: int) -> None:
        add, number = self._chosen(which)
        word = next(self.words)
        add.touched = True
        self.oracle.notes.append(word)
        self._asks(TEAM, "Ben", f"!blocker notiz {number} {word}")

    @precondition(lambda self: self._open() and not self.lab.server.refuses(PMO, BOT))
    @rule(which=pick, tapped=st.booleans())
    def the_pmo_takes_it(self, which: int, tapped: bool) -> None:
        add, number = self._chosen(which)
        add.touched = True
        alerts = self.lab.carrying(f"{number} 1 alert")
        if tapped and alerts:
            self.does(self.lab.taps(PMO, "Paula", "👀", on=alerts[0].id))
        else:
            self._asks(PMO, "Paula", f"!blocker übernehmen {number}")

    @precondition(lambda self: self._open())
    @rule(which=pick, tapped=st.booleans())
    def it_is_solved(self, which: int, tapped: bool) -> None:
        add, number = self._chosen(which)
        add.touched = add.solved = True
        if tapped:
            self.does(self.lab.taps(TEAM, "Ben", "✅", on=self.lab.carrying(f"answer:{add.event}")[0].id))
        else:
            self._asks(TEAM, "Ben", f"!blocker gelöst {number}")

    @precondition(lambda self: self._editable())
    @rule(which=pick)
    def somebody_changes_their_message(self, which: int) -> None:
        there = self._editable()
        add = there[which % len(there)]
        word = next(self.words)
        before = self.lab.server.event(add.event)
        assert before is not None
        text = before.content["body"].replace(add.words[0], word)
        add.words.append(word)
        add.edited_late |= self.lab.clock.now() - add.at > timedelta(hours=23)
        self.does(self.lab.edits(TEAM, "Anna", add.event, text))

    @precondition(lambda self: self._deletable())
    @rule(which=pick)
    def somebody_deletes_their_message(self, which: int) -> None:
        there = self._deletable()
        add = there[which % len(there)]
        add.deleted = True
        self.does(self.lab.deletes(TEAM, "Anna", add.event))

    # ------------------------------------------------------------------------------------------------------------------- faults

    @rule(manner=manners, after=st.integers(0, 70), down=downs, red=st.booleans())
    def it_dies_soon(self, manner: Death, after: int, down: timedelta, red: bool) -> None:
        self.lab.dies(manner, after=after, down=down)
        self.somebody_reports(red)

    @rule(manner=manners, step=st.sampled_from(sorted(STEPS)), after=st.integers(0, 2), down=downs)
    def it_dies_at_a_step(self, manner: Death, step: str, after: int, down: timedelta) -> None:
        """Chance alone would seldom find the moments that matter."""
        self.lab.dies(manner, at=step, after=after, down=down)
        self.somebody_reports(True)

    @rule(away=st.sampled_from(SPANS))
    def it_is_stopped_and_somebody_writes_meanwhile(self, away: timedelta) -> None:
        self.does(self.lab.stop())
        self._adds("B", "!blocker {}")
        self.lab.clock.advance(away)
        self._adds("T", "!agenda {} | dauer: 5")
        self.does(self.lab.start())

    @rule(kinds=requests, faults=st.lists(faults, min_size=1, max_size=3))
    def requests_fail(self, kinds: frozenset[Request], faults: list[Fault]) -> None:
        self.lab.server.faults += [(kinds, fault) for fault in faults]

    @rule(times=st.integers(1, 12), status=st.sampled_from([404, 413]))
    def calendar_files_are_refused(self, times: int, status: int) -> None:
        """Some while the media repository is not routed, or for good, because they are too large."""
        code = {404: "M_UNRECOGNIZED", 413: "M_TOO_LARGE"}[status]
        answer = Answer(status, json.dumps({"errcode": code, "error": "No."}))
        self.lab.server.faults += [(frozenset({Request.UPLOAD}), answer)] * times
        self.a_session_is_planned(1)

    @rule(fault=faults, times=st.integers(1, 2), many=st.integers(2, 4))
    def answers_do_not_get_through(self, fault: Fault, times: int, many: int) -> None:
        """Where several wait in one room, it shows whether they keep their order."""
        self.lab.server.faults += [(frozenset({Request.SEND}), fault)] * times
        for _ in range(many):
            self._adds("B", "!blocker {}", settled=False)
        self.does(self.lab.settle())

    @precondition(lambda self: not self.lab.server.faults)
    @rule(room=st.sampled_from([PMO, STEERING]), how=st.sampled_from(list(Refusal)))
    def a_room_takes_nothing_any_more(self, room: RoomId, how: Refusal) -> None:
        if not self.lab.server.refuses(room, BOT):
            # What was said there before has been heard by then.
            self.does(self.lab.pass_(minutes=10))
            self.lab.server.refuse(room, user("Ada"), BOT, how)
            self.does(self.lab.settle())

    @rule(room=st.sampled_from([PMO, STEERING]))
    def a_room_takes_it_again(self, room: RoomId) -> None:
        if self.lab.server.refuses(room, BOT):
            self.lab.server.take_again(room, user("Ada"), BOT)
            self.does(self.lab.settle())

    @rule(back=st.integers(1, 20))
    def a_sync_repeats_itself(self, back: int) -> None:
        self.lab.server.odd.repeats = back
        self._adds("B", "!blocker {}")

    @rule()
    def the_clock_is_set_back(self) -> None:
        self.lab.clock.advance(timedelta(minutes=-1))
        self.does(self.lab.settle())

    @rule(span=st.sampled_from(SPANS))
    def time_passes(self, span: timedelta) -> None:
        self.does(self.lab.pass_(seconds=span.total_seconds()))

    # ------------------------------------------------------------------------------------------------------------------ what holds

    @invariant()
    def nothing_happened_twice(self) -> None:
        if self.is_told:
            self.holds(self.oracle.never(self.lab.server.log, self.lab.database))

    def teardown(self) -> None:
        if not hasattr(self, "runner"):
            return
        try:
            if self.is_told:
                self._everything_happened()
        finally:
            if self.lab.life is not None:
                self.runner.run(self.lab.stop())
            self.runner.close()
            shutil.rmtree(self.lab.folder)

    def _everything_happened(self) -> None:
        lab = self.lab
        lab.server.faults.clear()
        lab.doom = None
        for room in (PMO, STEERING):
            if lab.server.refuses(room, BOT):
                lab.server.take_again(room, user("Ada"), BOT)
        calm_since = lab.clock.now()
        self.does(lab.pass_(seconds=PATIENCE.total_seconds()))
        self.holds(self.oracle.finally_(lab.server.log, lab.database, calm_since, lab.clock.now()))

    # -------------------------------------------------------------------------------------------------------------------- words

    def _adds(
        self,
        letter: str,
        text: str,
        *,
        red: bool = False,
        due: datetime | None = None,
        settled: bool = True,
        content: dict[str, Any] | None = None,
    ) -> None:
        word = next(self.words)
        event = self.lab.server.add(
            TEAM, user("Anna"), "m.room.message", {"msgtype": "m.text", "body": text.format(word), **(content or {})}
        )
        self.oracle.adds.append(Added(event, TEAM, letter, [word], self.lab.clock.now(), red=red, due=due))
        self.oracle.asked.append((TEAM, event))
        if settled:
            self.does(self.lab.settle())

    def _asks(self, room: RoomId, name: str, text: str) -> None:
        event = self.does(self.lab.says(room, name, text))
        self.oracle.asked.append((room, event))

    def _open(self) -> list[tuple[Added, str]]:
        """The blockers whose card people see, with their numbers."""
        there = [add for add in self.oracle.adds if add.letter == "B" and not (add.solved or add.deleted)]
        return [(add, number) for add in there if (number := number_of(self.lab.server.log, add)) is not None]

    def _chosen(self, which: int) -> tuple[Added, str]:
        there = self._open()
        return there[which % len(there)]

    def _editable(self) -> list[Added]:
        return [add for add in self.oracle.adds if add.letter in "BT" and not (add.touched or add.deleted)]

    def _deletable(self) -> list[Added]:
        """Nothing is built on them. Of red ones the steering committee may have heard, and sessions may have topics."""
        return [add for add in self.oracle.adds if add.letter in "BTA" and not (add.red or add.touched or add.deleted)]
