"""Where in a TOML file something stands: tomllib gives values without positions, people need lines.

Only valid TOML is looked at (tomllib has read it before), so the scanner need not check anything.
"""

from collections import Counter

Place = tuple[str | int, ...]
TRIPLE = ('"""', "'''")


class Lines:
    """The line on which each key, table and element of an array begins, counted from 1."""

    def __init__(self, source: str) -> None:
        self.source = source.replace("\r\n", "\n")
        self.at = 0
        self.found: dict[Place, int] = {}
        self.arrays: Counter[Place] = Counter()

    def of(self, place: Place) -> int:
        """The line of `place`, or of the nearest table around it."""
        if not self.found:  # only a file with a mistake is ever asked
            self.found[()] = 1
            self._document()
        while place not in self.found:
            place = place[:-1]
        return self.found[place]

    def _line(self) -> int:
        return self.source.count("\n", 0, self.at) + 1

    def _note(self, place: Place) -> None:
        self.found.setdefault(place, self._line())

    def _peek(self, length: int = 1) -> str:
        return self.source[self.at : self.at + length]

    def _skip(self, blanks: str = " \t\n") -> None:
        while (sign := self._peek()) and (sign in blanks or sign == "#"):
            if sign == "#":
                end = self.source.find("\n", self.at)
                self.at = len(self.source) if end < 0 else end
            else:
                self.at += 1

    def _document(self) -> None:
        table: Place = ()
        while True:
            self._skip()
            if not self._peek():
                return
            if self._peek() == "[":
                table = self._header()
            else:
                self._pair(table)

    def _header(self) -> Place:
        array = self._peek(2) == "[["
        line = self.at
        self.at += 2 if array else 1
        names = self._names()
        self.at += 2 if array else 1
        place: Place = ()
        for depth, name in enumerate(names, 1):
            place = (*place, name)
            if depth == len(names) and array:
                self.arrays[place] += 1
            here, self.at = self.at, line
            self._note(place)
            if self.arrays[place]:
                place = (*place, self.arrays[place] - 1)
                self._note(place)
            self.at = here
        return place

    def _names(self) -> list[str]:
        names = [self._name()]
        while True:
            self._skip(" \t")
            if self._peek() != ".":
                return names
            self.at += 1
            names.append(self._name())

    def _name(self) -> str:
        self._skip(" \t")
        if self._peek() in "\"'":
            return self._string()
        start = self.at
        while self._peek() and self._peek() not in " \t.=]":
            self.at += 1
        return self.source[start : self.at]

    def _string(self) -> str:
        mark = self._peek(3) if self._peek(3) in TRIPLE else self._peek()
        self.at += len(mark)
        start = self.at
        while self._peek() and self._peek(len(mark)) != mark:
            self.at += 2 if self._peek() == "\\" and mark[0] == '"' else 1
        text = self.source[start : self.at]
        self.at += len(mark)
        while len(mark) > 1 and self._peek() == mark[0]:  # up to two quotation marks may stand before the end
            self.at += 1
        return text

    def _pair(self, table: Place) -> None:
        place = table
        start = self.at
        for name in self._names():
            place = (*place, name)
            here, self.at = self.at, start
            self._note(place)
            self.at = here
        self._skip(" \t")
        self.at += 1  # =
        self._value(place)

    def _value(self, place: Place) -> None:
        self._skip(" \t")
        sign = self._peek()
        if sign and sign in "\"'":
            self._string()
        elif sign == "[":
            self._array(place)
        elif sign == "{":
            self._inline_table(place)
        else:
            while self._peek() and self._peek() not in ",]}#\n":
                self.at += 1

    def _array(self, place: Place) -> None:
        self.at += 1
        number = 0
        while True:
            self._skip(" \t\n,")
            if self._peek() in ("]", ""):
                self.at += 1
                return
            self._note((*place, number))
            self._value((*place, number))
            number += 1

    def _inline_table(self, place: Place) -> None:
        self.at += 1
        while True:
            self._skip(" \t\n,")
            if self._peek() in ("}", ""):
                self.at += 1
                return
            self._pair(place)
