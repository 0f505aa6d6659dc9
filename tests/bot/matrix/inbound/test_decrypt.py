"""What is taken out of an envelope, and what has no business in one?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from nio import AsyncClientConfig

from bot.matrix.crypto.client import KeyedClient
from bot.matrix.crypto.envelope import Unreadable

ANNA, ROOM = "@anna:stadt.example", "!room:stadt.example"


@pytest.fixture
def client(tmp_path: Path) -> KeyedClient:
    """It shares a key with itself, so that it can read what it encrypts."""
    config = AsyncClientConfig(encryption_enabled=True, store_sync_tokens=False)
    client = KeyedClient("http://stadt.example", ANNA, "DEVICE", store_path=str(tmp_path), config=config)
    client.restore_login(ANNA, "DEVICE", "token")
    client.olm.create_outbound_group_session(ROOM)
    client.olm.outbound_group_sessions[ROOM].shared = True
    return client


def sealed(client: KeyedClient, kind: object, content: object, **outer: Any) -> dict[str, Any]:
    envelope = client.olm.group_encrypt(ROOM, {"type": kind, "content": content})
    event = {"event_id": "$event", "sender": ANNA, "origin_server_ts": 1, "type": "m.room.encrypted", "content": envelope}
    return {**event, **outer}


TEXT = {"msgtype": "m.text", "body": "hallo"}
TAP = {"m.relates_to": {"rel_type": "m.annotation", "event_id": "$card", "key": "✅"}}


@pytest.mark.parametrize(("kind", "content"), [("m.room.message", TEXT), ("m.reaction", TAP)])
def test_what_people_say_is_taken_out(client: KeyedClient, kind: str, content: dict[str, Any]) -> None:
    event = sealed(client, kind, content)
    opened = client.decrypt(event, ROOM)
    assert opened is not None and opened.is_trusted
    plain = opened.event
    assert (plain["type"], plain["event_id"], plain["sender"]) == (kind, "$event", ANNA)
    assert content.items() <= plain["content"].items()


def test_what_no_database_can_keep_is_replaced(client: KeyedClient) -> None:
    opened = client.decrypt(
        sealed(client, "m.room.message", {"msgtype": "m.text", "body": "!blocker a\x00b", "x": ["\x00", {"\x00": 1}]}), ROOM
    )
    assert opened is not None
    assert opened.event["content"] == {"msgtype": "m.text", "body": "!blocker a\ufffdb", "x": ["\ufffd", {"\ufffd": 1}]}


@pytest.mark.parametrize(
    ("kind", "content", "outer"),
    [
        ("m.room.redaction", {"redacts": "$card"}, {}),
        ("m.room.redaction", {"redacts": "$card"}, {"redacts": "$card"}),
        ("m.room.tombstone", {"body": "", "replacement_room": "!trap"}, {"state_key": ""}),
        ("m.room.tombstone", {"body": "", "replacement_room": "!trap"}, {}),
        ("m.room.member", {"membership": "leave"}, {"state_key": ANNA}),
        ("m.room.encrypted", {"algorithm": "m.megolm.v1.aes-sha2"}, {}),
        ("m.room.message", TEXT, {"state_key": ""}),
        ("m.reaction", TAP, {"state_key": ANNA}),
        (7, TEXT, {}),
        ("m.room.message", "hallo", {}),
    ],
)
def test_what_the_homeserver_would_have_had_to_allow_is_not(client: KeyedClient, kind: object, content: Any, outer: dict[str, Any]) -> None:
    assert client.decrypt(sealed(client, kind, content, **outer), ROOM) is None


def test_without_its_key_it_cannot_be_read(client: KeyedClient) -> None:
    event = sealed(client, "m.room.message", TEXT)
    event["content"]["session_id"] = "other"
    with pytest.raises(Unreadable):
        client.decrypt(event, ROOM)
