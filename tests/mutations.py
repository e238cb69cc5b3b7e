"""Small faults for a module: what is changed where, one at a time, and how a fault gets into the running program.

Changed are comparisons (``<`` to ``<=`` and to ``>=``, ``==`` to ``!=``, ``in``, ``is``), ``and`` and ``or``, ``not``,
conditions, arithmetic, numbers (one more), ``True`` and ``False``, words that decide (codes, flags, names of kinds,
patterns), defaults, ``break`` and ``continue``, and statements that are only there for what they do (a flag that is
raised, a step that is noted). Not changed are sentences for people, what a step adds as evidence, the labels of
enumerations, annotations, imports, and assertions that stand there for the type checker.
"""

from __future__ import annotations

import ast
import copy
import inspect
import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FunctionType, ModuleType

__all__ = ["Mutant", "apply", "mutants_of"]

_COMPARED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_COMPUTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.BitXor: ast.BitAnd,
}
_SENTENCES = {"not_comparable": 1, "undetermined": 1, "step": 1, "Words": 0, "ValueError": 0}
"""Calls whose arguments from this place on are words for people."""
_NOT_CHANGED = frozenset({"__all__", "_NAMES", "returns", "annotation", "decorator_list", "type_params", "bases"})


class _Site(NamedTuple):
    parent: ast.AST
    field: str
    place: int | None
    node: ast.AST

    def put(self, node: ast.AST) -> None:
        held = getattr(self.parent, self.field)
        if self.place is None:
            setattr(self.parent, self.field, node)
        else:
            held[self.place] = node


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault: in which module, function or constant and line, at which site, which of its changes."""

    module: str
    target: str
    line: int
    lines: range
    site: int
    change: int
    was: str
    now: str

    @property
    def key(self) -> str:
        """Return what names the fault while the code around it may move."""
        return f"{self.module.removeprefix('catalog.comparison.')} {self.target}: {self.was} → {self.now}"


def mutants_of(module: ModuleType) -> list[Mutant]:
    """Return every fault for a module, in the order of its text; equal ones in one function are numbered."""
    out: list[Mutant] = []
    seen: dict[str, int] = {}
    for target, statement in _targets(ast.parse(inspect.getsource(module))):
        lines = range(statement.lineno, (statement.end_lineno or statement.lineno) + 1)
        for number, site in enumerate(_sites(statement)):
            for change, (was, now) in enumerate(_wordings(site)):
                line = getattr(site.node, "lineno", None) or getattr(site.parent, "lineno", statement.lineno)
                mutant = Mutant(module.__name__, target, line, lines, number, change, was, now)
                count = seen[mutant.key] = seen.get(mutant.key, 0) + 1
                out.append(mutant if count == 1 else replace(mutant, now=f"{now} ({count})"))
    return out


def _targets(tree: ast.Module) -> Iterator[tuple[str, ast.stmt]]:
    for statement in tree.body:
        if isinstance(statement, ast.FunctionDef):
            yield statement.name, statement
        elif isinstance(statement, ast.ClassDef):
            if not any("Enum" in ast.unparse(base) for base in statement.bases):
                yield f"{statement.name}.", _fields_only(statement)
            for inner in statement.body:
                if isinstance(inner, ast.FunctionDef):
                    yield f"{statement.name}.{inner.name}", inner
        elif isinstance(statement, ast.Assign | ast.AnnAssign):
            name = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
            label = ast.unparse(name)
            if label not in _NOT_CHANGED:
                yield label, statement


def _fields_only(statement: ast.ClassDef) -> ast.ClassDef:
    kept = [inner for inner in statement.body if isinstance(inner, ast.AnnAssign | ast.Assign)]
    fields = copy.copy(statement)
    fields.body = kept or [ast.Pass(lineno=statement.lineno, col_offset=0)]
    return fields


def _sites(node: ast.AST) -> Iterator[_Site]:
    if isinstance(node, ast.JoinedStr | ast.Assert | ast.Import | ast.ImportFrom):
        return
    for field, value in ast.iter_fields(node):
        if field in _NOT_CHANGED:
            continue
        first_spoken = _first_spoken(node) if field == "args" else None
        for place, child in enumerate(value) if isinstance(value, list) else ((None, value),):
            if not isinstance(child, ast.AST) or _is_docstring(child):
                continue
            if first_spoken is not None and place is not None and place >= first_spoken:
                continue
            yield _Site(node, field, place, child)
            yield from _sites(child)


def _first_spoken(node: ast.AST) -> int | None:
    if not isinstance(node, ast.Call):
        return None
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    return _SENTENCES.get(name)


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _wordings(site: _Site) -> Iterator[tuple[str, str]]:
    was = _around(site)
    for change in _changes(site):
        change()
        now = _around(site)
        site.put(site.node)
        yield was, now


def _around(site: _Site) -> str:
    whole = isinstance(site.parent, ast.expr | ast.keyword | ast.comprehension) and site.field not in ("body", "orelse")
    shown = site.parent if whole and not isinstance(site.parent, ast.Call | ast.Dict | ast.Set | ast.List) else None
    if shown is None:
        held = getattr(site.parent, site.field)
        shown = held if site.place is None else held[site.place]
    text = ast.unparse(shown) if not isinstance(shown, ast.operator | ast.cmpop | ast.boolop) else type(shown).__name__
    text = text.split("\n", 1)[0]
    return text if len(text) <= 110 else f"{text[:107]}..."


def _changes(site: _Site) -> list[Callable[[], None]]:
    """Return what can be done to a site; each call changes the tree in place."""
    node = site.node
    if isinstance(node, ast.cmpop):
        return [_putting(site, other()) for other in _COMPARED[type(node)]]
    if isinstance(node, ast.operator):
        return [_putting(site, _COMPUTED[type(node)]())]
    if isinstance(node, ast.boolop):
        return [_putting(site, ast.Or() if isinstance(node, ast.And) else ast.And())]
    if isinstance(node, ast.Constant):
        return [_putting(site, ast.Constant(value)) for value in _other_values(node.value)]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
        return [_putting(site, node.operand)]
    if isinstance(node, ast.Break | ast.Continue):
        return [_putting(site, ast.Continue() if isinstance(node, ast.Break) else ast.Break())]
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        return [_putting(site, ast.Pass())]
    asked = site.field == "test" or (site.field == "ifs" and isinstance(site.parent, ast.comprehension))
    if asked and not (isinstance(node, ast.Compare) and len(node.ops) == 1):
        return [_putting(site, ast.UnaryOp(ast.Not(), node))]
    return []


def _putting(site: _Site, node: ast.AST) -> Callable[[], None]:
    return lambda: site.put(node)


def _other_values(value: object) -> list[Any]:
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value + 1]
    return [f"{value}XX"] if isinstance(value, str) else []


def apply(mutant: Mutant) -> None:
    """Put a fault into the running program, for good: the caller is a process of its own."""
    module = sys.modules[mutant.module]
    statement = dict(_targets(ast.parse(inspect.getsource(module))))[mutant.target]
    site = list(_sites(statement))[mutant.site]
    _changes(site)[mutant.change]()
    if isinstance(statement, ast.FunctionDef):
        statement.decorator_list = []
    made: dict[str, Any] = {}
    tree = ast.fix_missing_locations(ast.Module([statement], []))
    exec(compile(tree, module.__file__ or "", "exec", dont_inherit=True, flags=_ANNOTATIONS), module.__dict__, made)  # noqa: S102 - the fault is the program's own text with one change
    if isinstance(statement, ast.FunctionDef):
        _replace_function(_function(module, mutant.target), made[statement.name])
    elif isinstance(statement, ast.ClassDef):
        _replace_class(getattr(module, statement.name), made[statement.name])
    else:
        _replace_values(module, made)


_ANNOTATIONS = __import__("__future__").annotations.compiler_flag


def _function(module: ModuleType, target: str) -> FunctionType:
    found: Any = module
    for name in target.split("."):
        found = inspect.getattr_static(found, name)
    if isinstance(found, property):
        found = found.fget
    return inspect.unwrap(getattr(found, "__func__", found))


def _replace_function(old: FunctionType, new: FunctionType) -> None:
    old.__code__ = new.__code__
    old.__defaults__ = new.__defaults__
    old.__kwdefaults__ = new.__kwdefaults__


def _replace_class(old: Any, new: Any) -> None:
    """Take over the defaults of fields."""
    if "__init__" in vars(old):
        old.__init__.__defaults__ = new.__init__.__defaults__


def _replace_values(module: ModuleType, made: dict[str, Any]) -> None:
    for name, value in made.items():
        old = getattr(module, name)
        for other in [held for key, held in sys.modules.items() if key.startswith("catalog.comparison")]:
            if getattr(other, name, None) is old:
                setattr(other, name, value)
