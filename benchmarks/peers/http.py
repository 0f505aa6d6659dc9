"""The floor: long polls and sends over plain HTTP, with no library of Matrix at all and nothing encrypted."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.peers.echoing import Echoing
from benchmarks.peers.peer import PEERS_PYTHON, PROGRAMS, Seat


class Http(Echoing):
    name = "http"
    title = "bare HTTP loop"
    encrypts = False
    package = "aiohttp"

    def command(self, seat: Seat) -> Sequence[str]:
        account = seat.account
        return (str(PEERS_PYTHON), str(PROGRAMS / "http_echo.py"), account.url, account.access_token, "position")
