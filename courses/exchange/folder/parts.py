"""Values of a JSON file, each with the type that is expected of it."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

_SLUG = re.compile(r"[\w-]{1,120}", re.A)
_MOST = 10_000


class Malformed(ValueError):
    """A value that is not what it should be; `path` names it."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class Part:
    """An object (or a list) of the file; every method raises Malformed."""

    def __init__(self, value: Any, path: str = "") -> None:
        self.value = value
        self.path = path

    def items(self) -> list["Part"]:
        if not isinstance(self.value, list) or len(self.value) > _MOST:
            raise Malformed(self.path or "[]")
        return [Part(each, f"{self.path}[{place}]") for place, each in enumerate(self.value)]

    def parts(self, name: str) -> list["Part"]:
        return Part(self._get(name, []), self._at(name)).items()

    def values(self, name: str) -> list[Any]:
        return [part.value for part in self.parts(name)]

    def texts(self, name: str) -> list[str]:
        found = self.values(name)
        if not all(isinstance(each, str) for each in found):
            raise Malformed(self._at(name))
        return found

    def texts_by_name(self, name: str) -> dict[str, str]:
        found = self._get(name, {})
        if not isinstance(found, dict) or not all(isinstance(v, str) for v in found.values()):
            raise Malformed(self._at(name))
        return found

    def text(self, name: str, *, most: int = 1000, least: int = 0) -> str:
        found = self._get(name, None)
        if not isinstance(found, str) or not least <= len(found) <= most or "\x00" in found:
            raise Malformed(self._at(name))
        return found

    def maybe_text(self, name: str) -> str | None:
        return None if self._get(name, None) is None else self.text(name)

    def slug(self, name: str) -> str:
        found = self.text(name, most=120)
        if not _SLUG.fullmatch(found):
            raise Malformed(self._at(name))
        return found

    def one_of(self, name: str, choices: tuple[str, ...]) -> str:
        found = self.text(name)
        if found not in choices:
            raise Malformed(self._at(name))
        return found

    def flag(self, name: str, *, default: bool | None = None) -> bool:
        found = self._get(name, default)
        if not isinstance(found, bool):
            raise Malformed(self._at(name))
        return found

    def number(self, name: str) -> int:
        found = self._get(name, None)
        if not isinstance(found, int) or isinstance(found, bool) or not 0 <= found <= 32_000:
            raise Malformed(self._at(name))
        return found

    def maybe_number(self, name: str) -> int | None:
        return None if self._get(name, None) is None else self.number(name)

    def share(self, name: str) -> str:
        """A number from 0 to 1 with two decimals, as text."""
        found = self.text(name)
        try:
            value = Decimal(found)
        except InvalidOperation:
            raise Malformed(self._at(name)) from None
        if not value.is_finite() or not 0 <= value <= 1 or value != round(value, 2):
            raise Malformed(self._at(name))
        return found

    def _get(self, name: str, default: Any) -> Any:
        if not isinstance(self.value, dict):
            raise Malformed(self.path or "{}")
        return self.value.get(name, default)

    def _at(self, name: str) -> str:
        return f"{self.path}.{name}" if self.path else name
