"""The part of a sync that nio's client has to see: keys, devices and the state of rooms; nothing where none of it is new.

nio writes what it sees into its store, and waits for the disk. Most syncs bring messages alone, of which it is shown nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Container
from typing import Any

from nio import SyncResponse

from bot.matrix.malformed import MALFORMED

log = logging.getLogger(__name__)


def about_keys(sync: dict[str, Any]) -> SyncResponse | None:
    """To-device messages, and whose devices have changed; None where there is nothing, or nothing that nio can parse."""
    lists = sync.get("device_lists") or {}
    if not ((sync.get("to_device") or {}).get("events") or lists.get("changed") or lists.get("left")):
        return None
    told = {key: sync[key] for key in ("to_device", "device_lists", "device_one_time_keys_count") if key in sync}
    try:
        response = SyncResponse.from_dict({"next_batch": "-"} | told)
    except MALFORMED:
        log.warning("messages between devices could not be read", exc_info=True)
        return None
    return response if isinstance(response, SyncResponse) else None


def about_rooms(sync: dict[str, Any], known: Container[str]) -> dict[str, Any]:
    """The state of the rooms that are not `known` yet, and the changes of the others; by room, in the shape of a sync."""
    joined = sync.get("rooms", {}).get("join", {})
    told = {room: _state(about) for room, about in joined.items()}
    return {room: about for room, about in told.items() if room not in known or _is_news(about)}


def _state(about: dict[str, Any]) -> dict[str, Any]:
    events = [event for event in about.get("timeline", {}).get("events", []) if "state_key" in event]
    return {
        "state": about.get("state", {"events": []}),
        "timeline": {"events": events, "limited": False, "prev_batch": "-"},
        "summary": about.get("summary", {}),
    }


def _is_news(about: dict[str, Any]) -> bool:
    return bool(about["state"].get("events") or about["timeline"]["events"] or about["summary"])
