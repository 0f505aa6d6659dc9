"""The wiring of the parts; the only module that knows all of them."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.clock import PastClock
from bot.config import Web
from bot.config.effective_settings import calendar_of, settings_of
from bot.context import Project
from bot.context_factory import ContextFactory
from bot.domain.ids import UserId
from bot.grammar.addressing import Us
from bot.inbound.dispatcher import Dispatcher
from bot.inbound.edit import Edits
from bot.inbound.error_reply import ErrorReplies
from bot.inbound.membership import Memberships
from bot.inbound.message import Messages
from bot.inbound.reaction import Reactions
from bot.inbound.redaction import Redactions
from bot.inbound.undecryptable import RepeatRequests
from bot.lifecycle.erasures import Erasures
from bot.lifecycle.fetches import Fetches
from bot.lifecycle.recounts import Recounts
from bot.lifecycle.replay import Replay
from bot.lifecycle.startup import Startup
from bot.lifecycle.timers import TimerLoop
from bot.lists import ListReader
from bot.lists.child import read as read_list
from bot.loops import Bell
from bot.monitoring.counters import Tally
from bot.outbound.composer import Composer
from bot.outbound.fault_report import FaultReport
from bot.outbound.late_files import LateFiles
from bot.outbound.made_files import FileMakers
from bot.outbound.relay import Relay
from bot.outbound.retry_policy import RetryPolicy
from bot.outbound.sign_in_links import SignInLinks
from bot.outbound.undeliverable import Undeliverable
from bot.pictures import Draftsman
from bot.ports import Chat, Clock, Rooms, Store
from bot.texts import LANGUAGES, texts_of
from commands import AT_START, ERASING, FETCH, PRIVATE, RECOUNT, TIMERS, VOCABULARY

if TYPE_CHECKING:
    from bot.web.board import Board


@dataclass(frozen=True)
class Machine:
    """The parts that work on the queues: dispatcher, timers, relay, and what they need of one another."""

    dispatcher: Dispatcher
    timers: TimerLoop
    relay: Relay
    messages: Messages
    work: Bell
    """Rings when there is something to send."""
    replay: Replay
    startup: Startup
    repeat_requests: RepeatRequests
    recounts: Recounts
    fetches: Fetches
    erasures: Erasures
    fault_report: FaultReport
    contexts: ContextFactory
    rand: random.Random

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
    makers: FileMakers | None = None,
    lists: ListReader = read_list,
) -> Machine:
    """The machine around a store, a chat and a clock. `settings` are the configuration's, in short forms by name.

    `tally` counts what it does, where metrics are served. `makers` make ODT files and pictures,
    where their libraries are installed. `lists` reads files that people bring.
    """
    tally = tally or Tally()
    makers = makers or FileMakers()
    texts = {language: texts_of(language) for language in LANGUAGES}
    holding = settings_of(zone, settings)
    past = PastClock(clock)
    contexts = ContextFactory(rooms, past, project, VOCABULARY, holding, calendar_of(), rand)
    composer = Composer(texts, holding, device, makers)

    def us() -> Us:
        return Us(user=rooms.me, names={rooms.name(rooms.me)}, prefix=project.prefix, is_noun=VOCABULARY.is_noun)

    messages = Messages(VOCABULARY, contexts, project.prefix, us, texts)
    undeliverable = Undeliverable(contexts, composer)
    work = Bell()
    late_files = LateFiles(contexts, composer)
    retry_policy = RetryPolicy(undeliverable.parked, late_files, rand)
    links = SignInLinks(store, rooms, past, rand)
    relay = Relay(store, chat, past, device, retry_policy, (late_files.arrived, undeliverable.arrived), work.ring, tally, makers, links)
    timers = TimerLoop(store, past, contexts, composer, TIMERS, tally.faults, work.ring)
    work.wakes(relay.wake)

    dispatcher = Dispatcher(
        store,
        past,
        contexts,
        composer,
        messages,
        Edits(VOCABULARY, messages, project.prefix),
        Reactions(VOCABULARY, contexts, messages),
        Redactions(VOCABULARY, contexts),
        Memberships(may_invite, contexts, PRIVATE),
        ErrorReplies(VOCABULARY, project.prefix, texts, contexts, holding),
        tally,
        work.ring,
    )
    repeat_requests = RepeatRequests(store, rooms, clock, contexts, composer, work.ring)
    recounts = Recounts(store, chat, clock, contexts, composer, RECOUNT, tally.faults, work.ring)
    fetches = Fetches(store, chat, clock, contexts, composer, FETCH, lists, tally.faults, work.ring)
    erasures = Erasures(store, chat, rooms, clock, contexts, composer, ERASING, tally.faults, work.ring)
    replay = Replay(store, clock, past, dispatcher, timers, tally.faults.loop("replay"))
    startup = Startup(store, clock, contexts, AT_START, tally.faults)
    fault_report = FaultReport(store, clock, contexts, composer, tally.faults, work.ring)
    return Machine(
        dispatcher,
        timers,
        relay,
        messages,
        work,
        replay,
        startup,
        repeat_requests,
        recounts,
        fetches,
        erasures,
        fault_report,
        contexts,
        rand,
    )


def build_board(store: Store, machine: Machine, web: Web, draw: Draftsman | None = None) -> Board:
    """The pages of the board around the same store; imported only where it is served. `draw` makes the SVG of a picture."""
    from bot.web.access import Members  # noqa: PLC0415
    from bot.web.board import Board  # noqa: PLC0415
    from bot.web.gallery import Gallery  # noqa: PLC0415
    from bot.web.proxies import Proxies  # noqa: PLC0415
    from bot.web.sign_in import SignIn  # noqa: PLC0415
    from commands.board.outside import OUTSIDE  # noqa: PLC0415
    from commands.board.pages import PAGES  # noqa: PLC0415

    access = Members(store, Proxies(web.trusted_proxies, web.user_header), web.url)
    sign_in = SignIn(store, machine.contexts, access, machine.rand, web.url)
    return Board(store, machine.contexts, PAGES, access, web.public, OUTSIDE, gallery=Gallery(draw), sign_in=sign_in)
