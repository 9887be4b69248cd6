"""Why a cell is not taken."""


class LeftOut(Exception):
    """A cell that is not taken; why, as the end of a sentence."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
