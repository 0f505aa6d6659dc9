"""The parts of an answer that have the right shape; the others are left out, so that no reader has to check again.

A proxy may answer a sync with 200 and `{}`, and a malformed event in one room must not keep the others from being heard.
"""

from __future__ import annotations

from typing import Any

RawEvent = dict[str, Any]


def shaped_sync(answer: dict[str, Any]) -> dict[str, Any] | None:
    """A sync with all its parts. None where it names no position: then it is no answer to a sync."""
    position = answer.get("next_batch")
    if not isinstance(position, str) or not position:
        return None
    rooms, lists = _dict(answer.get("rooms")), _dict(answer.get("device_lists"))
    sync = {
        "next_batch": position,
        "rooms": {
            "join": {room: _room(about) for room, about in _dict(rooms.get("join")).items() if isinstance(about, dict)},
            "invite": {room: _invite(about) for room, about in _dict(rooms.get("invite")).items() if isinstance(about, dict)},
            "leave": {room: _room(about) for room, about in _dict(rooms.get("leave")).items() if isinstance(about, dict)},
        },
        "to_device": {"events": shaped_events(_dict(answer.get("to_device")).get("events"))},
        "device_lists": {which: _texts(lists.get(which)) for which in ("changed", "left")},
    }
    counts, unused = answer.get("device_one_time_keys_count"), answer.get("device_unused_fallback_key_types")
    if isinstance(counts, dict):
        sync["device_one_time_keys_count"] = {kind: count for kind, count in counts.items() if type(count) is int}
    if isinstance(unused, list):
        sync["device_unused_fallback_key_types"] = _texts(unused)
    return sync


def shaped_events(events: Any) -> list[RawEvent]:
    """The events that have a type, a sender and a content, whatever is in it."""
    return [event for event in (events if isinstance(events, list) else ()) if _is_event(event)]


def _room(about: dict[str, Any]) -> dict[str, Any]:
    timeline, summary = _dict(about.get("timeline")), about.get("summary")
    room: dict[str, Any] = {
        "state": {"events": shaped_events(_dict(about.get("state")).get("events"))},
        "timeline": {"events": shaped_events(timeline.get("events")), "limited": timeline.get("limited") is True},
    }
    if isinstance(timeline.get("prev_batch"), str):
        room["timeline"]["prev_batch"] = timeline["prev_batch"]
    return room | ({"summary": summary} if isinstance(summary, dict) else {})


def _invite(about: dict[str, Any]) -> dict[str, Any]:
    return {"invite_state": {"events": shaped_events(_dict(about.get("invite_state")).get("events"))}}


def _is_event(event: Any) -> bool:
    return (
        isinstance(event, dict)
        and isinstance(event.get("type"), str)
        and isinstance(event.get("content"), dict)
        and isinstance(event.get("sender"), str)
        and isinstance(event.get("state_key", ""), str)
        and isinstance(event.get("event_id", ""), str)
    )


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _texts(values: Any) -> list[str]:
    return [value for value in (values if isinstance(values, list) else ()) if isinstance(value, str)]
