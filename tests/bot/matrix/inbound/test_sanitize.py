"""Does nothing come in that a database cannot keep?"""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.matrix.inbound.sanitize import has_escapes, keepable


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        (r'"a\u0000b"', "a\ufffdb"),
        (r'"\ud800 allein"', "\ufffd allein"),
        (r'"\uDC00"', "\ufffd"),
        (r'"\ud83e\udd8a"', "🦊"),
        ('"🦊 Grüße"', "🦊 Grüße"),
        (r'{"rooms": [{"\u0000": ["\u0000", 1, null, true]}]}', {"rooms": [{"\ufffd": ["\ufffd", 1, None, True]}]}),
    ],
)
def test_what_cannot_be_kept_is_replaced_wherever_it_stands(raw: str, kept: Any) -> None:
    found = json.loads(raw)
    assert (keepable(found) if has_escapes(raw.encode()) else found) == kept
    json.dumps(kept, ensure_ascii=False).encode()


def test_it_may_be_nested_deeper_than_functions_can_call_themselves() -> None:
    deep: Any = ["\x00"]
    for _ in range(20_000):
        deep = [deep]
    found = keepable(deep)
    for _ in range(20_000):
        (found,) = found
    assert found == ["\ufffd"]
