"""The woven strip, and what the tags give a template."""

import re

from django.contrib.auth.models import AnonymousUser
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from courses.accounts.models import User
from elearning.page_tags import strip


def test_a_block_for_each_lesson_and_a_gap_between_sections() -> None:
    html = strip([["done", "begun"], ["before", "empty"]], "1 leçon terminée sur 3", 2)
    assert html == (
        '<div class="strip" role="img" aria-label="1 leçon terminée sur 3">'
        '<i class="d"></i><i class="u"></i><i class="s c"></i><i class="e"></i></div>'
    )


def test_an_empty_section_leaves_no_gap() -> None:
    html = strip([[], ["done"], []], "Tout")
    assert html == '<div class="strip" role="img" aria-label="Tout"><i class="d"></i></div>'


def test_many_lessons_are_woven_finer() -> None:
    assert strip([["done"] * 30], "")[:19] == '<div class="strip" '
    assert strip([["done"] * 31], "")[:24] == '<div class="strip fine" '


def test_words_of_people_are_escaped() -> None:
    assert 'aria-label="&lt;b&gt; &quot;a&quot;"' in strip([], '<b> "a"')


def test_tags_need_no_loading() -> None:
    template = engines["django"].from_string("{% mail_is_sent as mail %}{{ mail }}")
    assert template.render() == "False"


def test_what_is_kept_is_rendered_once_for_each_language_and_value() -> None:
    template = engines["django"].from_string(
        "{% kept a %}{{ a }}{{ b }}{{ LANGUAGE_CODE }}{% endkept %}"
    )
    assert template.render({"a": 1, "b": "x"}) == "1x"
    assert template.render({"a": 1, "b": "y"}) == "1x"
    assert template.render({"a": 2, "b": "y"}) == "2y"
    with translation.override("en"):
        assert template.render({"a": 1, "b": "z"}) == "1z"


def pages(*people: User | AnonymousUser) -> list[str]:
    """The shell as each of them gets it, one after the other."""
    template = engines["django"].get_template("base.html")
    found = []
    for person in people:
        request = RequestFactory().get("/")
        request.user = person
        found.append(template.render({}, request))
    return found


def test_nothing_of_a_person_is_kept_for_another() -> None:
    awa = User(pk=71, identifier="awa", first_name="Awa", last_name="Diop")
    fatou = User(pk=72, identifier="fatou", first_name="Fatou", is_teacher=True)
    ousmane = User(pk=73, identifier="ousmane", is_manager=True)
    first, second, third, nobody, again = pages(awa, fatou, ousmane, AnonymousUser(), awa)
    tokens = [re.search(r'csrfmiddlewaretoken" value="(\w+)"', page) for page in (first, again)]
    assert tokens[0] and tokens[1] and tokens[0][1] != tokens[1][1]
    assert first.replace(tokens[0][1], "") == again.replace(tokens[1][1], "")
    assert ["Diop" in page for page in (first, second, third, nobody)] == [True] + [False] * 3
    assert ["Enseigner" in page for page in (first, second, third, nobody)] == [
        False,
        True,
        False,
        False,
    ]
    assert ["Cohortes" in page for page in (first, second, third, nobody)] == [
        False,
        False,
        True,
        False,
    ]
    assert ["Se déconnecter" in page for page in (first, second, third, nobody)] == [True] * 3 + [
        False
    ]
    assert ["data-search" in page for page in (first, second, third, nobody)] == [True] * 3 + [
        False
    ]
