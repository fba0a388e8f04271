"""Every message has its French, whole and well set; the compiled catalogue is the written one."""

import re
from collections import Counter

import pytest
from babel.messages.catalog import Catalog, Message

from tests import translations
from tests.translations import key
from tests.typography import faults


def table(catalog: Catalog) -> dict[translations.Key, Message]:
    return {key(message): message for message in catalog if message.id}


def strings(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


# Read by the first test that asks, in its own process: each worker imports this module.
@pytest.fixture(scope="module")
def extracted() -> dict[translations.Key, Message]:
    return table(translations.extracted())


@pytest.fixture(scope="module")
def french() -> dict[translations.Key, Message]:
    return table(translations.catalogue())


def test_messages_are_found_at_all(extracted):
    assert len(extracted) > 100


def test_every_message_has_its_french(extracted, french):
    def done(name):
        return name in french and all(strings(french[name])) and not french[name].fuzzy

    missing = [name for name in extracted if not done(name)]
    assert missing == []


def test_plural_where_the_code_has_one(extracted, french):
    wrong = [
        name
        for name, message in extracted.items()
        if name in french and french[name].pluralizable != message.pluralizable
    ]
    assert wrong == []


def test_nothing_in_the_catalogue_is_unused(extracted, french):
    assert sorted(french.keys() - extracted.keys() - translations.borrowed()) == []
    assert list(translations.catalogue().obsolete) == []


def parts(text: str) -> Counter[str]:
    """Placeholders and tags, which French must keep."""
    return Counter(re.findall(r"%\(\w+\)[a-z]|%[a-z%]|\{\w*\}|</?\w+[^>]*>", text))


def test_french_keeps_placeholders_and_tags(french):
    wrong = []
    for name, message in french.items():
        singular, *plural = [message.id] if isinstance(message.id, str) else message.id
        one, *many = strings(message)
        # "1 lesson" may be "une leçon": a singular may leave its number out, never add to it.
        same = parts(one) <= parts(plural[0]) if plural else parts(one) == parts(singular)
        if not same or any(parts(text) != parts(plural[0]) for text in many):
            wrong.append(name)
    assert wrong == []


def test_french_is_well_set(french):
    marked = {
        text: found
        for message in french.values()
        for text in strings(message)
        if (found := faults(text))
    }
    assert marked == {}


def test_compiled_catalogue_is_the_written_one(french):
    written = {(name, *strings(message)) for name, message in french.items()}
    compiled = table(translations.compiled())
    read = {(name, *strings(message)) for name, message in compiled.items()}
    assert sorted(written ^ read, key=str) == []


@pytest.mark.parametrize(
    "path", translations.templates(), ids=lambda path: str(path.relative_to(translations.ROOT))
)
def test_template_holds_no_bare_words(path):
    assert translations.untranslated(path.read_text(encoding="utf-8")) == []


def test_words_of_a_template_are_seen():
    template = """
    {% load i18n %}{# a remark #}<title>{% translate "Home" %}</title>
    <img alt="A picture" src="x.png"><a title="{% translate "Next" %}">→</a>
      <p>{{ name }} has {% blocktranslate trimmed with n=3 %}read {{ n }}
      pages{% endblocktranslate %}.</p><script>let word = 1</script><code>ls</code>
    <b lang="en"><b>English</b> words</b>, end
    """
    assert translations.untranslated(template) == ["A picture", "has .", ", end"]
    python = translations.template_as_python(template)
    found = translations.messages(python)
    assert [key(message) for message in found] == [
        (None, "Home"),
        (None, "Next"),
        (None, "read %(n)s pages"),
    ]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Bonjour\u00a0! L’élève a lu «\u00a0TCP\u00a0» à 10:30.", []),
        ('<a href="x?y">%(name)s</a>\u00a0: 100\u00a0%%…', []),
        ("La ligne «\u00a0points:\u00a0» manque.", []),
        ("L'élève", ["straight apostrophe"]),
        ("Prêt ?", ["no no-break space before ;:!?"]),
        ("Nom:", ["no no-break space before ;:!?"]),
        ("« TCP »", ["no no-break space after «", "no no-break space before »"]),
        ('Le mot "lien"…', ["straight quotation marks"]),
        ("Attendez...", ["three full stops instead of an ellipsis"]),
        ("Etudiants", ["É"]),
        ("Fini. A revoir", ["À"]),
        ("12 %% des leçons", ["no no-break space before %"]),
    ],
)
def test_proofreader(text, marks):
    assert faults(text) == marks
