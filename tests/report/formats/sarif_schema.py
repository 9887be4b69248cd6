"""The parts of the SARIF 2.1.0 schema that our logs use, written from the standard.

Stricter than the published schema in one way: an object has no property that is not listed here,
so that a misspelt name is noticed. The published one is not carried by any package that tests
could depend on; logs were also held against it by Microsoft's `sarif-multitool validate`.
"""

from __future__ import annotations

from typing import Any

URI = {"type": "string", "format": "uri-reference", "pattern": r"^[!#$%&'()*+,/:;=?@\[\]~\w.-]+$"}
TEXT = {"type": "string", "minLength": 1}
FROM_ZERO = {"type": "integer", "minimum": 0}
FROM_ONE = {"type": "integer", "minimum": 1}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
BAG = {"type": "object", "properties": {"tags": {"type": "array", "uniqueItems": True}}}


def _object(*required: str, **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _list(items: Any, **more: Any) -> dict[str, Any]:
    return {"type": "array", "items": items, **more}


MESSAGE = _object("text", text=TEXT, markdown=TEXT)
ARTIFACT_LOCATION = _object("uri", uri=URI, index=FROM_ZERO)
REGION = _object(
    "startLine", startLine=FROM_ONE, startColumn=FROM_ONE, endLine=FROM_ONE, endColumn=FROM_ONE
)
LOCATION = _object(
    "physicalLocation",
    physicalLocation=_object("artifactLocation", artifactLocation=ARTIFACT_LOCATION, region=REGION),
    logicalLocations=_list(_object(name=TEXT, fullyQualifiedName=TEXT), uniqueItems=True),
)
REPLACEMENT = _object("deletedRegion", deletedRegion=REGION, insertedContent=_object(text=TEXT))
FIX = _object(
    "artifactChanges",
    description=MESSAGE,
    artifactChanges=_list(
        _object(
            "artifactLocation",
            "replacements",
            artifactLocation=ARTIFACT_LOCATION,
            replacements=_list(REPLACEMENT, minItems=1),
        ),
        minItems=1,
        uniqueItems=True,
    ),
)
SUPPRESSION = _object(
    "kind",
    kind={"enum": ["inSource", "external"]},
    status={"enum": ["accepted", "underReview", "rejected"]},
    justification=TEXT,
)
RESULT = _object(
    "message",
    "ruleId",
    "locations",
    ruleId=TEXT,
    ruleIndex=FROM_ZERO,
    kind={"enum": ["notApplicable", "pass", "fail", "review", "open", "informational"]},
    level=LEVEL,
    message=MESSAGE,
    locations=_list(LOCATION),
    partialFingerprints={"type": "object", "additionalProperties": TEXT},
    suppressions=_list(SUPPRESSION, uniqueItems=True),
    fixes=_list(FIX, uniqueItems=True),
    properties=BAG,
)
RULE = _object(
    "id",
    id=TEXT,
    shortDescription=MESSAGE,
    fullDescription=MESSAGE,
    help=MESSAGE,
    helpUri={"type": "string", "format": "uri", "pattern": "^https://"},
    defaultConfiguration=_object("level", level=LEVEL),
    properties=BAG,
)
ARTIFACT = _object(
    location=_object("uri", uri=URI),
    roles=_list({"enum": ["analysisTarget"]}, uniqueItems=True),
    hashes=_object(**{"sha-256": {"type": "string", "pattern": "^[0-9a-f]{64}$"}}),
    properties=BAG,
)
RUN = _object(
    "tool",
    results=_list(RESULT),
    artifacts=_list(ARTIFACT, uniqueItems=True),
    tool=_object(
        "driver",
        driver=_object(
            "name",
            name=TEXT,
            version=TEXT,
            semanticVersion={"type": "string", "pattern": r"^\d+\.\d+\.\d+$"},
            language=TEXT,
            rules=_list(RULE, uniqueItems=True),
        ),
    ),
    invocations=_list(
        _object(
            "executionSuccessful",
            executionSuccessful={"type": "boolean"},
            toolExecutionNotifications=_list(
                _object(
                    "message",
                    message=_object("text", text=TEXT),
                    level={"enum": ["none", "note", "warning", "error"]},
                )
            ),
        )
    ),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    language={"type": "string", "pattern": "^[a-z]{2}-[A-Z]{2}$"},
    properties=BAG,
)
SCHEMA = _object(
    "version",
    "runs",
    **{"$schema": {"type": "string", "format": "uri"}},
    version={"const": "2.1.0"},
    runs=_list(RUN),
)
