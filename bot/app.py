"""The wiring of the parts; the only module that knows all of them."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.clock import PastClock
from bot.config.effective_settings import calendar_of, settings_of
from bot.context import Project
from bot.context_factory import Scenes
from bot.domain.ids import UserId
from bot.grammar.addressing import Us
from bot.inbound.dispatcher import Dispatcher
from bot.inbound.edit import Editing
from bot.inbound.error_reply import Refusals
from bot.inbound.membership import Arrivals
from bot.inbound.message import Speech
from bot.inbound.reaction import Gestures
from bot.inbound.undecryptable import Asking
from bot.lifecycle.replay import Reliving
from bot.lifecycle.startup import Beginning
from bot.lifecycle.timers import Wakeups
from bot.loops import Bell
from bot.monitoring.counters import Tally
from bot.outbound.composer import Composer
from bot.outbound.fault_report import FaultReport
from bot.outbound.late_files import LateFiles
from bot.outbound.relay import Relay
from bot.outbound.retry_policy import Failing
from bot.outbound.undeliverable import Parking
from bot.ports import Chat, Clock, Rooms, Store
from bot.texts import LANGUAGES, texts_of
from commands import AT_START, TIMERS, VOCABULARY


@dataclass(frozen=True)
class Machine:
    """The parts that work on the queues: dispatcher, timers, relay, and what they need of one another."""

    dispatcher: Dispatcher
    wakeups: Wakeups
    relay: Relay
    speech: Speech
    work: Bell
    """Rings when there is something to send."""
    reliving: Reliving
    beginning: Beginning
    asking: Asking
    fault_report: FaultReport

    async def answered(self) -> None:
        """Waits until no event is left to handle, and the first message that came of it has arrived."""
        await self.dispatcher.idle.wait()
        await self.relay.relieved.wait()


def build(
    *,
    store: Store,
    chat: Chat,
    rooms: Rooms,
    clock: Clock,
    project: Project,
    zone: ZoneInfo,
    settings: Mapping[str, str],
    may_invite: Callable[[UserId], bool],
    device: str,
    rand: random.Random,
    tally: Tally | None = None,
) -> Machine:
    """The machine around a store, a chat and a clock. `settings` are the configuration's, in short forms by name.

    `tally` counts what it does, where metrics are served.
    """
    tally = tally or Tally()
    texts = {language: texts_of(language) for language in LANGUAGES}
    holding = settings_of(zone, settings)
    past = PastClock(clock)
    scenes = Scenes(rooms, past, project, VOCABULARY, holding, calendar_of(), rand)
    composer = Composer(texts, holding, device)

    def us() -> Us:
        return Us(user=rooms.me, names={rooms.name(rooms.me)}, prefix=project.prefix, is_noun=VOCABULARY.is_noun)

    speech = Speech(VOCABULARY, scenes, project.prefix, us, texts)
    parking = Parking(scenes, composer)
    work = Bell()
    late_files = LateFiles(scenes, composer)
    failing = Failing(parking.parked, late_files, rand)
    relay = Relay(store, chat, past, device, failing, late_files.arrived, work.ring, tally)
    wakeups = Wakeups(store, past, scenes, composer, TIMERS, tally.faults, work.ring)
    work.wakes(relay.wake)

    dispatcher = Dispatcher(
        store,
        past,
        scenes,
        composer,
        speech,
        Editing(VOCABULARY, speech, project.prefix),
        Gestures(VOCABULARY, scenes, speech),
        Arrivals(may_invite, scenes),
        Refusals(VOCABULARY, project.prefix, texts, scenes, holding),
        tally,
        work.ring,
    )
    asking = Asking(store, rooms, clock, scenes, composer, work.ring)
    reliving = Reliving(store, clock, past, dispatcher, wakeups, tally.faults.loop("replay"))
    beginning = Beginning(store, clock, scenes, AT_START, tally.faults)
    fault_report = FaultReport(store, clock, scenes, composer, tally.faults, work.ring)
    return Machine(dispatcher, wakeups, relay, speech, work, reliving, beginning, asking, fault_report)
