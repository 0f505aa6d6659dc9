"""What is in the logs, and what never is."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Annotated, Any

import pytest
import structlog
from pydantic import BaseModel, BeforeValidator
from sqlalchemy import create_engine, text
from sqlalchemy.exc import SQLAlchemyError

from bot.command import Arguments
from bot.log_config import OWN_PACKAGES, configure_logging
from bot.messages.incoming import INCOMING
from commands import VOCABULARY

Lines = Callable[[], list[dict[str, Any]]]


def started(level: str) -> Lines:
    stream = StringIO()
    configure_logging(level, "json", stream)
    return lambda: [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_line_says_when_where_and_what() -> None:
    lines = started("info")
    structlog.get_logger("bot.outbound.relay").warning("message parked", row=7, reason="M_FORBIDDEN")
    (line,) = lines()
    assert line.pop("timestamp").endswith("Z")
    assert line == {"event": "message parked", "row": 7, "reason": "M_FORBIDDEN", "level": "warning", "logger": "bot.outbound.relay"}


@pytest.mark.parametrize(("level", "seen"), [("debug", 4), ("info", 3), ("warning", 2), ("error", 1)])
def test_our_lines_follow_the_level(level: str, seen: int) -> None:
    lines = started(level)
    log = structlog.get_logger("bot.outbound.relay")
    for method in (log.debug, log.info, log.warning, log.error):
        method("something")
    assert len(lines()) == seen


def test_lines_of_libraries_come_from_warning_on_and_as_discreet_as_ours() -> None:
    lines = started("debug")
    logging.getLogger("nio.client").info("chatter")
    logging.getLogger("nio.client").warning("no key of %s with Bearer %s", "@anna:stadt.example", "abc123")
    (line,) = lines()
    assert (line["event"], line["logger"]) == ("no key of @… with Bearer …", "nio.client")


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ({"text": "Frau Meier ist krank"}, {"text": "…"}),
        ({"sender": "@anna:stadt.example"}, {"sender": "…"}),
        ({"access_token": "syt_abcdefghijk", "Password": "hush"}, {"access_token": "…", "Password": "…"}),
        ({"room": "!abc", "why": "@anna:stadt.example left"}, {"room": "!abc", "why": "@… left"}),
        ({"url": "https://lotse:hush@db/x?access_token=hush"}, {"url": "https://…@db/x?access_token=…"}),
        ({"event_id": "$x", "kind": "message", "row": 3}, {"event_id": "$x", "kind": "message", "row": 3}),
        ({"rows": [{"body": "x", "id": 1}, "@b:c.de"]}, {"rows": [{"body": "…", "id": 1}, "@…"]}),
        ({"at": None, "ok": True}, {"at": None, "ok": True}),
    ],
)
def test_from_info_on_lines_carry_no_texts_no_people_and_no_secrets(given: dict[str, Any], written: dict[str, Any]) -> None:
    lines = started("info")
    structlog.get_logger("bot.inbound.dispatcher").info("seen", **given)
    (line,) = lines()
    assert {key: line[key] for key in given} == written


def test_debug_shows_people_but_never_secrets() -> None:
    lines = started("debug")
    structlog.get_logger("bot.inbound.dispatcher").debug(
        "seen", sender="@anna:stadt.example", text="Hallo", token="hush", url="x?access_token=hush"
    )
    (line,) = lines()
    assert (line["sender"], line["text"], line["token"], line["url"]) == ("@anna:stadt.example", "Hallo", "…", "x?access_token=…")


def test_an_exception_is_one_line_and_names_nobody() -> None:
    lines = started("info")
    try:
        raise OSError("cannot mention @anna:stadt.example")
    except OSError:
        structlog.get_logger("bot.inbound.dispatcher").exception("event failed", event_id="$x")
    (line,) = lines()
    assert "OSError: cannot mention @…" in line["exception"]
    assert "stadt.example" not in json.dumps(line)


WORDS = "FrauMeierIstKrank"


class _Args(Arguments):
    count: int
    when: Annotated[int, BeforeValidator(int)]


def _chained() -> None:
    try:
        int(WORDS)
    except ValueError as error:
        raise RuntimeError(f"about {error}") from KeyError(WORDS)


def _grouped() -> None:
    raise ExceptionGroup(WORDS, [ValueError(WORDS), ExceptionGroup("inner", [KeyError(WORDS)])])


FAULTS: dict[str, Callable[[], object]] = {
    "a number": lambda: int(WORDS),
    "a key": lambda: dict[str, int]()[WORDS],
    "a time": lambda: datetime.strptime(WORDS, "%Y").astimezone(),
    "pydantic": lambda: _Args.model_validate({"count": WORDS, "when": WORDS}),
    "json": lambda: INCOMING.validate_json(json.dumps({"kind": "message", "text": WORDS})),
    "encoding": lambda: (WORDS + "ü").encode("ascii"),
    "a chain": _chained,
    "a group": _grouped,
    "the database": lambda: (
        create_engine("sqlite://", hide_parameters=True).connect().execute(text("SELECT :said FROM x"), {"said": WORDS})
    ),
}


@pytest.mark.parametrize("form", ["json", "console"])
@pytest.mark.parametrize("level", ["info", "warning", "error"])
@pytest.mark.parametrize("fault", FAULTS)
def test_no_exception_quotes_what_people_wrote(fault: str, level: str, form: str) -> None:
    stream = StringIO()
    configure_logging(level, form, stream)
    log = structlog.get_logger("bot.inbound.dispatcher")
    try:
        FAULTS[fault]()
    except Exception:
        log.exception("event failed")
        log.warning("event failed", exc_info=True)
        logging.getLogger("asyncio").error("Task exception was never retrieved", exc_info=True)
    assert "Traceback (most recent call last)" in stream.getvalue() and "event failed" in stream.getvalue()
    assert WORDS not in stream.getvalue()
    assert Path(__file__).name in stream.getvalue(), "where it happened has to be there"


def test_what_the_machine_says_is_logged() -> None:
    lines = started("info")
    try:
        create_engine("sqlite://", hide_parameters=True).connect().execute(text("SELECT a FROM x"))
    except SQLAlchemyError:
        structlog.get_logger("bot.inbound.dispatcher").exception("event failed")
    assert "sqlite3.OperationalError: no such table: x" in lines()[0]["exception"]


def test_debug_says_what_could_not_be_read() -> None:
    lines = started("debug")
    try:
        int(WORDS)
    except ValueError:
        structlog.get_logger("bot.inbound.dispatcher").exception("event failed")
    assert WORDS in lines()[0]["exception"]


def test_people_read_lines_without_braces() -> None:
    stream = StringIO()
    configure_logging("info", "console", stream)
    structlog.get_logger("bot.outbound.relay").info("message parked", row=7)
    assert "message parked" in stream.getvalue()
    assert "row=7" in stream.getvalue()
    assert "{" not in stream.getvalue()


def _models(within: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for each in within.__subclasses__():
        yield each
        yield from _models(each)


def test_no_model_quotes_in_its_errors_what_it_could_not_read() -> None:
    ours = [each for each in _models(BaseModel) if each.__module__.partition(".")[0] in OWN_PACKAGES]
    assert len(ours) > len(list(VOCABULARY.commands))
    assert [each for each in ours if not each.model_config.get("hide_input_in_errors")] == []
