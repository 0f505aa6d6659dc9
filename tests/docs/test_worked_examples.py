"""The worked examples of the documentation work: their files and edits are made in a copy of the code, and their stories told there."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.pages import ROOT, name, steps

_TRIED_TOO = (
    "tests/bot/texts/test_texts.py",
    "tests/storage/connection/test_migrations.py::test_the_migrations_write_the_very_same_definitions",
)
"""What names a text or a migration that was forgotten."""
PAGES = (ROOT / "CONTRIBUTING.md", ROOT / "docs" / "add-a-kind.md")


def carry_out(page: Path, copy: Path) -> list[str]:
    """Makes all of the page in the copy; returns its stories."""
    stories: list[str] = []
    for what, path, block in steps(page):
        place = copy / path
        place.parent.mkdir(parents=True, exist_ok=True)
        if what == "file":
            assert not place.exists(), f"{name(page)}: {path} is there already"
            place.write_text(block.replace("NEWEST", newest_migration(copy)), encoding="utf-8")
            stories += [path] if path.startswith("tests/") else []
        elif what == "append":
            place.write_text(place.read_text(encoding="utf-8") + "\n" + block, encoding="utf-8")
        else:
            place.write_text(edited(place.read_text(encoding="utf-8"), block, name(page)), encoding="utf-8")
        if path.startswith("bot/texts/"):  # the page shows the German ones; English ones say the same
            shutil.copyfile(place, Path(str(place).replace("/de/", "/en/")))
    return stories


def edited(before: str, block: str, page: str) -> str:
    """With the lines of a `diff` changed. Lines without a sign in front are where it is; a line need not be whole."""
    lines = block.rstrip("\n").split("\n")
    old = "\n".join(line[1:] for line in lines if line[0] in " -")
    new = "\n".join(line[1:] for line in lines if line[0] in " +")
    assert before.count(old) == 1, f"{page}: {old!r} stands {before.count(old)} times in the file"
    return before.replace(old, new)


def newest_migration(copy: Path) -> str:
    files = sorted((copy / "storage" / "migrations" / "versions").glob("r[0-8]*.py"))
    match = re.search(r'^revision = "(\w+)"', files[-1].read_text(encoding="utf-8"), re.MULTILINE)
    assert match, files[-1]
    return match[1]


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_a_worked_example_works(page: Path, tmp_path: Path) -> None:
    for folder in ("bot", "commands", "storage", "tests"):
        # With what Python has compiled already, which it takes for files that have not changed since.
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("node_modules"))
    shutil.copyfile(ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
    stories = carry_out(page, tmp_path)
    assert stories, f"{name(page)} tells no story"
    told = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *stories, *_TRIED_TOO],
        cwd=tmp_path,
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert told.returncode == 0, told.stdout[-3000:] + told.stderr[-1000:]
