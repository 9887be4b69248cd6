"""Changes of one place in Python source: what `benchmarks.survivors` draws from."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

_OTHER: dict[type, type] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
}
_ANNOTATED = ("annotation", "returns", "type_params")
_DROPPED = (ast.AugAssign, ast.Raise, ast.Continue, ast.Break, ast.Delete)


class Change(NamedTuple):
    """A part of a text, from a place (line from 1, byte from 0) to another, and what it becomes."""

    kind: str
    start: tuple[int, int]
    end: tuple[int, int]
    new: str

    def applied(self, text: str) -> str:
        """The text with the change in it, on as many lines as before."""
        lines = text.encode().splitlines(keepends=True)
        first, last = lines[self.start[0] - 1], lines[self.end[0] - 1]
        gone = b"".join(lines[self.start[0] - 1 : self.end[0]]).count(b"\n") - last.count(b"\n")
        new = first[: self.start[1]] + self.new.encode() + last[self.end[1] :] + b"\n" * gone
        return b"".join([*lines[: self.start[0] - 1], new, *lines[self.end[0] :]]).decode()


def changes_of(text: str) -> list[Change]:
    """All changes of a module: none of its annotations, assertions and docstrings."""
    return [change for node in _walked(ast.parse(text)) for change in _of(node)]


def _walked(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    for name, value in ast.iter_fields(node):
        parts = value if isinstance(value, list) else [value]
        for part in parts if name not in _ANNOTATED else ():
            # A change within a formatted text has no place of its own before Python 3.12.
            if isinstance(part, ast.AST) and not isinstance(part, (ast.Assert, ast.JoinedStr)):
                yield from _walked(part)


def _of(node: ast.AST) -> Iterator[Change]:
    for of, changes in _CHANGES.items():
        if isinstance(node, of):
            yield from changes(node)
    if _is_dropped(node):
        assert isinstance(node, ast.stmt)
        yield _made("statement", node, ast.Pass())


def _of_comparison(node: ast.Compare) -> Iterator[Change]:
    for at, op in enumerate(node.ops):
        ops = [*node.ops[:at], _OTHER[type(op)](), *node.ops[at + 1 :]]
        yield _made("comparison", node, ast.Compare(node.left, ops, node.comparators))


def _of_sign(node: ast.BinOp) -> Iterator[Change]:
    if type(node.op) in _OTHER:
        yield _made("sign", node, ast.BinOp(node.left, _OTHER[type(node.op)](), node.right))


def _of_test(node: ast.If | ast.IfExp | ast.While) -> Iterator[Change]:
    yield _made("condition", node.test, ast.UnaryOp(ast.Not(), node.test))


def _of_choice(node: ast.comprehension) -> Iterator[Change]:
    for test in node.ifs:
        yield _made("condition", test, ast.UnaryOp(ast.Not(), test))


def _of_condition(node: ast.BoolOp) -> Iterator[Change]:
    other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    yield _made("condition", node, ast.BoolOp(other, node.values))
    for part in node.values:
        kept = [one for one in node.values if one is not part]
        yield _made("condition", node, kept[0] if len(kept) == 1 else ast.BoolOp(node.op, kept))


def _of_constant(node: ast.Constant) -> Iterator[Change]:
    if isinstance(node.value, bool):
        yield _made("constant", node, ast.Constant(not node.value))
    elif isinstance(node.value, int):
        yield _made("constant", node, ast.Constant(node.value + 1))
        yield _made("constant", node, ast.Constant(node.value - 1))


def _of_call(node: ast.Call) -> Iterator[Change]:
    for at, (one, next_) in enumerate(zip(node.args, node.args[1:], strict=False)):
        starred = isinstance(one, ast.Starred) or isinstance(next_, ast.Starred)
        if not starred and ast.dump(one) != ast.dump(next_):
            args = [*node.args[:at], next_, one, *node.args[at + 2 :]]
            yield _made("arguments", node, ast.Call(node.func, args, node.keywords))


def _of_slice(node: ast.Slice) -> Iterator[Change]:
    for bound in ("lower", "upper"):
        if getattr(node, bound):
            kept = ast.Slice(node.lower, node.upper, node.step)
            setattr(kept, bound, None)
            yield _made("slice", node, kept)


def _of_handler(node: ast.ExceptHandler) -> Iterator[Change]:
    if node.type is not None:
        parts = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
        for part in parts:
            kept = ast.Tuple([one for one in parts if one is not part], ast.Load())
            yield _made("exception", node.type, kept)


_CHANGES: dict[Any, Callable[[Any], Iterator[Change]]] = {
    ast.Compare: _of_comparison,
    ast.BinOp: _of_sign,
    ast.BoolOp: _of_condition,
    (ast.If, ast.IfExp, ast.While): _of_test,
    ast.comprehension: _of_choice,
    ast.Constant: _of_constant,
    ast.Call: _of_call,
    ast.Slice: _of_slice,
    ast.ExceptHandler: _of_handler,
}


def _is_dropped(node: ast.AST) -> bool:
    called = isinstance(node, ast.Expr) and not isinstance(node.value, ast.Constant)
    return called or isinstance(node, _DROPPED)


def _made(kind: str, old: ast.expr | ast.stmt | ast.Slice, new: ast.AST) -> Change:
    text = ast.unparse(ast.fix_missing_locations(new))
    within = isinstance(old, ast.expr) and not isinstance(old, (ast.Constant, ast.Slice))
    assert old.end_lineno is not None
    assert old.end_col_offset is not None
    start, end = (old.lineno, old.col_offset), (old.end_lineno, old.end_col_offset)
    return Change(kind, start, end, f"({text})" if within else text)
