"""What was found in folders and archives and is no document: counted, the first few named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from perkins_rules.app.faults import complain
from perkins_rules.member import Member

_MOST_NAMED = 20


class LeftOut:
    """Takes what is left out as it comes."""

    def __init__(self) -> None:
        self.count = 0
        self._named: list[str] = []

    def add(self, member: Member) -> None:
        """Counts one in."""
        self.count += 1
        if self.count <= _MOST_NAMED:
            self._named.append(f"{member.name}: {member.left_out}")

    def sifted(self, members: Iterable[Member]) -> Iterator[Member]:
        """The others."""
        for member in members:
            if member.left_out:
                self.add(member)
            else:
                yield member

    def complain(self) -> None:
        """Says on standard error what was left out, if anything was."""
        if not self.count:
            return
        named = "".join(f"\n  - {one}" for one in self._named)
        more = self.count - len(self._named)
        rest = f"\n  and {more:,} more" if more else ""
        complain(f"left out, as no documents: {self.count:,}{named}{rest}")
