"""Values drawn from a student's own seed: the same seed draws the same values, for ever."""

from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True)
class Lots:
    """Draws by name, so that a new draw changes none of the others."""

    seed: str

    def between(self, name: str, low: float, high: float, step: float = 1) -> int | float:
        """`low`, or as many `step`s above it as fit below `high`; whole when all three are."""
        places = int((high - low) / step + 1e-9) + 1
        value = low + self._number(name) % places * step
        return int(value) if value == int(value) else round(value, 6)

    def order(self, name: str, count: int) -> list[int]:
        """The numbers from 0 to `count` - 1, shuffled."""
        return sorted(range(count), key=lambda at: self._number(f"{name}:{at}"))

    def _number(self, name: str) -> int:
        return int.from_bytes(sha256(f"{self.seed}:{name}".encode()).digest()[:8], "big")
