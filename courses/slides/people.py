"""Who wrote a deck: the line of a title page that names a person."""

import re
from collections.abc import Sequence

from courses.slides.slugs import slugify

_LABEL = re.compile(
    r"(?:(?:auteurs?|autrice|authors?|enseignante?s?|instructors?|lecturers?|teachers?|professeure?|"
    r"formateur|formatrice|intervenante?|présentée?s? par|presented by|préparée?s? par|"
    r"prepared by|animée?s? par|speaker|proposée? par|réalisée? par|written by|rédigé par)\s*:?\s+"
    r"|(?:par|by)\s*:?\s+)(?=\S)",
    re.IGNORECASE,
)
_HONORIFIC = re.compile(
    r"(?:dr\.?|docteure?|prof\.?|pr\.?|professeure?|professor|m\.|mr\.?|mrs\.?|ms\.?|mme\.?|"
    r"monsieur|madame|ing\.?|me\.?)\s+(?=[^\W\d_])",
    re.IGNORECASE,
)
_INSTITUTION = re.compile(
    r"\b(?:universit|[ée]cole|institut|facult|school|colleg|departe?ment|département|laborato|"
    r"ufr|iut|academ|académ|master|licence|bachelor|dic|dut|bts|cycle|options?|fili[èe]re|"
    r"polytech|campus|semest|année|year|spring|fall|autumn|summer|winter|cours|course|chapitre|"
    r"chapter|lecture|module|partie|part|class|niveau|version|copyright|plan|sommaire|"
    r"introduction|centre|center|cnrs|inria|inc|ltd|company|direction|promotion|promo|"
    r"computer|science|sciences|informatique|engineering|génie|réseaux|networks?|systems?|"
    r"systèmes|télécom\w*|intelligence|données|data)",
    re.IGNORECASE,
)
_SCHOOL = re.compile(
    r"(?:universit|[ée]cole\b|institut|facult|school of|college of|departement|d[ée]partement|"
    r"department|ufr\b|iut\b|laborato)",
    re.IGNORECASE,
)
_CONTACT = re.compile(r"[\w.+-]+@[\w-]+|https?://|www\.", re.IGNORECASE)
_DATE = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|"
    r"novembre|décembre|january|february|march|april|june|july|august|september|october|"
    r"november|december)\b",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"[A-Z][A-Z&-]{1,11}(?![a-z])")
_CUT = re.compile(r"\s*(?:,|\s[-–—|]\s|\(|<|\u2022|;)\s*")
_EMAIL = re.compile(r"([\w.+-]+)@[\w-]+")


def is_institution(line: str) -> bool:
    """Whether a line begins with the name of a school, a university, a department."""
    return bool(_SCHOOL.match(line))


def is_contact(line: str) -> bool:
    """Whether a line of a title page holds an address, a date, a person or an institution."""
    return bool(
        _CONTACT.search(line)
        or _DATE.search(line)
        or _HONORIFIC.match(line)
        or _LABEL.match(line)
        or _INSTITUTION.search(line)
    )


def find_author(lines: Sequence[str]) -> str:
    """The line that most looks like a name, without its label; "" when none does."""
    emails = " ".join(
        slugify(m[1].replace(".", " "), "") for x in lines for m in _EMAIL.finditer(x)
    )
    best, most = "", 0
    for line in lines:
        name, score = _score(line[:200], emails)
        if score > most:
            best, most = name, score
    return best


def _score(line: str, emails: str) -> tuple[str, int]:
    label = _LABEL.match(line)
    name = line[label.end() :].strip() if label else line.strip()
    name = _without_affiliation(name)
    if not name or _CONTACT.search(name):
        return "", 0
    score = 5 if label else 0
    if honorific := _HONORIFIC.match(name):
        return name, score + 6 if name[honorific.end() :][:1].isupper() else 0
    if _INSTITUTION.search(name) or any(c.isdigit() for c in name):
        return "", 0
    parts = [w for w in re.split(r"[\s-]+", name) if w not in ("de", "van", "von", "el", "et", "&")]
    if not (label or 2 <= len(parts) <= 8) or not all(w[:1].isupper() for w in parts):
        return (name, score) if label else ("", 0)
    shared = sum(1 for w in parts if len(w) > 1 and slugify(w, "-") in emails)
    few = 2 if len(parts) <= 4 else 0
    return name, score + few + 2 * shared


def _without_affiliation(name: str) -> str:
    """ "Jean Dupont, Université de Lyon" is Jean Dupont."""
    for match in _CUT.finditer(name):
        rest = name[match.end() :]
        tests = (_INSTITUTION.search, _CONTACT.search, _DATE.search, _ACRONYM.match)
        if match.start() and any(test(rest) for test in tests):
            return name[: match.start()].strip()
    return name.strip(" ,;")
