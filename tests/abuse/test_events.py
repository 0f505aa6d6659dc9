"""Events that no client writes: whatever they hold, they are understood or passed over, can be kept, and stop nothing."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import EventId, RoomId, UserId
from bot.matrix.http import parsed
from bot.matrix.inbound.membership import invitation
from bot.matrix.inbound.room_facts import RoomFacts
from bot.matrix.inbound.translate import translate
from bot.messages import INCOMING, Edit, Invitation, Message, Reaction, Redaction
from tests.world import Room, World

ME, ANNA, MALLORY = UserId("@lotse:stadt.example"), UserId("@anna:stadt.example"), UserId("@mallory:anders.example")
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
FACTS = RoomFacts(room=RoomId("!room"), me=ME, version=12, predecessor=None, received_at=NOW)


def event(kind: str, content: Any, **others: Any) -> dict[str, Any]:
    return {"event_id": "$event", "sender": MALLORY, "type": kind, "origin_server_ts": 0, "content": content, **others}


def nested(depth: int) -> dict[str, Any]:
    tower: dict[str, Any] = {}
    for _ in range(depth):
        tower = {"in": tower}
    return tower


def sealed(**beside: Any) -> dict[str, Any]:
    return event("m.room.encrypted", {"algorithm": "m.megolm.v1.aes-sha2", "ciphertext": "…", **beside})


EVERY_CHARACTER = st.characters(exclude_categories=())
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(alphabet=EVERY_CHARACTER),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(alphabet=EVERY_CHARACTER, max_size=5), inner, max_size=3),
    max_leaves=10,
)
RELATION = st.fixed_dictionaries(
    {},
    optional={
        "rel_type": st.sampled_from(["m.replace", "m.annotation", "m.thread"]) | ANYTHING,
        "event_id": st.just("$card") | ANYTHING,
        "key": st.just("✅") | ANYTHING,
        "is_falling_back": ANYTHING,
        "m.in_reply_to": st.fixed_dictionaries({"event_id": st.just("$card") | ANYTHING}) | ANYTHING,
    },
)
CONTENT = st.fixed_dictionaries(
    {},
    optional={
        "msgtype": st.just("m.text") | ANYTHING,
        "body": st.just("!blocker Raum fehlt") | ANYTHING,
        "format": st.just("org.matrix.custom.html") | ANYTHING,
        "formatted_body": ANYTHING,
        "algorithm": st.just("m.megolm.v1.aes-sha2") | ANYTHING,
        "m.relates_to": RELATION | ANYTHING,
        "m.new_content": st.fixed_dictionaries({"msgtype": st.just("m.text"), "body": ANYTHING}) | ANYTHING,
        "redacts": ANYTHING,
        "replacement_room": ANYTHING,
        "membership": st.sampled_from(["join", "leave", "ban"]) | ANYTHING,
        "de.lotse.once": ANYTHING,
    },
)
KINDS = st.sampled_from(
    ["m.room.message", "m.reaction", "m.room.encrypted", "m.room.redaction", "m.room.tombstone", "m.room.member", "m.room.create"]
)


OTHERS = st.fixed_dictionaries(
    {},
    optional={
        "state_key": st.sampled_from(["", ME]) | ANYTHING,
        "origin_server_ts": ANYTHING,
        "unsigned": ANYTHING,
        "redacts": ANYTHING,
    },
)


@given(kind=KINDS, content=CONTENT | ANYTHING, others=OTHERS)
def test_whatever_an_event_holds_it_is_passed_over_or_can_be_kept(kind: str, content: Any, others: dict[str, Any]) -> None:
    value = translate({**event(kind, content), **others}, FACTS)
    if value is not None:
        assert INCOMING.validate_json(INCOMING.dump_json(value)) == value


@pytest.mark.parametrize("value", [[], {}, [1], 7, True, None], ids=str)
@pytest.mark.parametrize(
    "key", ["msgtype", "body", "filename", "url", "file", "format", "formatted_body", "m.mentions", "m.relates_to", "m.new_content"]
)
@pytest.mark.parametrize("msgtype", ["m.text", "m.image"])
def test_a_field_that_is_of_another_type_than_it_should_be_stops_nothing(msgtype: str, key: str, value: Any) -> None:
    said = {"msgtype": msgtype, "body": "!blocker Raum fehlt", "filename": "plan.jpg", "url": "mxc://stadt.example/x", key: value}
    read = translate(event("m.room.message", said), FACTS)
    if read is not None:
        assert INCOMING.validate_json(INCOMING.dump_json(read)) == read


@pytest.mark.parametrize("beside", [{"in": nested(5000)}, {"in": "\ud800"}, {"\ud800": 1}, {"in": "\0"}, {"in": [[["x"] * 3] * 3]}])
def test_what_somebody_puts_beside_sealed_words_does_not_keep_them_from_being_kept(beside: dict[str, Any]) -> None:
    value = translate(sealed(**beside), FACTS)
    assert value is not None
    kept = INCOMING.dump_json(value)
    assert b"megolm" in kept and b"\\u0000" not in kept


async def test_a_sealed_tower_stops_nobody(team: Room, world: World) -> None:
    tower = translate(sealed(tower=nested(400)), FACTS)
    assert tower is not None
    await world.receives(tower.model_copy(update={"room": team.id}))
    await team.says("!blocker Raum fehlt")
    assert "B1 Raum fehlt" in team.sees()


@pytest.mark.parametrize("depth", [100, 1_000, 9_000])
def test_a_sync_with_something_very_deep_in_it_can_be_read(depth: int) -> None:
    assert parsed(b'{"next_batch": "s1", "in": ' + b'{"in":' * depth + b"1" + b"}" * depth + b"}")["next_batch"] == "s1"


@pytest.mark.parametrize("number", [b"9" * 5_000, b"-" + b"9" * 5_000, b"1e999", b"0." + b"1" * 5_000])
def test_so_can_one_with_a_number_of_thousands_of_digits(number: bytes) -> None:
    assert parsed(b'{"next_batch": "s1", "depth": 12, "in": ' + number + b"}")["next_batch"] == "s1"
    with pytest.raises(ValueError):
        parsed(b'{"next_batch": ' + number)


def test_what_no_homeserver_would_send_is_no_answer() -> None:
    with pytest.raises(ValueError, match="deep"):
        parsed(b"[" * 20_000)


@pytest.mark.parametrize("name", ["$a\0b", "$a\ud800", "$a\nb", "$a\u202eb", "$" + "a" * 255])
@pytest.mark.parametrize(
    "content",
    [
        lambda name: ("m.reaction", {"m.relates_to": {"rel_type": "m.annotation", "event_id": name, "key": "✅"}}),
        lambda name: ("m.room.redaction", {"redacts": name}),
        lambda name: (
            "m.room.message",
            {
                "msgtype": "m.text",
                "body": "* x",
                "m.new_content": {"msgtype": "m.text", "body": "x"},
                "m.relates_to": {"rel_type": "m.replace", "event_id": name},
            },
        ),
    ],
)
def test_a_name_that_no_event_has_names_none(name: str, content: Any) -> None:
    assert translate(event(*content(name)), FACTS) is None


def test_a_reply_to_an_event_that_cannot_be_is_an_ordinary_message() -> None:
    relation = {"rel_type": "m.thread", "event_id": "$a\0", "m.in_reply_to": {"event_id": "$b\ud800"}}
    value = translate(event("m.room.message", {"msgtype": "m.text", "body": "hallo", "m.relates_to": relation}), FACTS)
    assert isinstance(value, Message)
    assert (value.reply_to, value.thread) == (None, None)


@pytest.mark.parametrize("link", ["https://matrix.to/#/@a%00b:c", "https://matrix.to/#/@a\ud800:c", f"https://matrix.to/#/@{'a' * 300}:c"])
def test_a_pill_of_nobody_mentions_nobody(link: str) -> None:
    html = {"format": "org.matrix.custom.html", "formatted_body": f'!aufgabe Foo wer: <a href="{link}">Anna</a>'}
    value = translate(event("m.room.message", {"msgtype": "m.text", "body": "x", **html}), FACTS)
    assert isinstance(value, Message)
    assert value.mentions == {}


@pytest.mark.parametrize(
    "content",
    [
        {"m.mentions": {"user_ids": ["@anna:stadt.example"], "room": True}},
        {"m.mentions": "room"},
        {"m.mentions": {"user_ids": {"@anna:stadt.example": 1}}},
    ],
)
def test_whom_an_event_claims_to_mention_makes_no_difference(content: dict[str, Any]) -> None:
    said = {"msgtype": "m.text", "body": "!hilfe"}
    assert translate(event("m.room.message", {**said, **content}), FACTS) == translate(event("m.room.message", said), FACTS)


def test_what_is_shown_counts_and_not_what_stands_behind_it() -> None:
    html = {"format": "org.matrix.custom.html", "formatted_body": "<mx-reply>!blocker Falsch</mx-reply>Guten Morgen"}
    value = translate(event("m.room.message", {"msgtype": "m.text", "body": "!blocker Falsch", **html}), FACTS)
    assert isinstance(value, Message)
    assert value.text == "Guten Morgen"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("> <@anna:stadt.example> !blocker Falsch\n\nGuten Morgen", "Guten Morgen"),
        ("> <@anna:stadt.example> hallo\n> !blocker gelöst B1\n\n!hilfe", "!hilfe"),
        ("```\n!blocker Falsch\n```\nGuten Morgen", "Guten Morgen"),
    ],
)
def test_a_command_in_the_words_that_a_reply_quotes_is_nobodys(body: str, said: str) -> None:
    value = translate(event("m.room.message", {"msgtype": "m.text", "body": body}), FACTS)
    assert isinstance(value, Message)
    assert value.text == said


@pytest.mark.parametrize("kind", [Message, Edit, Reaction, Redaction])
def test_nothing_of_ours_is_heard_whatever_device_said_it(kind: type[object]) -> None:
    said: dict[type[object], tuple[str, dict[str, Any]]] = {
        Message: ("m.room.message", {"msgtype": "m.text", "body": "!hilfe"}),
        Edit: (
            "m.room.message",
            {"m.new_content": {"msgtype": "m.text", "body": "!hilfe"}, "m.relates_to": {"rel_type": "m.replace", "event_id": "$1"}},
        ),
        Reaction: ("m.reaction", {"m.relates_to": {"rel_type": "m.annotation", "event_id": "$1", "key": "✅"}}),
        Redaction: ("m.room.redaction", {"redacts": "$1"}),
    }
    assert isinstance(translate(event(*said[kind]), FACTS), kind)
    assert translate({**event(*said[kind]), "sender": ME}, FACTS) is None


@pytest.mark.parametrize("kind", ["m.notice", "m.emote", "m.image", "m.file", "m.location", None, 5])
def test_what_is_no_text_is_not_answered_also_where_it_replaces_a_text(kind: object) -> None:
    assert translate(event("m.room.message", {"msgtype": kind, "body": "!hilfe"}), FACTS) is None
    replaced = {"m.new_content": {"msgtype": kind, "body": "!hilfe"}, "m.relates_to": {"rel_type": "m.replace", "event_id": "$1"}}
    assert translate(event("m.room.message", {"msgtype": "m.text", "body": "* x", **replaced}), FACTS) is None


# ------------------------------------------------------------------------------------------------------------------- invitations


def invited_by(sender: object, **content: Any) -> dict[str, Any]:
    return {"type": "m.room.member", "state_key": ME, "sender": sender, "content": {"membership": "invite", **content}}


def test_who_invites_says_our_own_homeserver_and_not_what_stands_before_it() -> None:
    forged = [invited_by(ANNA, is_direct=True), {**invited_by(ANNA), "content": {"membership": "join"}}]
    asked = invitation([*forged, invited_by(MALLORY)], FACTS, EventId("invite"))
    assert asked == Invitation(event_id=EventId("invite"), room=RoomId("!room"), sender=MALLORY, sent_at=NOW, is_direct=False)


@pytest.mark.parametrize(
    "stripped",
    [
        None,
        "events",
        {"events": []},
        [],
        ["event", 5, None, []],
        [{}],
        [invited_by(5)],
        [invited_by("")],
        [invited_by("@a\0:b")],
        [{**invited_by(ANNA), "content": "invite"}],
        [{**invited_by(ANNA), "state_key": ANNA}],
        [{**invited_by(ANNA), "type": ["m.room.member"]}],
        [json.loads('{"type": "m.room.member", "content": {"membership": {"in": "invite"}}}')],
    ],
)
def test_an_invitation_that_says_nothing_of_us_is_none(stripped: Any) -> None:
    assert invitation(stripped, FACTS, EventId("invite")) is None


def test_what_makes_no_sense_beside_an_invitation_does_not_hide_it() -> None:
    asked = invitation(["event", None, {"type": 5}, invited_by(ANNA, is_direct="yes")], FACTS, EventId("invite"))
    assert asked is not None
    assert (asked.sender, asked.is_direct) == (ANNA, False)
