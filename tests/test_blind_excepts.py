"""Who catches every exception? Few do, each for a reason that stands beside it: what is caught so is not seen by anybody else.

Ruff's BLE lets pass whoever logs what was caught; here they count too. Whoever raises it again only tidies up.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
BLIND = ("Exception", "BaseException")
MEANT = {
    "bot/inbound/intake.py": "what is handled at once is handled again from the inbox",
    "bot/loops.py": "a loop goes on",
    "bot/monitoring/faults.py": "what is around one event, timer, message or duty",
    "bot/outbound/fault_report.py": "telling of a fault must not become one",
}


def test_nobody_catches_every_exception_but_those_who_are_meant_to() -> None:
    found = {where for folder in ("bot", "commands", "storage", "demo", "benchmarks") for where, _ in blind(ROOT / folder)}
    assert found == MEANT.keys()


def test_each_of_them_says_why() -> None:
    for where, line in blind(ROOT / "bot"):
        assert "  # " in line, f"{where}: {line.strip()} does not say why"


def blind(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.ExceptHandler) and _is_blind(node) and not _raises(node):
                yield str(path.relative_to(ROOT)), text.splitlines()[node.lineno - 1]


def _is_blind(handler: ast.ExceptHandler) -> bool:
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(kind is None or (isinstance(kind, ast.Name) and kind.id in BLIND) for kind in kinds)


def _raises(handler: ast.ExceptHandler) -> bool:
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and (last.exc is None or isinstance(last.exc, ast.Name))
