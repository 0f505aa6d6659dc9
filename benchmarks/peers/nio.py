"""A loop on nio as its own documentation shows it, encrypted rooms included: the library that ours stands on."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.peers.echoing import Echoing
from benchmarks.peers.peer import PEERS_PYTHON, PROGRAMS, Seat


class Nio(Echoing):
    name = "nio"
    title = "bare nio loop"
    encrypts = True
    package = "matrix-nio"

    def command(self, seat: Seat) -> Sequence[str]:
        account = seat.account
        return (str(PEERS_PYTHON), str(PROGRAMS / "nio_echo.py"), account.url, account.user_id, account.device_id, account.access_token)
