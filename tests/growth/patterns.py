"""Every regular expression of the code, found in its sources: who adds one tomorrow need not remember to name it here."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "commands", "storage")
METHODS = {"match": "match", "fullmatch": "fullmatch", "search": "search", "sub": "all", "subn": "all", "split": "all", "findall": "all"}
METHODS |= {"finditer": "all"}


@dataclass(frozen=True)
class Found:
    """A pattern, and whether it is tried at one place of a text or at each."""

    where: str
    pattern: str
    flags: int
    mode: str


@dataclass(frozen=True)
class Unclear:
    """One that is only put together when it is needed."""

    module: str
    source: str


def modules() -> Iterator[tuple[str, ast.Module]]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if "versions" in path.parts:
                continue
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            yield name, ast.parse(path.read_text(encoding="utf-8"))


def found() -> tuple[list[Found], list[Unclear]]:
    everything = dict(modules())
    trees = {name: tree for name, tree in everything.items() if "re" in _imported(tree)}
    uses = _uses(everything)
    clear: list[Found] = []
    unclear: list[Unclear] = []
    for name, tree in trees.items():
        module = import_module(name)
        named = {id(node.value): node.targets[0].id for node in ast.walk(tree) if isinstance(node, ast.Assign) and _is_name(node)}  # type: ignore[attr-defined]
        for call in ast.walk(tree):
            if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and _is_re(call.func.value)):
                continue
            method = call.func.attr
            if method not in (*METHODS, "compile"):
                continue
            pattern, flags = _pattern(call, module)
            if pattern is None:
                unclear.append(Unclear(name, ast.unparse(call.args[0])))
                continue
            modes = {METHODS[method]} if method != "compile" else _used(uses, name, named.get(id(call), ""))
            clear += [Found(f"{name}:{call.lineno}", pattern, flags, mode) for mode in sorted(modes)]
    return clear, unclear


def _imported(tree: ast.Module) -> set[str]:
    return {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}


def _is_name(node: ast.Assign) -> bool:
    return len(node.targets) == 1 and isinstance(node.targets[0], ast.Name)


def _is_re(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "re"


def _used(uses: dict[tuple[str, str], set[str]], module: str, name: str) -> set[str]:
    """A name with an underscore belongs to its module."""
    ways = [way for (where, called), found in uses.items() if called == name and (where == module or name[:1] != "_") for way in found]
    return set(ways) or {"all"}


def _uses(trees: dict[str, ast.Module]) -> dict[tuple[str, str], set[str]]:
    """A module and the name of a pattern -> in which ways it is used there."""
    uses: dict[tuple[str, str], set[str]] = {}
    for name, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in METHODS and isinstance(node.value, ast.Name) and node.value.id.isupper():
                uses.setdefault((name, node.value.id), set()).add(METHODS[node.attr])
    return uses


def _pattern(call: ast.Call, module: ModuleType) -> tuple[str | None, int]:
    """What stands in the call, read as the module would read it when it starts; None where it depends on more."""
    given = {keyword.arg: keyword.value for keyword in call.keywords}
    flags = given.get("flags") or (
        call.args[1] if isinstance(call.func, ast.Attribute) and call.func.attr == "compile" and call.args[1:] else None
    )
    try:
        pattern = _value(call.args[0], module)
        return (pattern if isinstance(pattern, str) else None), int(_value(flags, module)) if flags else 0
    except NameError:
        return None, 0


def _value(node: ast.expr, module: ModuleType) -> Any:
    return eval(compile(ast.Expression(node), module.__name__, "eval"), dict(vars(module)))


def compiled(pattern: re.Pattern[str], where: str, mode: str) -> Found:
    return Found(where, pattern.pattern, pattern.flags & ~re.UNICODE, mode)
