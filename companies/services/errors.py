"""What a service tells its caller when it will not act. The messages are Danish."""


class Refused(Exception):
    """The act is not allowed or not possible; `message` is for the person, `field` names the form field it concerns."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class Stale(Refused):
    """Somebody changed the company after the page was made: nothing was saved."""

    def __init__(self, message: str = "Virksomheden er ændret af en anden, siden du åbnede siden.") -> None:
        super().__init__(message)
