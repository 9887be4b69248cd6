"""The schemas as the tests see them: references resolved, properties walked by name."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

ROOT = Path(__file__).parents[2]
NAMES = tuple(sorted(p.name.split(".")[0] for p in (ROOT / "schemas").glob("*.schema.json")))
Schema = dict[str, Any]


def load(name: str) -> Schema:
    """The schema `name`, as JSON gives it."""
    text = (ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")
    loaded: Schema = json.loads(text)
    return loaded


SCHEMAS = {name: load(name) for name in NAMES}


def validator(name: str) -> Draft202012Validator:
    """A validator of one document type that finds the shared parts by their file name."""
    resources = [(f"{n}.schema.json", Resource.from_contents(s)) for n, s in SCHEMAS.items()]
    registry: Registry[Any] = Registry().with_resources(resources)
    return Draft202012Validator(SCHEMAS[name], registry=registry)


def plan(**sections: Any) -> Schema:
    """A State plan with the given sections alone."""
    return {"document": "state_plan", **sections}


def accepts(document: Any) -> bool:
    """Whether the schema of the State plan accepts a parsed document."""
    return validator("state_plan").is_valid(document)


def resolve(schema: Schema) -> Schema:
    """The schema with its references replaced; what stands beside a reference wins."""
    while "$ref" in schema:
        target = SCHEMAS["common"]["$defs"][schema["$ref"].rpartition("/")[2]]
        schema = {**target, **{k: v for k, v in schema.items() if k != "$ref"}}
    return schema


def kind(schema: Schema) -> str:
    """The kind of value that a resolved schema asks for."""
    if "properties" in schema:
        return "record"
    if "items" in schema:
        return f"list of {kind(resolve(schema['items']))}"
    return str(schema["x-kind"])


def fields(schema: Schema, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Schema]]:
    """Every field below `schema` with its dotted name; entries of a list need no index."""
    schema = resolve(schema)
    if "items" in schema:
        schema = resolve(schema["items"])
    for name, field in schema.get("properties", {}).items():
        here = (*path, name)
        yield ".".join(here), resolve(field)
        yield from fields(field, here)


class TextLoader(yaml.SafeLoader):
    """YAML whose plain scalars are their text, as the documents are meant; only null is null."""


TextLoader.yaml_implicit_resolvers = {
    first: nulls
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    if (nulls := [(tag, pattern) for tag, pattern in resolvers if tag.endswith(":null")])
}


def read_yaml(path: Path) -> Any:
    """A YAML file as mappings, lists, texts and None."""
    return yaml.load(path.read_text(encoding="utf-8"), TextLoader)  # noqa: S506  # the loader makes texts only
