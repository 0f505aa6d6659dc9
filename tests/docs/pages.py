"""What stands in a page of the documentation: its links, headings, code, and the commands that it shows."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
README, GUIDE = ROOT / "README.md", ROOT / "docs" / "de" / "bedienung.md"

_FENCE = re.compile(r"^[ ]*```(\w*)\n(.*?)^[ ]*```$", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)


_STEP = re.compile(r"^<!-- (file|append|edit): (\S+) -->\n```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def name(page: Path) -> str:
    return str(page.relative_to(ROOT))


def text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def links(page: Path) -> list[str]:
    """Those to places in this repository."""
    found = _LINK.findall(_SPAN.sub("", _FENCE.sub("", text(page))))
    return [link for link in found if not link.startswith(("https://", "http://"))]


def anchors(page: Path) -> set[str]:
    """What a link can name behind `#`: headings as the forge spells them."""
    headings = _HEADING.findall(_FENCE.sub("", text(page)))
    return {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


def steps(page: Path) -> list[tuple[str, str, str]]:
    """Of a worked example: what to do (write a `file`, `append` to it, `edit` it), where, and the block of code."""
    return _STEP.findall(text(page))


def made_by(page: Path) -> set[str]:
    """The files that its worked example makes or changes, the English texts with the German ones."""
    paths = {path for _, path, _ in steps(page)}
    return paths | {path.replace("/de/", "/en/") for path in paths}


def fences(page: Path, language: str) -> list[str]:
    """The code blocks of this language, without the indentation that they have in a list."""
    found = [body for tag, body in _FENCE.findall(text(page)) if tag == language]
    return ["\n".join(line.strip() for line in body.splitlines()) if language == "text" else body for body in found]


def code(page: Path) -> str:
    """All that is set as code, one piece a line."""
    return "\n".join([*(body for _, body in _FENCE.findall(text(page))), *_SPAN.findall(_FENCE.sub("", text(page)))])


def commands_shown(page: Path) -> list[str]:
    """What the page tells people to write: in line with the prefix, and whole blocks, where fields stand on lines of their own."""
    in_line = [span for span in _SPAN.findall(_FENCE.sub("", text(page))) if re.match(r"![^\W\d_]", span)]
    blocks = [said.strip() for block in fences(page, "text") for said in re.split(r"^(?=!)", block, flags=re.MULTILINE)]
    return [*in_line, *filter(None, blocks)]


def chat(page: Path) -> list[tuple[str, str, str]]:
    """The excerpt of a chat in a quote: speaker, room, and what was said, as plain text."""
    quoted = re.findall(r"^>[ ]?(.*)$", text(page), re.MULTILINE)
    turns = []
    for turn in re.split(r"\n\s*\n", "\n".join(line.rstrip() for line in quoted)):
        head, _, said = turn.partition("\n")
        match = re.fullmatch(r"\*\*(\w+)\*\* · (.+)", head)
        assert match, f"not `**name** · room`: {head}"
        turns.append((match[1], match[2], said.replace("**", "").replace("*", "")))
    return turns
