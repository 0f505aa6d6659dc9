"""Tables for a spreadsheet: semicolons, UTF-8 with a byte order mark, and no text that it takes for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

_FORMULA = tuple("=+-@＝＋－＠")
_BLANK = tuple("\t\r\n")


def csv_table(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    sheet = io.StringIO(newline="")
    lines = csv.writer(sheet, delimiter=";", lineterminator="\r\n")
    lines.writerow(header)
    lines.writerows([guarded(value) for value in row] for row in rows)
    return sheet.getvalue().encode("utf-8-sig")


def guarded(value: Any) -> Any:
    """A spreadsheet takes a text for a formula by its first character; an apostrophe before it prevents that."""
    if isinstance(value, str) and (value.lstrip()[:1] in _FORMULA or value[:1] in _BLANK):
        return f"'{value}"
    return value
