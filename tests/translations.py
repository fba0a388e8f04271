"""The messages of the site and their French, read and written without gettext's programs.

python tests/translations.py    adds new messages to the catalogue, still without French,
                                drops those that are gone, and compiles it
"""

import io
import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po
from django.template.base import Lexer, TokenType
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
PO = ROOT / "locale/fr/LC_MESSAGES/django.po"
MO = PO.with_suffix(".mo")
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
HEADER = "# French of the site. `python3 run.py messages` keeps it in step with the code."
# Attributes whose value a person reads or hears.
SPOKEN = {"alt", "aria-label", "aria-description", "content", "label", "placeholder", "title"}
UNSPOKEN = {"script", "style", "code", "kbd", "samp", "math", "svg"}

Key = tuple[str | None, str]


def key(message: Message) -> Key:
    """What gettext looks a message up by: its context and its English, in the singular."""
    context = message.context
    if isinstance(context, bytes):  # as Babel leaves it when it reads a compiled catalogue
        context = context.decode()
    return context, message.id if isinstance(message.id, str) else message.id[0]


# --- from the code and the templates


def extracted() -> Catalog:
    """All messages of the code and the templates, with the places where they are used."""
    found = Catalog()
    for path, text in sources():
        for message in messages(text, str(path.relative_to(ROOT))):
            found.add(message.id, context=message.context, locations=message.locations)
    return found


def messages(text: str, place: str = "") -> Iterator[Message]:
    """The messages in `text`, which is Python."""
    for line, ids, _, context in extract("python", io.BytesIO(text.encode()), KEYWORDS):
        yield Message(ids, context=context, locations=[(place, line)])


def sources() -> Iterator[tuple[Path, str]]:
    """The files that may hold messages, each with its text as Python."""
    for folder in ("courses", "elearning"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield path, path.read_text(encoding="utf-8")
    for path in templates():
        yield path, template_as_python(path.read_text(encoding="utf-8"))


def templates() -> list[Path]:
    return sorted(path for path in (ROOT / "templates").rglob("*") if path.is_file())


def template_as_python(text: str) -> str:
    """The messages of a template as calls of gettext, on the lines where they stood."""
    # Python's tokenizer minds indentation, of which a template has its own idea.
    return "\n".join(line.lstrip() for line in templatize(text).splitlines())


def untranslated(template: str) -> list[str]:
    """What a reader meets in `template` that does not come from a message."""
    reader = _Reader()
    reader.feed(without_template_tags(template))
    reader.close()
    return reader.found


def without_template_tags(template: str) -> str:
    """`template` with only its literal text left, the inside of `blocktranslate` gone too."""
    kept, inside = [], ""
    for token in Lexer(template).tokenize():
        name = token.split_contents()[0] if token.token_type == TokenType.BLOCK else ""
        if inside:
            inside = "" if name == f"end{inside}" else inside
        elif name in ("blocktranslate", "blocktrans", "comment"):
            inside = name
        elif token.token_type == TokenType.TEXT:
            kept.append(token.contents)
    return "".join(kept)


class _Reader(HTMLParser):
    """Collects the words of a page that a person reads or hears."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.silent: list[str] = []  # the open elements whose words are not to be translated

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        named = dict(attributes)
        # What names its language, such as the name of a language, stays in it.
        other = "lang" in named and tag != "html"
        if tag in UNSPOKEN or other or tag in self.silent[-1:]:
            self.silent.append(tag)
        # Of <meta>, only what search engines and previews show is read by people.
        spoken = SPOKEN - ({"content"} if named.get("name") != "description" else set())
        for name, value in attributes:
            if name in spoken:
                self.handle_data(value or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.silent[-1:]:
            self.silent.pop()

    def handle_data(self, data: str) -> None:
        # A template may hold nothing but attributes, to be included in a tag.
        words = re.sub(r'[\w-]+=""', "", data)
        if not self.silent and re.search(r"[^\W\d_]{2}", words):
            self.found.append(" ".join(words.split()))


# --- the catalogue


def catalogue() -> Catalog:
    """The French as it is written."""
    with PO.open("rb") as file:
        return read_po(file, locale="fr")


def compiled(path: Path = MO) -> Catalog:
    """The French as the site reads it, or a library's own."""
    with path.open("rb") as file:
        return read_mo(file)


def borrowed() -> set[Key]:
    """Messages of the libraries, which the catalogue may put into better French."""
    keys = set()
    for library in ("django", "allauth"):
        (folder,) = find_spec(library).submodule_search_locations
        for path in Path(folder).rglob("locale/fr/LC_MESSAGES/django.mo"):
            keys |= {key(message) for message in compiled(path)}
    return keys


def updated() -> Catalog:
    """The catalogue with a place for every message and none for what is gone."""
    before = catalogue()
    old = {key(message): message for message in before if message.id}
    new = Catalog("fr", header_comment=HEADER, project="elearning", version="1", fuzzy=False)
    new.last_translator, new.language_team, new.msgid_bugs_address = "", "French", ""
    # Without a change, the same file: no date of today.
    new.creation_date = new.revision_date = before.creation_date
    wanted = {key(message): message for message in extracted() if message.id}
    wanted |= {name: old[name] for name in old.keys() & borrowed() if name not in wanted}
    for name, message in wanted.items():
        kept = old.get(name)
        french = kept.string if kept and kept.pluralizable == message.pluralizable else None
        new.add(message.id, french, context=message.context)
    return new


def write(catalog: Catalog) -> None:
    with PO.open("wb") as file:
        write_po(file, catalog, sort_output=True, no_location=True, width=100)
    with MO.open("wb") as file:
        write_mo(file, catalog)


if __name__ == "__main__":
    catalog = updated()
    write(catalog)
    missing = [message.id for message in catalog if message.id and not any(message.string or "")]
    for english in missing:
        print(f"to translate: {english}")
    sys.exit(1 if missing else 0)
