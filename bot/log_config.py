"""Logging: the format, the levels, and what never gets into a log.

From INFO on logs carry no texts and no user ids (handbook: privacy), nor do the messages of exceptions; secrets never. Lines of
libraries are taken from WARNING on, and are filtered in the same way.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping, MutableMapping
from typing import Any, TextIO

import structlog
from structlog.typing import Processor

from bot import tracebacks

OWN_PACKAGES = ("bot", "commands", "storage", "demo")
"""The packages whose lines follow the configured level."""
SECRET_KEYS = frozenset(("password", "token", "access_token", "secret", "authorization", "key", "seed", "pickle_key", "recovery_key"))
"""Keys whose values are never written."""
PRIVATE_KEYS = frozenset(
    (
        *("text", "texts", "body", "formatted_body", "content", "params", "said", "message", "raw", "payload", "args", "detail", "name"),
        *("user", "users", "user_id", "sender", "author", "reporter", "lead", "by", "who", "members", "mentions", "inviter", "invitee"),
    )
)
"""Keys that may carry what people wrote, or who they are: written at DEBUG only."""
LEFT_OUT = "…"

_USER = re.compile(r"@[^\s:@\"'<>()]+:(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]*[A-Za-z0-9])(?::\d+)?")
_TOKEN = re.compile(r"\b(?:syt|mat|mct|mcr|mua)_[A-Za-z0-9_=-]{8,}|(?<=access_token=)[^\s&\"']+|(?<=Bearer )[^\s\"']+")
_CREDENTIALS = re.compile(r"(?<=://)[^/\s\"'@]+@")


def configure_logging(level: str, form: str, stream: TextIO) -> None:
    """Every line goes to `stream`, from `level` on ("debug" to "error"), in the `form` "console" or "json".

    To be called once, when the process starts: logging belongs to the process.
    """
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    number = logging.getLevelNamesMapping()[level.upper()]
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.PositionalArgumentsFormatter(), *shared],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.StackInfoRenderer(),
                structlog.processors.format_exc_info
                if number <= logging.DEBUG
                else structlog.processors.ExceptionRenderer(tracebacks.discreet),
                discreet,
                _renderer(form, stream),
            ],
        )
    )
    # nio warns of events that it cannot parse, and quotes them, decrypted ones too.
    logging.getLogger("nio.events").setLevel(logging.CRITICAL)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(max(number, logging.WARNING))
    for package in OWN_PACKAGES:
        logging.getLogger(package).setLevel(number)


def discreet(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A processor of structlog: removes secrets, and from INFO on also texts and user ids, wherever in the line they stand."""
    is_debug = event.get("level") == "debug"
    return {key: _left_out(key, value, is_debug) for key, value in event.items()}


def _left_out(key: str, value: Any, is_debug: bool) -> Any:
    folded = key.casefold()
    if folded in SECRET_KEYS or folded.endswith(("_token", "_password", "_secret")) or (not is_debug and folded in PRIVATE_KEYS):
        return LEFT_OUT
    if isinstance(value, Mapping):
        return {str(inner): _left_out(str(inner), each, is_debug) for inner, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_left_out("", each, is_debug) for each in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    text = _CREDENTIALS.sub(f"{LEFT_OUT}@", _TOKEN.sub(LEFT_OUT, str(value)))
    return text if is_debug else _USER.sub(f"@{LEFT_OUT}", text)


def _renderer(form: str, stream: TextIO) -> Processor:
    if form == "json":
        return structlog.processors.JSONRenderer(ensure_ascii=False)
    return structlog.dev.ConsoleRenderer(colors=stream.isatty(), exception_formatter=structlog.dev.plain_traceback)
