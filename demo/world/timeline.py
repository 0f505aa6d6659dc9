"""The timeline of a room: raw events as the lines that a client draws, with edits, reactions and deletions applied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Line:
    """A message as it stands now."""

    event_id: str
    sender: str
    name: str
    """The sender's display name."""
    kind: str
    """The msgtype (`m.text`, `m.notice`, …), `m.room.encrypted`, or `deleted`."""
    body: str
    html: str | None
    edited: bool = False
    thread: str | None = None
    reply_to: str | None = None
    mentions: tuple[str, ...] = ()
    reactions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Emoji to the display names of those who set it."""
    content: Mapping[str, Any] = field(default_factory=dict)
    """As it was sent, with the newest edit in its place."""
    sent_at: int
    """Milliseconds since 1970."""


def read_timeline(events: Sequence[dict[str, Any]], names: Mapping[str, str]) -> list[Line]:
    """`events` oldest first, as /messages gives them; the server has emptied redacted ones already."""
    edits: dict[str, dict[str, Any]] = {}
    reactions: dict[str, dict[str, list[str]]] = {}
    authors = {event["event_id"]: event["sender"] for event in events}
    for event in events:
        relation = _relation(event)
        target = relation.get("event_id", "")
        if event["type"] == "m.reaction" and target:
            reactions.setdefault(target, {}).setdefault(relation["key"], []).append(names.get(event["sender"], event["sender"]))
        elif _is_edit(event) and authors.get(target) == event["sender"]:
            edits[target] = event["content"].get("m.new_content", {})
    return [
        _line(event, edits.get(event["event_id"]), reactions.get(event["event_id"], {}), names)
        for event in events
        if event["type"] in ("m.room.message", "m.room.encrypted") and not _is_edit(event)
    ]


def _is_edit(event: dict[str, Any]) -> bool:
    return bool(_relation(event).get("rel_type") == "m.replace")


def _relation(event: dict[str, Any]) -> dict[str, Any]:
    relation = event["content"].get("m.relates_to")
    return relation if isinstance(relation, dict) else {}


def _line(event: dict[str, Any], edit: dict[str, Any] | None, reactions: dict[str, list[str]], names: Mapping[str, str]) -> Line:
    relation = _relation(event)
    deleted = event["type"] == "m.room.message" and not event["content"]
    content = {} if deleted else edit or event["content"]
    in_thread = relation.get("rel_type") == "m.thread"
    replies = not (in_thread and relation.get("is_falling_back"))
    return Line(
        event_id=event["event_id"],
        sender=event["sender"],
        name=names.get(event["sender"], event["sender"]),
        kind="deleted" if deleted else content.get("msgtype", event["type"]),
        body=content.get("body", ""),
        html=content.get("formatted_body"),
        edited=edit is not None,
        thread=relation.get("event_id") if in_thread else None,
        reply_to=relation.get("m.in_reply_to", {}).get("event_id") if replies else None,
        mentions=tuple(content.get("m.mentions", {}).get("user_ids", ())),
        reactions={key: tuple(people) for key, people in reactions.items()},
        content=content,
        sent_at=event["origin_server_ts"],
    )
