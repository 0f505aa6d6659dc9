"""The process: what is opened in which order, which loops run, and how it stops."""

from __future__ import annotations

import asyncio
import random
import signal
from collections.abc import AsyncIterator, Callable, Collection, Coroutine, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import structlog

from bot.app import Machine, build, build_board
from bot.clock import SystemClock
from bot.config import Config
from bot.context import Project
from bot.domain.faults import Place
from bot.domain.ids import EventId
from bot.domain.sign_in import LINK_LASTS, SIGN_IN_LASTS
from bot.inbound.intake import Intake
from bot.lifecycle.leader import leading
from bot.loops import MAX_PAUSE, RETRY_PAUSE, first_of, persistently
from bot.matrix.account import Account
from bot.matrix.client import Connection, connect
from bot.matrix.crypto.sas_verification import SasVerification, Us
from bot.matrix.errors import HomeserverError, SessionLost
from bot.matrix.inbound.sync import Sink, SyncBatch, SyncLoop
from bot.matrix.outbound import Outbound
from bot.matrix.rooms import JoinedRooms
from bot.monitoring.counters import Tally
from bot.monitoring.health import Readiness
from bot.odt import child as odt_child
from bot.odt import is_installed as odt_is_installed
from bot.outbound.made_files import FileMakers
from bot.pictures import child as pictures_child
from bot.pictures import missing as pictures_missing
from bot.ports import Clock, Damaged, Deposed
from bot.web.serve import Opening, served, standing_by
from storage.connection.database import Database

log = structlog.get_logger(__name__)

ANSWER_GRACE = timedelta(milliseconds=100)
"""How long the next sync waits, at most, until a command has been answered (ADR 83)."""
ANSWERS_WAIT = timedelta(seconds=2)
"""How long answers wait, at most, until everything that was said during a downtime is handled: where the database is far, minutes."""
HOUSEKEEPING_INTERVAL = timedelta(hours=1)
SUGGESTIONS_KEPT_FOR = timedelta(days=1)
"""How long "Meintest du …?" can be accepted; the words of a mistyped command are kept no longer."""
ECHOES_KEPT_FOR = timedelta(days=7)
"""How long a restored bot keeps the echoes of what it has said since its backup; the replay needs them only at the start."""
UNDECRYPTABLE_INTERVAL = timedelta(minutes=1)
"""How often undecryptable messages are looked for."""
KEYS_AWAITED_FOR = timedelta(days=7)
"""How long an undecryptable message waits for its key."""


def account_of(config: Config, *, password: str = "", access_token: str = "", may_speak: Callable[[], None] = lambda: None) -> Account:
    """The configured account; the arguments go before the configuration."""
    matrix = config.matrix
    return Account(
        homeserver=matrix.homeserver,
        user_id=matrix.user_id,
        password=password or matrix.password.get_secret_value(),
        access_token=access_token or matrix.access_token.get_secret_value(),
        device_id=matrix.device_id,
        secret=config.storage.secret.get_secret_value(),
        only_signed=config.access.trust == "signed",
        may_speak=may_speak,
    )


async def run(config: Config) -> None:
    """The bot, until SIGTERM or SIGINT. Raises StorageError, LoginFailed, SessionLost, Unreachable, CannotListen or Deposed."""
    readiness, tally = Readiness(), Tally()
    async with _stopped_by_signal(), leading(config, partial(standing_by, config)) as leadership:
        # The folder lock comes first: two processes on one key store would corrupt the keys.
        store = await Database.open(config.storage.url.get_secret_value(), config.storage.folder, leader=leadership.number)
        try:
            async with served(config, store, readiness, tally) as board:
                connection = await connect(account_of(config, may_speak=leadership.require), config.storage.folder)
                try:
                    makers = FileMakers(
                        odt=odt_child.written if odt_is_installed() else None,
                        picture=pictures_child.drawn if not pictures_missing() else None,
                    )
                    # A cryptographically secure random generator: the keys of nameless notes come from it, and must not be predictable.
                    process = Process(config, store, connection, readiness, tally, SystemClock(), random.SystemRandom(), makers, board)
                    await process.turn()
                finally:
                    await connection.close()
        finally:
            await store.close()
    log.info("stopped")


@dataclass(frozen=True)
class Process:
    """The loops of a running bot; `run` opens what they need."""

    config: Config
    store: Database
    connection: Connection
    readiness: Readiness
    tally: Tally
    clock: Clock
    rand: random.Random
    makers: FileMakers
    board: Opening

    async def turn(self) -> None:
        """Until cancelled."""
        clock, faults = self.clock, self.tally.faults
        rooms, chat, machine = self._parts()
        intake = Intake(self.store, rooms, clock, machine.messages, faults, machine.dispatcher, machine.work.ring, machine.relay.has_marked)
        async with self.store.reading() as tx:
            rooms.mark_encrypted(await tx.rooms.encrypted())
        verifying = self._verifying(chat, rooms, clock)
        sync_loop = SyncLoop(
            self.connection,
            rooms,
            clock,
            known=self._known,
            edits_of=self._edits_of,
            jitter=self.rand.random,
            on_verification=verifying.heard,
            matters=intake.relevance.may_matter,
            is_command=intake.relevance.is_command,
        )
        caught_up = asyncio.Event()

        async def sink(batch: SyncBatch) -> None:
            about = batch.events, batch.position, batch.encrypted, batch.changed
            kept = partial(intake.keep, *about, gaps=batch.gaps, is_regained=batch.is_regained)
            for_us = await persistently(kept, clock, faults.loop("sync"))
            if for_us and self.readiness.caught_up:
                # Synapse handles requests one after the other: a sync that is requested now would delay the answer.
                await first_of(machine.answered(), clock.sleep_until(clock.now() + ANSWER_GRACE))
            if batch.new_keys:
                await self._unless_broken("late keys", partial(intake.retry, sync_loop.try_decrypt, clock.now() - KEYS_AWAITED_FOR))
            # Not before: with the first batch it is known who is in which room, and so who may read.
            if self.board.site is not None and self.board.site.board is None:
                draw = None if pictures_missing() else pictures_child.drawn_as_svg
                self.board.open(build_board(self.store, machine, self.config.web, draw))
            if batch.caught_up and not caught_up.is_set():
                log.info("ready", rooms=len(rooms.joined()))
                caught_up.set()

        async def sending_once(handled: asyncio.Event) -> None:
            # What is taken back or solved further on in the same downtime is then said only as it stands; but nobody waits long for that.
            await first_of(handled.wait(), clock.sleep_until(clock.now() + ANSWERS_WAIT))
            await machine.relay.run()

        async def after_catching_up() -> None:
            # Not before: messages from the downtime may have solved what a timer would remind of.
            await caught_up.wait()
            await machine.replay.relive()
            async with asyncio.TaskGroup() as group:
                handled = asyncio.Event()
                group.create_task(sending_once(handled))
                while await persistently(machine.dispatcher.dispatch_one, clock, faults.loop("inbox")):
                    pass
                handled.set()
                self.readiness.caught_up = True
                await persistently(machine.startup.begin, clock, faults.loop("start"))
                group.create_task(machine.dispatcher.run())
                group.create_task(machine.timers.run())
                group.create_task(machine.recounts.run())
                group.create_task(machine.fetches.run())
                group.create_task(machine.erasures.run())
                group.create_task(machine.fault_report.run())
                group.create_task(self._housekeeping(clock, intake, sync_loop))
                group.create_task(self._keys_ahead(clock, chat))
                group.create_task(self._asking(clock, machine))
                group.create_task(verifying.run())

        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._listening(sync_loop, sink, intake))
                group.create_task(after_catching_up())
        except* (SessionLost, HomeserverError, Damaged, Deposed) as lost:
            raise _first(lost) from None

    async def _listening(self, sync_loop: SyncLoop, sink: Sink, intake: Intake) -> None:
        """Runs the sync loop from the stored position, and again from there after a fault (programming error)."""
        watched, pause = self.tally.faults.loop("sync"), RETRY_PAUSE

        async def heard(batch: SyncBatch) -> None:
            nonlocal pause
            await sink(batch)
            watched.works()
            pause = RETRY_PAUSE

        while True:
            since = await intake.position(), await intake.heard_until(), await intake.gaps()
            with self.tally.faults.noted_in(Place.LOOP, watched.name, but=(SessionLost, HomeserverError, Damaged, Deposed)):
                await sync_loop.run(heard, *since)
            watched.faults.stuck.add(watched.name)
            await self.clock.sleep_until(self.clock.now() + pause)
            pause = min(2 * pause, MAX_PAUSE)

    async def _unless_broken(self, name: str, duty: Callable[[], Coroutine[Any, Any, object]]) -> None:
        """Runs a duty that is repeated later in any case: a fault (programming error) is noted, and does not hold up others."""
        await persistently(partial(self._guarded, name, duty), self.clock, self.tally.faults.loop(name))

    async def _guarded(self, name: str, duty: Callable[[], Coroutine[Any, Any, object]]) -> None:
        with self.tally.faults.noted_in(Place.LOOP, name):
            await duty()

    async def _housekeeping(self, clock: Clock, intake: Intake, sync_loop: SyncLoop) -> None:
        """Once an hour: deletes messages whose key never came and suggestions that were not accepted, and truncates the write-ahead log."""
        while True:
            await clock.sleep_until(clock.now() + HOUSEKEEPING_INTERVAL)
            await self._unless_broken("late keys", partial(intake.retry, sync_loop.try_decrypt, clock.now() - KEYS_AWAITED_FOR))
            await self._unless_broken(
                "forgetting", partial(self._forget, clock.now() - SUGGESTIONS_KEPT_FOR, clock.now() - ECHOES_KEPT_FOR)
            )
            await self._unless_broken("checkpoint", self.store.checkpoint)

    async def _forget(self, suggested_before: datetime, heard_before: datetime) -> None:
        async with self.store.transaction() as tx:
            await tx.outbox.forget_suggested(suggested_before)
            await tx.recall.forget(heard_before)
            now = self.clock.now()
            await tx.sign_ins.forget(now - LINK_LASTS, now - SIGN_IN_LASTS)

    async def _keys_ahead(self, clock: Clock, chat: Outbound) -> None:
        """Shares room keys after the start and once an hour, so that a digest to many rooms does not have to wait for it."""
        while True:
            await self._guarded("keys ahead", chat.hand_out_keys)
            await clock.sleep_until(clock.now() + HOUSEKEEPING_INTERVAL)

    async def _asking(self, clock: Clock, machine: Machine) -> None:
        while True:
            await clock.sleep_until(clock.now() + UNDECRYPTABLE_INTERVAL)
            await self._unless_broken("unreadable messages", machine.repeat_requests.ask)

    def _verifying(self, chat: Outbound, rooms: JoinedRooms, clock: Clock) -> SasVerification:
        session, nio = self.connection.session, self.connection.nio
        us = Us(
            user=session.user_id,
            device=session.device_id,
            fingerprint=nio.olm.account.identity_keys["ed25519"],
            master=self.connection.master,
        )
        return SasVerification(us, chat.send, clock, nio.fingerprint_of, lambda room, user: rooms.members(room) == {user})

    def _parts(self) -> tuple[JoinedRooms, Outbound, Machine]:
        config = self.config
        rooms = JoinedRooms(self.connection.session.user_id)
        chat = Outbound(self.connection, rooms)
        machine = build(
            store=self.store,
            chat=chat,
            rooms=rooms,
            clock=self.clock,
            project=Project(
                name=config.project.name,
                prefix=config.project.prefix,
                admins=frozenset(config.access.admins),
                url=config.web.url if config.web.listen else "",
                public=config.web.public if config.web.url and config.web.listen else frozenset(),
                secret=config.storage.secret.get_secret_value(),
                imprint=config.web.imprint.strip(),
                organizer=config.project.organizer,
                privacy_officer=config.privacy.officer,
                person_after=config.privacy.person_after,
                signed=self.connection.signed,
                fingerprint=self.connection.fingerprint,
            ),
            zone=config.project.timezone,
            settings=config.short_forms(),
            may_invite=config.access.may_invite,
            device=self.connection.session.device_id,
            rand=self.rand,
            tally=self.tally,
            makers=self.makers,
        )
        return rooms, chat, machine

    async def _known(self, events: Collection[EventId]) -> frozenset[EventId]:
        async with self.store.reading() as tx:
            return await tx.inbox.known(events)

    async def _edits_of(self, events: Collection[EventId]) -> Mapping[EventId, EventId]:
        async with self.store.reading() as tx:
            return await tx.inbox.edits_of(events)


def _first(lost: BaseExceptionGroup[BaseException]) -> BaseException:
    """The first exception of a group; task groups nest them."""
    first = lost.exceptions[0]
    return _first(first) if isinstance(first, BaseExceptionGroup) else first


@asynccontextmanager
async def _stopped_by_signal() -> AsyncIterator[None]:
    """Cancels the block at SIGTERM or SIGINT, which counts as a clean end."""
    task = asyncio.current_task()
    assert task is not None
    stopped = False

    def stop() -> None:
        nonlocal stopped
        if not stopped:
            stopped = True
            task.cancel()

    loop = asyncio.get_running_loop()
    for each in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(each, stop)
    try:
        yield
    except asyncio.CancelledError:
        if not stopped:
            raise
        task.uncancel()
    finally:
        for each in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(each)
