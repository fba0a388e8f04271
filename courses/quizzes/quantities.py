"""Numbers with units: what a student wrote, and whether it is the quantity expected."""

import re
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from courses.quizzes.normalise import fold

_GROUPED = r"[0-9]{1,3}(?:[ \u00a0\u2009\u202f'][0-9]{3})+"
_NUMBER = re.compile(
    rf"([-−–+]?)\s?(?=[.,]?[0-9])({_GROUPED}|[0-9]{{0,40}})(?:[.,]([0-9]{{1,40}}))?"
    r"(?:\s?(?:[eE]|[×x*·.]\s?10\s?\^?\s?)([-−+⁻]?)([0-9]{1,2}|[⁰¹²³⁴-⁹]{1,2})(?![0-9]))?"
)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
LONGEST_UNIT = 24

_DECIMAL = {"n": -9, "µ": -6, "μ": -6, "u": -6, "m": -3, "k": 3, "K": 3, "M": 6, "G": 9, "T": 12}
_PREFIXES = {sign: Fraction(10) ** power for sign, power in {**_DECIMAL, "P": 15}.items()}
_BINARY = {
    sign + "i": Fraction(1024) ** power
    for power, sign in enumerate(("K", "M", "G", "T", "P"), start=1)
}
# unit -> (its size in base units, the base units)
_SCALED: dict[str, tuple[int, str]] = {
    **dict.fromkeys(("bit", "bits", "b"), (1, "bit")),
    **dict.fromkeys(("o", "octet", "octets", "B", "byte", "bytes"), (8, "bit")),
    "bps": (1, "bit/s"),
    **dict.fromkeys(("s", "sec"), (1, "s")),
    **dict.fromkeys(("W", "watt", "watts"), (1, "J/s")),
    **dict.fromkeys(("Wh", "W·h"), (3600, "J")),
    **dict.fromkeys(("J", "joule", "joules"), (1, "J")),
    **dict.fromkeys(("Hz", "hertz"), (1, "/s")),
    "V": (1, "V"),
    "A": (1, "A"),
    "m": (1, "m"),
    "g": (1, "g"),
}
_PLAIN: dict[str, tuple[Fraction, str]] = {
    **dict.fromkeys(("seconde", "secondes", "second", "seconds"), (Fraction(1), "s")),
    **dict.fromkeys(("min", "mn", "minute", "minutes"), (Fraction(60), "s")),
    **dict.fromkeys(("h", "heure", "heures", "hour", "hours"), (Fraction(3600), "s")),
    **dict.fromkeys(("j", "jour", "jours", "d", "day", "days"), (Fraction(86400), "s")),
    "%": (Fraction(1, 100), ""),
    "‰": (Fraction(1, 1000), ""),
    "€": (Fraction(1), "€"),
}


@dataclass(frozen=True)
class Unit:
    """The size of a unit in base units, and the powers of those; two that share them convert."""

    factor: Fraction
    base: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Given:
    """A number as a student wrote it, and the unit, "" for none."""

    number: Fraction
    unit: str


def read_quantity(text: str) -> Given | None:
    """The number and unit of `text`, decimal comma or point; None if there is no number."""
    text = text.strip().rstrip(".")
    found = _NUMBER.match(text)
    if not found:
        return None
    unit = text[found.end() :].strip()
    sign, whole, decimals, power_sign, power = found.groups()
    if unit[:1].isdigit() or unit[:1] in (".", ",") or len(unit) > LONGEST_UNIT:
        return None
    number = Fraction(re.sub(r"[^0-9]", "", "0" + whole) + "." + (decimals or "0"))
    if power:
        exponent = int(power.translate(_SUPERSCRIPTS))
        number *= Fraction(10) ** (-exponent if power_sign in ("-", "−", "⁻") else exponent)
    return Given(-number if sign in ("-", "−", "–") else number, unit)


@lru_cache(maxsize=1024)
def read_unit(text: str) -> Unit | None:
    """The unit that `text` names (`kWh`, `Mbit/s`, `Gio`, `%`), None if it is not a known one."""
    above, *below = text.strip().split("/")
    if len(text) > LONGEST_UNIT or len(below) > 1:
        return None
    top = _factor(above.strip())
    bottom = _factor(below[0].strip()) if below else Unit(Fraction(1), ())
    if not top or not bottom:
        return None
    powers = Counter(dict(top.base))
    powers.subtract(dict(bottom.base))
    base = tuple(sorted((name, power) for name, power in powers.items() if power))
    return Unit(top.factor / bottom.factor, base)


def same_unit(one: str, other: str) -> bool:
    """Whether two names of units are the same but for case and accents."""
    return fold(one.strip()) == fold(other.strip())


def _factor(text: str) -> Unit | None:
    if text in _PLAIN:
        factor, base = _PLAIN[text]
        return Unit(factor, _powers(base))
    for length in (0, 1, 2):
        prefix, name = text[:length], text[length:]
        if name not in _SCALED:
            continue
        size, base = _SCALED[name]
        if not prefix:
            return Unit(Fraction(size), _powers(base))
        if prefix in _PREFIXES:
            return Unit(size * _PREFIXES[prefix], _powers(base))
        if prefix in _BINARY and base == "bit":
            return Unit(size * _BINARY[prefix], _powers(base))
    return None


def _powers(base: str) -> tuple[tuple[str, int], ...]:
    above, _, below = base.partition("/")
    return tuple(sorted([(above, 1)] * bool(above) + [(below, -1)] * bool(below)))
