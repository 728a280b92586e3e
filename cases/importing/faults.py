"""What is wrong in the files, in Danish. A reason never repeats what stands in the row: it may be personal."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong: the file, the line (1 = the headings, 0 = no line), the column as headed, the reason."""

    file: str
    line: int
    column: str
    reason: str

    def __str__(self) -> str:
        column = f", kolonne {self.column}" if self.column else ""
        line = f", linje {self.line}" if self.line else ""
        return f"{self.file}{line}{column}: {self.reason}"


class WrongCell(ValueError):
    """A cell cannot be read; `reason` is Danish and repeats nothing of the cell."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class ImportRefused(Exception):
    """Nothing was imported. `faults` holds everything that was found, in order of file and line."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(f"{len(faults)} fejl")
        self.faults = sorted(set(faults))
