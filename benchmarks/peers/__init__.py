"""Who is measured: our bot, what one would take instead, and the least that any bot costs."""

from __future__ import annotations

from benchmarks.peers.http import Http
from benchmarks.peers.lotse import FarLotse, Lotse
from benchmarks.peers.maubot import Maubot
from benchmarks.peers.nio import Nio
from benchmarks.peers.peer import Peer
from benchmarks.peers.simple import Simple

PEERS: tuple[Peer, ...] = (Lotse(), FarLotse(), Http(), Nio(), Simple(), Maubot())
