"""A command has Python look for garbage seldom, and leaves it to look as it did before."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from perkins_rules.app import main as command
from perkins_rules.garbage import seldom_looked_for


@pytest.fixture(params=[(700, 10, 10), (20_000, 3, 4), (0, 10, 10)])
def before(request: pytest.FixtureRequest) -> Iterator[tuple[int, int, int]]:
    usual = gc.get_threshold()
    gc.set_threshold(*request.param)
    yield request.param
    gc.set_threshold(*usual)


def test_it_is_as_before_once_a_command_is_done(
    before: tuple[int, int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def run(words: list[str]) -> int:
        seen.append(gc.get_threshold())
        return 0

    monkeypatch.setattr(command, "_run", run)
    command.main(["check"])
    assert seen == [(before[0] and max(10_000, before[0]), *before[1:])]
    assert gc.get_threshold() == before


def test_it_is_as_before_after_an_error(before: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="x"), seldom_looked_for():
        raise ValueError("x")
    assert gc.get_threshold() == before
