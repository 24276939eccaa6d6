"""What the readers of the guard raise; the guard turns it into a sentence."""


class Suspicion(Exception):
    """The file cannot be taken: damaged, password, active, macros, outside, packed, other, pages or pixels."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
