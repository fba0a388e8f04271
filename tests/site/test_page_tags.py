"""The woven strip, and what the tags give a template."""

from django.template import engines

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
