"""maubot with one plugin, in its standalone mode. Its encryption needs libolm, which is no longer maintained: it is left out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from benchmarks.peers.echoing import Echoing
from benchmarks.peers.peer import PEERS_PYTHON, PROGRAMS, Seat

_PLUGIN = PROGRAMS / "maubot_echo"


class Maubot(Echoing):
    name = "maubot"
    title = "maubot"
    encrypts = False
    package = "maubot"

    def command(self, seat: Seat) -> Sequence[str]:
        # JSON is YAML. What it leaves out is filled in from the example that maubot brings.
        (seat.folder / "config.yaml").write_text(json.dumps(_config(seat)))
        return (str(PEERS_PYTHON), "-m", "maubot.standalone", "-c", "config.yaml", "-m", str(_PLUGIN / "maubot.yaml"))


def _config(seat: Seat) -> dict[str, Any]:
    account = seat.account
    credentials = {"id": account.user_id, "homeserver": account.url, "access_token": account.access_token, "device_id": None}
    return {
        "user": {
            "credentials": credentials,
            "sync": True,
            "appservice": False,
            "autojoin": True,
            "displayname": "disable",
            "avatar_url": "disable",
            "ignore_initial_sync": True,
            # Not its default: so it answers what was sent while it was away.
            "ignore_first_sync": False,
        },
        "database": "sqlite:bot.db",
        "logging": {"version": 1, "root": {"level": "WARNING"}},
    }
