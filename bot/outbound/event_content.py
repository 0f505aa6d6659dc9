"""The content of the events that the bot sends, by the specification, and as phones show it."""

from __future__ import annotations

import base64
import json
from typing import Any

from bot.domain.ids import EventId
from bot.domain.persons import is_person
from bot.messages import TO_ALL, File, Say
from bot.pictures import MIME_TYPE, Worded, encoded
from bot.ports import OutboxRow
from bot.texts.render import Rendered

DATA = "data"
"""The key under which the row of a file holds its bytes, in base64, until they are uploaded; it is never sent."""
AS_ODT = "as_odt"
"""Set in the row of a file that is still to be made, as ODT: its bytes are the document. Never sent."""
AS_PICTURE = "as_picture"
"""Set in the row of a picture that is still to be drawn: its bytes are what it shows. Never sent."""
SIGNS_IN = "signs_in"
"""Set in the row of a message whose link is still to be made: whom it signs in to the board. Never sent."""
CARRIES_ONCE = frozenset({"send", "file", "edit", "react"})
"""The actions whose events can be found again by their `once` key."""


def body(rendered: Rendered, kind: str) -> dict[str, Any]:
    return {"msgtype": kind, "body": rendered.body, "format": "org.matrix.custom.html", "formatted_body": rendered.html}


def message(rendered: Rendered, say: Say, replied: EventId | None) -> dict[str, Any]:
    """The content of a message. A notice never notifies; only `m.mentions` mentions (specification 1.17)."""
    persons = [user for user in say.mentions if is_person(user)]
    mentions = {"user_ids": persons} if persons else {}
    content = body(rendered, "m.text" if say.notify else "m.notice") | {"m.mentions": mentions}
    reply_to = say.reply_to or replied
    relation = related_to(reply_to, say.thread)
    if relation:
        content["m.relates_to"] = relation
    if say.to_all:
        content[TO_ALL] = True
    if say.signs_in:
        content[SIGNS_IN] = say.signs_in
    return content


def replacement(rendered: Rendered, kind: str) -> dict[str, Any]:
    """The content of an edit. It mentions nobody: who was told of the message is not told of its new text."""
    content = body(rendered, kind)
    return {
        **content,
        "body": f"* {rendered.body}",
        "formatted_body": f"* {rendered.html}",
        "m.mentions": {},
        "m.new_content": {**content, "m.mentions": {}},
    }


def file_content(file: File, data: bytes, relation: dict[str, Any]) -> dict[str, Any]:
    """The content of a file before it is uploaded: its bytes stand under DATA in place of a `url`."""
    content: dict[str, Any] = {
        "msgtype": "m.file",
        "body": file.body or file.name,
        "filename": file.name,
        "info": {"mimetype": file.mime, "size": len(data)},
        "m.mentions": {},
        DATA: base64.b64encode(data).decode(),
    }
    if file.as_odt:
        content[AS_ODT] = True
    return content | ({"m.relates_to": relation} if relation else {})


def image_content(picture: Worded, filename: str, relation: dict[str, Any]) -> dict[str, Any]:
    """The content of a picture before it is drawn. Matrix has no alternative text: beside a `filename`, `body` is the caption."""
    content: dict[str, Any] = {
        "msgtype": "m.image",
        "body": picture.caption,
        "filename": filename,
        "info": {"mimetype": MIME_TYPE},
        "m.mentions": {},
        DATA: base64.b64encode(encoded(picture)).decode(),
        AS_PICTURE: True,
    }
    return content | ({"m.relates_to": relation} if relation else {})


def related_to(reply_to: EventId | None, thread: EventId | None) -> dict[str, Any]:
    """The m.relates_to of a message: its thread and what it replies to; empty where there is neither."""
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
