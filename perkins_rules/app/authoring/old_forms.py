"""A rule file -> what in it has a newer form that reads better: warnings of `lint`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence, Set

from perkins_rules.diagnostics import Diagnostic
from perkins_rules.lang import nodes as n
from perkins_rules.lang.print_expressions import fits_if_blank
from perkins_rules.lang.walk import nodes_of

_BY_FMT = "write `amount or $0 if blank`; `perkins-rules fmt` does so"
_BY_HAND = "name what stands after `else` by a `let`, and write `amount or name if blank`"
_CODE = re.compile(r"[0-9][A-Z][0-9]+")


def old_forms(file: n.RuleFile) -> Iterator[Diagnostic]:
    """`else`, for which `or … if blank` stands now; `matches` of a code, for which `has code` does.

    A text of a table is looked at once, whatever its rows: its tables are not written out.
    """
    source, declarations = file.source, file.declarations
    values = {node.name: node.values for node in declarations if isinstance(node, n.Parameter)}
    single = {name for name, dated in values.items() if _all(_is_code, [d.value for d in dated])}
    lists = {name for name, dated in values.items() if _all(_is_list, [d.value for d in dated])}
    for declaration in declarations:
        codes = single | _columns_of_codes(declaration) | _variables_over(lists, declaration)
        for node in nodes_of(declaration):
            if isinstance(node, n.Default) and not node.instead:
                message = "`else` reads as the other branch of a condition"
                hint = _BY_FMT if fits_if_blank(node) else _BY_HAND
            elif isinstance(node, n.Matches) and (
                _is_code(node.pattern) or _names(node.pattern, codes)
            ):
                message = "what this text is held against is a code, and no pattern"
                hint = "write `has code`, as in `row.code has code 1S1`"
            else:
                continue
            yield Diagnostic("old-form", message, source, node.span, hint, "warning")


def _columns_of_codes(node: n.Declaration) -> set[str]:
    """The columns of a table that hold a code in each row."""
    if not isinstance(node, n.Table):
        return set()
    columns = enumerate(node.columns)
    held = {
        column.text: [row.cells[k] for row in node.rows if k < len(row.cells)]
        for k, column in columns
    }
    return {name for name, cells in held.items() if _all(_is_code, cells)}


def _variables_over(lists: Set[str], declaration: n.Declaration) -> set[str]:
    """The variables that run over a list of codes."""
    bindings = (node for node in nodes_of(declaration) if isinstance(node, n.Binding))
    return {binding.variable for binding in bindings if _names(binding.source, lists)}


def _names(node: object, names: Set[str]) -> bool:
    return isinstance(node, n.Name) and node.text in names


def _is_list(value: object) -> bool:
    return isinstance(value, n.Braces) and _all(_is_code, value.items)


def _is_code(value: object) -> bool:
    written = value.parts if isinstance(value, n.Text) else (getattr(value, "value", None),)
    return (
        len(written) == 1
        and isinstance(written[0], str)
        and _CODE.fullmatch(written[0]) is not None
    )


def _all(test: Callable[[object], bool], values: Sequence[object]) -> bool:
    return bool(values) and all(map(test, values))
