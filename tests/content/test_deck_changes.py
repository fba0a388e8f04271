"""What a deck would change in a chapter that exists, and which lesson continues which."""

from hypothesis import given
from hypothesis import strategies as st

from courses.content.decks.changes import (
    ChapterSection,
    ChapterState,
    Kind,
    compare_with_chapter,
    longest_increasing,
)
from courses.content.decks.matching import ChapterLesson, DeckLesson, Version

TCP = "- Trois segments ouvrent la connexion.\n- Quatre la ferment."
UDP = "- Aucun segment n'ouvre quoi que ce soit.\n- Le datagramme part seul."
MISSING = "![](figure:missing)"
DNS = "- Le résolveur interroge la racine puis descend."


def deck(*titles_and_sources, section=0, section_title="Transport"):
    return [
        DeckLesson(10 * n, section, section_title, Version(title, source))
        for n, (title, source) in enumerate(titles_and_sources, 1)
    ]


def chapter(*titles_and_sources, section=7, section_title="Transport"):
    return [
        lesson(n, title, source, section=section, section_title=section_title)
        for n, (title, source) in enumerate(titles_and_sources, 1)
    ]


def lesson(id, title, source, *, section=7, section_title="Transport", **fields):
    given = {"current": Version(title, source), "imported": (Version(title, source),)}
    return ChapterLesson(id, section, section_title, **{**given, **fields})


def state(lessons, *, arrangement=None, **fields):
    if arrangement is None:
        arrangement = [(7, [one.id for one in lessons if not one.archived])]
    sections = fields.pop("sections", [ChapterSection(7, "Transport", "Transport")])
    return ChapterState(sections, lessons, arrangement, **fields)


def kinds(comparison):
    return [(change.lesson, change.kinds) for change in comparison.changes]


def test_the_same_deck_changes_nothing():
    texts = [("TCP", TCP), ("UDP", UDP)]
    found = compare_with_chapter(["Transport"], deck(*texts), state(chapter(*texts)))
    assert kinds(found) == [(1, frozenset()), (2, frozenset())]
    assert found.writes is False


def test_a_first_import_is_all_new():
    found = compare_with_chapter(["Transport"], deck(("TCP", TCP)), ChapterState())
    assert kinds(found) == [(None, {Kind.NEW})]
    assert found.sections == {}


def test_a_new_title_over_the_same_body_is_a_renaming():
    found = compare_with_chapter(
        ["Transport"], deck(("TCP en détail", TCP)), state(chapter(("TCP", TCP)))
    )
    assert kinds(found) == [(1, {Kind.RENAMED})]


def test_a_new_body_under_the_same_title_is_a_change():
    found = compare_with_chapter(["Transport"], deck(("TCP", UDP)), state(chapter(("TCP", TCP))))
    assert kinds(found) == [(1, {Kind.CHANGED})]


def test_a_title_that_only_changes_case_is_a_renaming():
    found = compare_with_chapter(["Transport"], deck(("Tcp", TCP)), state(chapter(("TCP", TCP))))
    assert kinds(found) == [(1, {Kind.RENAMED})]


def test_title_and_body_mended_together_keep_the_lesson():
    mended = TCP + "\n- Un segment perdu est renvoyé."
    found = compare_with_chapter(
        ["Transport"],
        deck(("Ouvrir une connexion", mended), ("UDP", UDP)),
        state(chapter(("TCP", TCP), ("UDP", UDP))),
    )
    assert kinds(found) == [(1, {Kind.RENAMED, Kind.CHANGED}), (2, frozenset())]


def test_a_foreign_text_is_new_and_what_it_replaces_is_removed():
    found = compare_with_chapter(
        ["Transport"],
        deck(("DNS", DNS), ("UDP", UDP)),
        state(chapter(("TCP", TCP), ("UDP", UDP))),
    )
    assert kinds(found) == [
        (None, {Kind.NEW}),
        (2, frozenset()),
        (1, {Kind.REMOVED}),
    ]


def test_an_empty_slide_is_known_by_its_place():
    found = compare_with_chapter(
        ["Transport"],
        deck(("TCP", TCP), ("En-têtes", MISSING), ("UDP", UDP)),
        state(chapter(("TCP", TCP), ("Schéma", MISSING), ("UDP", UDP))),
    )
    assert kinds(found)[1] == (2, {Kind.RENAMED})


def test_two_empty_slides_are_not_alike_for_being_empty():
    found = compare_with_chapter(
        ["Transport"],
        deck(("TCP", TCP), ("En-têtes", MISSING)),
        state(chapter(("Schéma", MISSING), ("TCP", TCP))),
    )
    assert kinds(found) == [(2, frozenset()), (None, {Kind.NEW}), (1, {Kind.REMOVED})]


def test_the_lesson_that_jumped_is_the_one_that_moved():
    found = compare_with_chapter(
        ["Transport"],
        deck(("DNS", DNS), ("TCP", TCP), ("UDP", UDP)),
        state(chapter(("TCP", TCP), ("UDP", UDP), ("DNS", DNS))),
    )
    assert kinds(found) == [(3, {Kind.MOVED}), (1, frozenset()), (2, frozenset())]


def test_a_lesson_in_another_section_moved():
    sections = [ChapterSection(7, "Transport", "Transport"), ChapterSection(8, "Noms", "Noms")]
    lessons = [*chapter(("TCP", TCP)), lesson(2, "DNS", DNS, section=8, section_title="Noms")]
    found = compare_with_chapter(
        ["Transport", "Noms"],
        [*deck(("TCP", TCP), ("DNS", DNS))],
        state(lessons, sections=sections, arrangement=[(7, [1]), (8, [2])]),
    )
    assert kinds(found) == [(1, frozenset()), (2, {Kind.MOVED})]


def test_an_order_the_teacher_chose_is_left_alone():
    texts = [("TCP", TCP), ("UDP", UDP)]
    swapped = list(reversed(chapter(*texts)))
    found = compare_with_chapter(
        ["Transport"], deck(*texts), state(swapped, arrangement=[(7, [1, 2])])
    )
    assert kinds(found) == [(1, frozenset()), (2, frozenset())]
    assert found.writes is False


def test_an_archived_lesson_comes_back():
    gone = lesson(2, "UDP", UDP, archived=True)
    found = compare_with_chapter(
        ["Transport"],
        deck(("TCP", TCP), ("UDP", UDP)),
        state([*chapter(("TCP", TCP)), gone], arrangement=[(7, [1])]),
    )
    assert kinds(found) == [(1, frozenset()), (2, {Kind.RETURNED})]


def test_what_a_teacher_put_in_the_bin_stays_there():
    gone = lesson(2, "UDP", UDP, archived=True)
    found = compare_with_chapter(
        ["Transport"],
        deck(("TCP", TCP), ("UDP", UDP + "\n- Encore.")),
        state([*chapter(("TCP", TCP)), gone], arrangement=[(7, [1, 2])]),
    )
    assert kinds(found) == [(1, frozenset()), (2, {Kind.BINNED})]
    assert found.writes is False


def test_a_lesson_in_use_is_preferred_to_an_archived_one():
    twins = [lesson(1, "TCP", TCP, archived=True), lesson(2, "TCP", TCP)]
    found = compare_with_chapter(["Transport"], deck(("TCP", TCP)), state(twins))
    assert found.lessons == {10: 2}


def test_a_lesson_written_by_hand_is_not_removed():
    by_hand = lesson(2, "Exercices", "Faites ceci.", imported=())
    found = compare_with_chapter(
        ["Transport"],
        deck(("TCP", TCP)),
        state([*chapter(("TCP", TCP)), by_hand], arrangement=[(7, [1])]),
    )
    assert kinds(found) == [(1, frozenset())]


def edited(deck_source):
    mine = lesson(1, "TCP", TCP, current=Version("TCP", TCP + "\n- Ma phrase."))
    return compare_with_chapter(["Transport"], deck(("TCP", deck_source)), state([mine]))


def test_an_edit_stays_when_the_deck_did_not_change():
    found = edited(TCP)
    assert kinds(found) == [(1, {Kind.KEPT})]
    assert found.writes is False


def test_an_edit_against_a_changed_deck_is_a_conflict():
    found = edited(TCP + "\n- La phrase du deck.")
    assert kinds(found) == [(1, {Kind.CONFLICT})]
    assert found.conflicts == found.changes
    assert found.writes is False


def test_the_same_edit_on_both_sides_is_no_conflict():
    assert kinds(edited(TCP + "\n- Ma phrase.")) == [(1, frozenset())]


def test_a_renamed_section_is_known_by_its_lessons():
    found = compare_with_chapter(
        ["Couche transport"],
        deck(("TCP", TCP), section_title="Couche transport"),
        state(chapter(("TCP", TCP))),
    )
    assert found.sections == {0: 7}
    assert found.writes is True


def test_a_section_the_teacher_renamed_is_left_alone():
    renamed = [ChapterSection(7, "La couche 4", "Transport")]
    found = compare_with_chapter(
        ["Transport"],
        deck(("TCP", TCP)),
        state(chapter(("TCP", TCP), section_title="La couche 4"), sections=renamed),
    )
    assert found.sections == {0: 7}
    assert found.writes is False


def test_the_answer_of_an_earlier_import_is_followed():
    twins = chapter(("Exercice", ""), ("Exercice", ""))
    found = compare_with_chapter(
        ["Transport"],
        deck(("Exercice", ""), ("Exercice", "")),
        state(twins, known_lessons={10: 2, 20: 1}, known_sections={0: 7}),
    )
    assert found.lessons == {10: 2, 20: 1}


@given(st.permutations(range(8)))
def test_longest_increasing_is_increasing_and_longest(values):
    found = longest_increasing(values)
    members = [value for value in values if value in found]
    assert members == sorted(found)
    best = [1] * len(values)
    for i in range(len(values)):
        best[i] = 1 + max((best[j] for j in range(i) if values[j] < values[i]), default=0)
    assert len(found) == max(best)


TITLES = st.sampled_from(["TCP", "UDP", "DNS", "Exercice", "tcp"])
SOURCES = st.sampled_from(["", MISSING, TCP, UDP, DNS, TCP + "\n- Encore un point."])


@given(st.lists(st.tuples(TITLES, SOURCES), max_size=6), st.lists(st.tuples(TITLES, SOURCES)))
def test_no_lesson_continues_two_and_identical_texts_are_never_new(before, after):
    lessons = chapter(*before)
    found = compare_with_chapter(["Transport"], deck(*after), state(lessons)).lessons
    assert len(set(found.values())) == len(found)
    for text in set(after):
        expected = min(before.count(text), after.count(text))
        exact = [k for k, id in found.items() if after[k // 10 - 1] == text == before[id - 1]]
        assert len(exact) == expected
