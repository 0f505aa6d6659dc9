"""Whatever befalls one request, each command is answered once, and in a room in the order in which they were given."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.faults.faults import Fault, Request
from tests.faults.lab import TEAM, Lab
from tests.faults.observed import once_of
from tests.faults.room_log import Oddities
from tests.world import user

pytestmark = pytest.mark.thorough

WORDS = ("Vorlage", "Raum", "Beamer")


@pytest.mark.parametrize("times", [1, 3])
@pytest.mark.parametrize("fault", Fault)
@pytest.mark.parametrize("request_", [Request.SYNC, Request.MESSAGES, Request.SEND])
async def test_three_commands_have_three_answers_in_their_order(
    request_: Request, fault: Fault, times: int, lab_founded: Lab, tmp_path: Path
) -> None:
    lab = lab_founded.again(tmp_path)
    await lab.start()
    # Of three that come at once a sync tells of the last only, so that the others are looked for.
    lab.server.odd = Oddities(sync_limit=1, page_limit=1)
    lab.server.faults = [(frozenset({request_}), fault)] * times

    asked = [
        lab.server.add(TEAM, user("Anna"), "m.room.message", {"msgtype": "m.text", "body": f"!blocker {word} fehlt"}) for word in WORDS
    ]
    await lab.settle()
    await lab.pass_(minutes=20)

    answers = [once_of(event) for event in lab.server.log if event.type == "m.room.message" and once_of(event).startswith("answer:")]
    expected = [f"answer:{event}" for event in asked]
    # What the homeserver withholds for longer than two minutes is read later: nobody else waits for it.
    waited_for = request_ is not Request.MESSAGES or times == 1 or fault not in (Fault.LATE, Fault.IGNORED)
    assert answers[-3:] == expected if waited_for else sorted(answers[-3:]) == sorted(expected)
    assert not lab.server.faults, "the request was never made"
    await lab.stop()
    with closing(sqlite3.connect(lab.database)) as database:
        assert database.execute("SELECT count(*) FROM outbox WHERE sent_at IS NULL").fetchone() == (0,)
