"""Strategies for syntax trees such as the parser yields, and for rule files with comments in them.

The places in these trees are all the same; equality leaves them out.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from attrs import evolve
from hypothesis import strategies as st

from perkins_rules.lang import nodes as n
from perkins_rules.source import SourceText, Span

HERE = Span(1, 1, 1, 2)

# Words of the language that are also good names of fields, and plain ones.
WORDS = (
    "amount",
    "level",
    "date",
    "percent",
    "budget",
    "item",
    "x",
    "fiscal_year",
    "unit",
    "option",
)
TRICKY = ("before", "after", "present", "missing", "sum", "count", "one", "more", "at", "_a1")
COMPARISONS = (
    "is", "is not", "is at least", "is at most", "is more than", "is less than",
    "is before", "is after", "is on or before", "is on or after",
)  # fmt: skip

words = st.sampled_from(WORDS)
paths = st.one_of(words, st.lists(words, min_size=2, max_size=4).map(".".join))
slugs = st.sampled_from(("cap", "levels-rise", "2-years", "a", "no-one-left-out"))
texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20)
dates = st.dates(min_value=date(1000, 1, 1))
editions = st.sampled_from(("2025-01", "2019-12"))


def name(text: str) -> n.Name:
    return n.Name(span=HERE, parts=tuple(text.split(".")))


names = paths.map(name)
tricky_names = st.one_of(paths, st.sampled_from(TRICKY)).map(name)


# ------------------------------------------------------------------ literals


def literal(kind: str, value: object, unit: str | None = None) -> n.Literal:
    return n.Literal(span=HERE, kind=kind, value=value, unit=unit)  # type: ignore[arg-type]  # one strategy a kind


figures = st.builds(
    lambda whole, tens: Fraction(whole, 10**tens), st.integers(0, 10**12), st.integers(0, 6)
)


def written(kind: str) -> st.SearchStrategy[n.Literal]:
    """A percent or a number, with decimal places as an author may write them."""
    return st.builds(
        lambda digits, places: n.Literal(
            span=HERE, kind=kind, value=Fraction(digits, 10**places), places=places
        ),
        st.integers(0, 10**12),
        st.integers(0, 6),
    )


moneys = figures.map(lambda value: literal("money", value))
percents = written("percent")
numbers = written("number")
periods = st.builds(
    lambda count, unit: literal("period", count, unit),
    st.integers(0, 500),
    st.sampled_from(("days", "months", "years")),
)
times = st.integers(0, 24 * 60 - 1).map(lambda m: literal("time", m, "America/New_York"))
always = st.just(value=True)
codes = st.sampled_from(("1S1", "5S3", "2P1")).map(lambda code: literal("code", code))
strings = texts.map(lambda text: literal("text", text))
calendar_days = dates.map(lambda day: literal("date", day))

unquoted_literals = st.one_of(moneys, percents, numbers, periods, times, codes, calendar_days)
literals = st.one_of(unquoted_literals, strings)


def negated(positive: n.Literal) -> n.Literal:
    return evolve(positive, value=-positive.value)  # type: ignore[operator]  # figures only


simple_literals = st.one_of(literals, st.one_of(moneys, percents, numbers).map(negated))
literal_values = st.recursive(
    st.one_of(simple_literals, names),
    lambda inner: st.lists(inner, max_size=3).map(lambda i: n.Braces(span=HERE, items=tuple(i))),
    max_leaves=4,
)


# ------------------------------------------------------------------ expressions


def expressions(in_hole: bool = False) -> st.SearchStrategy[n.Expression]:
    """Any expression; one in the hole of a message holds no quotes and no braces."""
    atoms = st.one_of(tricky_names, unquoted_literals if in_hole else literals)
    return st.recursive(atoms, lambda inner: _larger(inner, in_hole), max_leaves=12)


def _larger(inner: st.SearchStrategy[n.Expression], in_hole: bool) -> st.SearchStrategy:
    here = st.just(HERE)
    some = st.booleans()
    binding = st.builds(
        n.Binding,
        span=here,
        variable=words,
        source=inner,
        latest=latests,
        where=st.none() | inner,
    )
    lists = st.lists(inner, max_size=3).map(tuple)
    operators = st.sampled_from(COMPARISONS)
    kinds = st.sampled_from(("sum", "average", "greatest", "least", "list"))
    quantifiers = st.sampled_from(("every", "some", "none of"))
    modes = st.sampled_from(("half up", "half even", "down", "up"))
    return st.one_of(
        st.builds(n.FieldOf, span=here, record=inner, name=words),
        st.builds(
            n.Arithmetic, span=here, operator=st.sampled_from("+-*/"), left=inner, right=inner
        ),
        st.builds(n.Negative, span=here, operand=inner),
        st.builds(n.ShareOf, span=here, share=inner, whole=inner),
        st.builds(
            n.Extremum,
            span=here,
            which=st.sampled_from(("greater", "lesser")),
            first=inner,
            second=inner,
        ),
        st.builds(n.PercentOf, span=here, part=inner, whole=inner),
        st.builds(n.Rounded, span=here, value=inner, places=st.integers(0, 9), mode=modes),
        st.builds(n.Default, span=here, value=inner, fallback=inner),
        st.builds(n.Choose, span=here, condition=inner, then=inner, otherwise=inner),
        st.builds(n.Call, span=here, function=words, arguments=lists),
        st.builds(n.Aggregate, span=here, kind=kinds, value=inner, binding=binding),
        st.builds(n.Count, span=here, binding=binding),
        st.builds(n.CountAll, span=here, source=inner),
        st.builds(n.TheOne, span=here, binding=binding),
        st.builds(n.Repeated, span=here, value=inner, binding=binding, ignoring=some),
        st.builds(n.Compare, span=here, operator=operators, left=inner, right=inner, ignoring=some),
        st.builds(
            n.Apart,
            span=here,
            operator=operators,
            left=inner,
            period=inner,
            direction=st.sampled_from(("before", "after")),
            right=inner,
        ),
        st.builds(n.Between, span=here, value=inner, low=inner, high=inner),
        st.builds(n.OneOf, span=here, value=inner, options=inner, negated=some, ignoring=some),
        st.builds(n.Includes, span=here, collection=inner, item=inner, negated=some, ignoring=some),
        st.builds(n.Differs, span=here, left=inner, right=inner, tolerance=inner),
        st.builds(n.Presence, span=here, operand=inner, negated=some),
        st.builds(n.Matches, span=here, value=inner, pattern=inner),
        st.builds(
            n.Compare,
            span=here,
            operator=st.just("is"),
            left=inner,
            right=inner,
            ignoring=always,
            has_code=always,
        ),
        st.builds(n.Distinct, span=here, value=inner, binding=binding, ignoring=some),
        st.builds(n.Quantified, span=here, kind=quantifiers, binding=binding, body=inner),
        st.builds(n.Not, span=here, operand=inner),
        st.lists(inner, min_size=2, max_size=3).map(conjunction),
        st.lists(inner, min_size=2, max_size=3).map(disjunction),
        *(() if in_hole else (st.builds(n.Braces, span=here, items=lists),)),
    )


def conjunction(operands: list[n.Expression]) -> n.And:
    """A chain of `and` is one node."""
    flat = [p for o in operands for p in (o.operands if isinstance(o, n.And) else (o,))]
    return n.And(span=HERE, operands=tuple(flat))


def disjunction(operands: list[n.Expression]) -> n.Or:
    flat = [p for o in operands for p in (o.operands if isinstance(o, n.Or) else (o,))]
    return n.Or(span=HERE, operands=tuple(flat))


latests = st.none() | st.tuples(
    st.sampled_from(("latest", "earliest")), st.integers(1, 9), st.sampled_from(("year", "date"))
)
conditions = expressions()


# ------------------------------------------------------------------ clauses


def tuples_of(
    inner: st.SearchStrategy[Any], least: int = 0, most: int = 3
) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(inner, min_size=least, max_size=most).map(tuple)


sections = st.one_of(
    st.sampled_from(("112(a)(3)", "IV.A line 2", "Text Box 8 (bb)", "76.140(c)", "II.B.1.a")),
    texts.filter(bool),
)
cites = tuples_of(st.builds(n.Cite, span=st.just(HERE), source=words, section=sections), 1)
encodes = tuples_of(st.builds(n.Encodes, span=st.just(HERE), requirement=slugs), 1)


@st.composite
def messages(draw: st.DrawFn) -> n.Text:
    parts: list[str | n.Expression] = []
    for part in draw(
        st.lists(st.one_of(texts.filter(bool), expressions(in_hole=True)), max_size=4)
    ):
        if parts and isinstance(part, str) and isinstance(parts[-1], str):
            parts[-1] += part
        else:
            parts.append(part)
    return n.Text(span=HERE, parts=tuple(parts))


in_force = st.builds(
    n.InForce, span=st.just(HERE), start=st.none() | dates, until=st.none() | dates
)
headings = st.builds(
    n.Heading,
    span=st.just(HERE),
    slug=slugs,
    title=texts,
    cites=cites,
    encodes=st.just(()) | encodes,
    severity=st.sampled_from(("error", "warning", "info")),
    in_force=st.none() | in_force,
    editions=tuples_of(editions),
    profiles=tuples_of(st.sampled_from(("guide", "statute", "strict"))),
    applies=st.none() | conditions,
)


@st.composite
def loops(draw: st.DrawFn) -> n.ForEach:
    pair = draw(st.booleans())
    return n.ForEach(
        span=HERE,
        variables=tuple(
            draw(st.lists(words, min_size=2 if pair else 1, max_size=2 if pair else 1))
        ),
        source=draw(conditions),
        latest=draw(latests),
        by=draw(words) if pair else None,
        where=draw(st.none() | conditions),
    )


lets = st.builds(n.Let, span=st.just(HERE), name=words, value=conditions)
requirements = st.builds(
    n.Requirement,
    span=st.just(HERE),
    condition=conditions,
    otherwise=st.none() | messages(),
    remedy=st.none() | messages(),
)
exceptions = st.builds(
    n.Exempting,
    span=st.just(HERE),
    label=words,
    condition=conditions,
    cites=cites,
    but_not=st.none() | conditions,
)


# ------------------------------------------------------------------ examples


@st.composite
def entries(draw: st.DrawFn, depth: int, *, first: bool = False) -> n.Entry:
    """A value of a `given` entry; only the first after a field's name may be a bare name."""
    if first and draw(st.booleans()):
        return n.Entry(span=HERE, key=draw(names))
    key = draw(literal_values.filter(lambda value: not isinstance(value, n.Name)))
    fields = draw(assignments(depth - 1)) if depth and draw(st.booleans()) else ()
    return n.Entry(span=HERE, key=key, value=draw(st.none() | literal_values), fields=fields)


@st.composite
def assignments(draw: st.DrawFn, depth: int = 1) -> tuple[n.FieldValue, ...]:
    fields = []
    for _ in range(draw(st.integers(1, 2))):
        first = draw(entries(depth, first=True))
        rest = [draw(entries(depth)) for _ in range(draw(st.integers(0, 2)))]
        fields.append(n.FieldValue(span=HERE, name=draw(paths), values=(first, *rest)))
    return tuple(fields)


facts = st.one_of(
    st.builds(n.Fact, span=st.just(HERE), kind=st.just("is"), path=names, value=literal_values),
    st.builds(n.Fact, span=st.just(HERE), kind=st.sampled_from(("missing", "given")), path=names),
    st.builds(
        n.Fact,
        span=st.just(HERE),
        kind=st.just("entry"),
        path=names,
        value=st.none() | st.one_of(simple_literals, names),
        fields=st.just(()) | assignments(),
    ),
    st.builds(
        n.Fact,
        span=st.just(HERE),
        kind=st.just("gone"),
        path=names,
        value=st.one_of(simple_literals, names),
    ),
)
document_names = slugs.map(lambda slug: n.Name(span=HERE, parts=(slug,)))
says = st.lists(
    st.builds(n.Said, span=st.just(HERE), text=texts, negated=st.booleans()), max_size=2
)
examples = st.builds(
    n.Example,
    span=st.just(HERE),
    verdict=st.sampled_from(
        ("passes", "fails", "not applicable", "cannot be determined", "needs review")
    ),
    exception=st.none() | words,
    on=st.none() | dates,
    edition=st.none() | editions,
    profile=st.none() | words,
    facts=tuples_of(facts),
    documents=st.just(()) | tuples_of(document_names, 1),
    severity=st.none() | st.sampled_from(("error", "warning", "info")),
    count=st.none() | st.sampled_from(((1, 1), (2, 5))),
    entries=st.just(()) | tuples_of(st.one_of(literals, names), 1),
    says=says.map(lambda found: tuple(sorted(found, key=lambda said: said.negated))),
)


def groups(inner: st.SearchStrategy[n.Shown]) -> st.SearchStrategy[n.Examples]:
    """Examples that share facts, and are about a day or a document or not."""
    asking = st.builds(
        n.Asking,
        span=st.just(HERE),
        documents=st.just(()) | tuples_of(document_names, 1),
        on=st.none() | dates,
    )
    return st.builds(
        n.Examples,
        span=st.just(HERE),
        asking=asking,
        facts=tuples_of(facts, 1),
        examples=tuples_of(inner, 1, most=2),
    )


shown_examples = st.one_of(examples, groups(st.one_of(examples, groups(examples))))


# ------------------------------------------------------------------ declarations

packs = st.builds(
    n.Pack,
    span=st.just(HERE),
    name=paths,
    title=texts,
    document=words,
    language=st.none() | st.sampled_from(("1.0", "1.00")),
    extends=tuples_of(names),
)
sections_of_code = st.sampled_from(("112", "76.140", "2342a", "1-a"))
of_edition = st.fixed_dictionaries({"edition": st.none() | editions}) | st.fixed_dictionaries(
    {"edition": editions, "start": dates, "changes": st.none() | texts}
)
sources = st.builds(
    lambda edition, **parts: n.Source(**parts, **edition),
    span=st.just(HERE),
    kind=st.sampled_from(("law", "regulation", "guide", "policy")),
    name=words,
    title=texts,
    label=st.none() | texts,
    edition=of_edition,
    code=st.none()
    | st.tuples(
        st.integers(1, 50),
        st.sampled_from(("USC", "CFR")),
        tuples_of(st.tuples(sections_of_code, sections_of_code), 1, 30),
    ),
    reviewed_to=st.none() | dates,
)
dated_values = st.builds(
    n.DatedValue, span=st.just(HERE), value=literal_values, start=dates, cites=cites
)
parameters = st.one_of(
    st.builds(n.Parameter, span=st.just(HERE), name=paths, values=tuples_of(dated_values, 1)),
    st.builds(
        n.Parameter,
        span=st.just(HERE),
        name=paths,
        by=names,
        states=tuples_of(st.tuples(st.sampled_from(("GU", "VT")), tuples_of(dated_values, 1)), 1),
    ),
)
rule_ids = st.sampled_from(
    ("federal.budget/cap", "low/no-one-left-out", "a_b.c/items/narrative.educators", "x/1/y_z/w")
).map(lambda text: n.Name(span=HERE, parts=(text,)))


def replacing(inner: st.SearchStrategy) -> st.SearchStrategy:
    """Rules or reviews that stand in the place of others."""

    def other(node: n.Rule | n.Review, rule: n.Name) -> n.Rule | n.Review:
        return evolve(node, replaces=rule, heading=evolve(node.heading, slug=rule.text))

    return st.builds(other, inner, rule_ids)


defines = st.one_of(
    st.builds(n.Define, span=st.just(HERE), name=paths, value=conditions),
    st.builds(
        n.Define, span=st.just(HERE), name=paths, value=conditions, variable=words, over=names
    ),
)
rules = st.builds(
    n.Rule,
    span=st.just(HERE),
    heading=headings,
    loops=tuples_of(loops(), most=2),
    lets=tuples_of(lets, most=2),
    requires=tuples_of(requirements, most=2),
    exceptions=tuples_of(exceptions, most=2),
    examples=tuples_of(shown_examples, most=3),
)
item_lines = st.builds(
    n.ItemLine,
    span=st.just(HERE),
    path=names,
    must_be_yes=st.booleans(),
    applies=st.none() | conditions,
    cites=cites,
    encodes=encodes,
)
items = st.builds(
    n.Items,
    span=st.just(HERE),
    heading=headings,
    lines=tuples_of(item_lines, 1),
    placeholders=st.none() | words,
    examples=tuples_of(shown_examples, most=1),
)
reviews = st.builds(
    n.Review,
    span=st.just(HERE),
    heading=headings,
    loops=tuples_of(loops(), most=1),
    lets=tuples_of(lets, most=1),
    look_at=tuples_of(names),
    ask=st.none() | messages(),
    examples=tuples_of(shown_examples, most=1),
)


def is_text(node: n.Expression) -> bool:
    """A text, which a row holds as one with holes."""
    return isinstance(node, n.Literal) and node.kind == "text"


cells = st.one_of(literal_values.filter(lambda node: not is_text(node)), messages())
rows = st.integers(1, 3).flatmap(
    lambda columns: tuples_of(
        st.builds(
            n.Row,
            span=st.just(HERE),
            slug=slugs,
            cells=tuples_of(cells, columns, columns),
            cites=st.just(()) | cites,
            encodes=st.just(()) | encodes,
            examples=tuples_of(examples, most=1),
        ),
        1,
    )
)
tables = st.builds(
    lambda template, title, rows: n.Table(
        span=HERE,
        title=title,
        columns=tuple(name(f"column_{k}") for k, _ in enumerate(rows[0].cells)),
        template=evolve(template, heading=evolve(template.heading, slug="", title="")),
        rows=rows,
    ),
    st.one_of(rules, reviews),
    messages(),
    rows,
)
excepts = st.builds(
    n.Except,
    span=st.just(HERE),
    rule=rule_ids,
    exceptions=tuples_of(exceptions, 1),
    encodes=st.just(()) | encodes,
    examples=tuples_of(shown_examples, most=2),
)
new_parameters = parameters.map(lambda node: evolve(node, replaces=name(node.name)))
overlays = st.one_of(replacing(rules), replacing(reviews), new_parameters, excepts)
of_examples = st.one_of(
    st.builds(n.ExamplesOf, span=st.just(HERE), pack=names),
    st.builds(
        n.DocumentAs,
        span=st.just(HERE),
        name=slugs,
        base=document_names,
        facts=tuples_of(facts, 1),
    ),
    st.builds(
        n.OfRule,
        span=st.just(HERE),
        rule=document_names,
        examples=tuples_of(shown_examples, 1, most=2),
    ),
)
declarations = st.one_of(
    packs, sources, parameters, defines, rules, items, reviews, tables, overlays, of_examples
)


def file_of(*nodes: n.Declaration) -> n.RuleFile:
    return n.RuleFile(source=SourceText("made.rules", ""), declarations=nodes)
