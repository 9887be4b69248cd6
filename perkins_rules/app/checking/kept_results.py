"""`check --resume`: the store of a run, and all that its results hang on beside the documents."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256

from perkins_rules.app.checking.making import Making, determined_by
from perkins_rules.app.faults import Stop
from perkins_rules.batch.store import Store, StoreFault
from perkins_rules.engine.askable import AskableRules
from perkins_rules.version import __version__


@contextmanager
def store_of(path: str, making: Making, rules: AskableRules) -> Iterator[Store]:
    """The store in a file, open. Raises Stop for one that cannot be used."""
    determined, same = determined_by(making), asked_of(making)

    def asked(name: str) -> str:
        file = determined(name)
        return same + (file.sha256 if file is not None else "")

    try:
        with Store(path, rules.sha256, asked) as store:
            yield store
    except StoreFault as fault:
        raise Stop(fault.message, fault.remedy) from fault


def asked_of(making: Making) -> str:
    """A digest of all that is asked of every document, save the rules themselves."""
    # Not the day by which waivers are judged: a report that hangs on it says so itself; a repair
    # does not.
    kept = making.waivers
    today = kept.today if making.repairs or making.headroom else None
    waivers = (kept.alone, kept.comments, kept.file and (kept.file.path, kept.file.sha256))
    plain = {**making._asdict(), "rules": None, "determinations": None, "waivers": waivers}
    text = json.dumps({**plain, "today": today, "version": __version__}, sort_keys=True)
    return sha256(text.encode()).hexdigest()
