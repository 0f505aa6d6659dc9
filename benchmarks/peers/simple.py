"""simplematrixbotlib: a library on top of nio for small bots."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.peers.echoing import Echoing
from benchmarks.peers.peer import PEERS_PYTHON, PROGRAMS, Seat


class Simple(Echoing):
    name = "simple"
    title = "simplematrixbotlib"
    encrypts = True
    package = "simplematrixbotlib"

    def command(self, seat: Seat) -> Sequence[str]:
        account = seat.account
        return (str(PEERS_PYTHON), str(PROGRAMS / "simple_echo.py"), account.url, account.user_id, account.password)
