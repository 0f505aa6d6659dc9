"""The metrics page in Prometheus' format: figures of the process and of its database, without a word on who, where or what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import accumulate

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, InfoMetricFamily, Metric
from prometheus_client.exposition import choose_encoder
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector, CollectorRegistry

from bot.domain.faults import Place
from bot.monitoring.counters import BUCKET_BOUNDS_S, SendError, Tally, Times
from bot.monitoring.health import Health
from bot.monitoring.snapshot import Condition


class _Figures(Collector):
    def __init__(self, tally: Tally, found: Condition | None, health: Health, now: datetime) -> None:
        self._tally = tally
        self._found = found
        self._health = health
        self._now = now

    def collect(self) -> Iterator[Metric]:
        health, tally = self._health, self._tally
        yield InfoMetricFamily("lotse_build", "Which version runs.", value={"version": health.version})
        yield GaugeMetricFamily("lotse_ready", "1 where /health says so.", health.ready)
        yield GaugeMetricFamily("lotse_leader", "1 where this process does the work, 0 where it stands by.", health.leader)
        yield GaugeMetricFamily("lotse_database_up", "1 where the database answers.", health.database)
        if self._found is not None:
            yield from self._read(self._found)
        commands = CounterMetricFamily("lotse_commands", "Commands since the start.", labels=["command", "result"])
        for (command, result), count in sorted(tally.commands.items()):
            commands.add_metric([command, result], count)
        yield commands
        errors = CounterMetricFamily("lotse_send_errors", "Attempts to send that failed, since the start.", labels=["kind"])
        for kind in SendError:
            errors.add_metric([kind], tally.send_errors[kind])
        yield errors
        faults = CounterMetricFamily("lotse_faults", "Faults of the program since the start.", labels=["place"])
        for place in Place:
            faults.add_metric([place], tally.faults.counts[place])
        yield faults
        yield GaugeMetricFamily("lotse_loops_stuck", "Loops that cannot go on because of one.", len(tally.faults.stuck))
        yield _histogram("lotse_send_seconds", "How long the homeserver took to take a message.", tally.sending)
        yield _histogram("lotse_answer_seconds", "From the arrival of a command until its answer stood in the room.", tally.answering)

    def _read(self, found: Condition) -> Iterator[Metric]:
        if found.last_sync is not None:
            age = max((self._now - found.last_sync).total_seconds(), 0.0)
            yield GaugeMetricFamily("lotse_last_sync_age_seconds", "How long ago the homeserver last told what is new.", age)
        yield GaugeMetricFamily("lotse_inbox_waiting", "Events that wait to be handled.", found.unhandled)
        yield GaugeMetricFamily("lotse_outbox_waiting", "Messages that wait to be sent; more in quiet hours.", found.unsent)
        yield GaugeMetricFamily("lotse_outbox_parked", "Messages that were given up.", found.parked)
        yield GaugeMetricFamily("lotse_set_aside", "Timers and events that a fault of the program keeps waiting.", found.set_aside)
        yield GaugeMetricFamily("lotse_timers_overdue", "Timers whose moment has passed.", found.overdue)
        oldest = (self._now - found.oldest_overdue).total_seconds() if found.oldest_overdue else 0.0
        yield GaugeMetricFamily("lotse_timers_overdue_oldest_seconds", "How long the first of them has been overdue.", oldest)


def exposition(tally: Tally, found: Condition | None, health: Health, now: datetime, accept: str) -> tuple[bytes, str]:
    """The text and its content type, in the format that `accept` asks for."""
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    registry.register(_Figures(tally, found, health, now))
    encode, content_type = choose_encoder(accept)
    return encode(registry), content_type


def _histogram(name: str, about: str, times: Times) -> Metric:
    bounds = [*(str(bound) for bound in BUCKET_BOUNDS_S), "+Inf"]
    return HistogramMetricFamily(name, about, buckets=list(zip(bounds, accumulate(times.counts), strict=True)), sum_value=times.seconds)
