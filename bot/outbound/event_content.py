"""What does the content of an event of ours look like? By the specification, and as phones show it."""

from __future__ import annotations

import json
from typing import Any

from bot.domain.ids import EventId
from bot.messages import TO_ALL, Say
from bot.ports import OutboxRow
from bot.texts.render import Rendered

DATA = "data"
"""Where the row of a file holds it, in base64, until it has been uploaded; the room never sees that."""
CARRIES_ONCE = frozenset({"send", "file", "edit", "react"})
"""The actions whose events can be found again by their `once` key."""


def body(rendered: Rendered, kind: str) -> dict[str, Any]:
    return {"msgtype": kind, "body": rendered.body, "format": "org.matrix.custom.html", "formatted_body": rendered.html}


def message(rendered: Rendered, say: Say, replied: EventId | None) -> dict[str, Any]:
    """The content of a message. A notice never notifies; only `m.mentions` mentions (specification 1.17)."""
    mentions = {"user_ids": list(say.mentions)} if say.mentions else {}
    content = body(rendered, "m.text" if say.notify else "m.notice") | {"m.mentions": mentions}
    reply_to = say.reply_to or replied
    relation = related_to(reply_to, say.thread)
    if relation:
        content["m.relates_to"] = relation
    if say.to_all:
        content[TO_ALL] = True
    return content


def related_to(reply_to: EventId | None, thread: EventId | None) -> dict[str, Any]:
    """How a message stands to others; empty where it stands alone."""
    if thread:
        relation: dict[str, Any] = {"rel_type": "m.thread", "event_id": thread, "is_falling_back": reply_to is None}
        return relation | {"m.in_reply_to": {"event_id": reply_to or thread}}
    return {"m.in_reply_to": {"event_id": reply_to}} if reply_to else {}


def annotation(key: str, target: EventId | None) -> dict[str, Any]:
    relation = {"rel_type": "m.annotation", "key": key}
    return {"m.relates_to": relation | ({"event_id": target} if target else {})}


def resolved(row: OutboxRow, target: EventId) -> dict[str, Any]:
    """The content of a row whose target has been sent in the meantime, with the target's event id put in its place."""
    content: dict[str, Any] = json.loads(json.dumps(row.content))
    relation = content.setdefault("m.relates_to", {})
    match row.action:
        case "send" | "file":
            relation.setdefault("m.in_reply_to", {})["event_id"] = target
        case "edit":
            relation |= {"rel_type": "m.replace", "event_id": target}
        case "react":
            relation["event_id"] = target
    return content
