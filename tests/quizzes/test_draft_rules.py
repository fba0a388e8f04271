"""Drafts of questions that rules derive from a lesson's text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.quizzes.drafts.draft import Draft, LessonText
from courses.quizzes.drafts.outline import read_outline
from courses.quizzes.drafts.rules import AT_MOST, derive, listed
from courses.quizzes.kinds.cloze import Gaps
from courses.quizzes.kinds.matching import Pairs
from courses.quizzes.kinds.options import Options
from courses.quizzes.text.reading import read_quiz
from courses.quizzes.text.writing import write_question


def drafts(source: str, **more: object) -> list[Draft]:
    parts = read_outline(source)
    return derive(LessonText("la-lecon", "La leçon", parts, **more))  # type: ignore[arg-type]


def test_points_that_define_terms_become_a_choice_among_them() -> None:
    source = (
        "- Consolidation : mieux remplir chacun des serveurs gardés\n"
        "- Concentration : occuper moins de place dans la salle\n"
        "- Rationalisation : retirer tous les équipements superflus\n"
    )
    first, *others = drafts(source)
    assert (first.rule, first.lines, len(others)) == ("definition", (1, 1), 2)
    assert isinstance(first.question.body, Options)
    assert [(each.text, each.right) for each in first.question.body.options] == [
        ("Consolidation", True),
        ("Concentration", False),
        ("Rationalisation", False),
    ]
    assert "> mieux remplir chacun des serveurs gardés" in first.question.stem


def test_a_definition_on_its_own_asks_for_the_term() -> None:
    [draft] = drafts("- Le **cloisonnement** : chaque entité fonctionne pour elle-même\n")
    assert write_question(draft.question).split("\n")[0] == "### courte brouillon"
    assert draft.question.body.accepted == ("cloisonnement",)


@pytest.mark.parametrize(
    "line",
    [
        "- Hyperviseur : l'hyperviseur porte toutes les machines",  # says its own term
        "- Solutions : oui",  # too short
        "- implique la compatibilité: toutes les applications tournent",  # a sentence goes on
        "- Avantages :",
        "Hyperviseur : une couche logicielle entre le matériel et les systèmes",  # not a point
    ],
)
def test_what_defines_nothing_makes_no_question(line: str) -> None:
    assert drafts(line) == []


def test_an_emphasised_term_leaves_a_gap() -> None:
    [draft] = drafts("- La VM écrit dans un **fichier image** du serveur\n")
    assert draft.rule == "gap"
    assert isinstance(draft.question.body, Gaps)
    assert draft.question.body.gaps[0].texts == ("fichier image",)
    assert "> La VM écrit dans un ⟦1⟧ du serveur" in draft.question.stem


def test_a_term_of_the_glossary_leaves_a_gap_unless_the_lesson_is_named_after_it() -> None:
    source = "- Chaque système invité s'appuie sur l'hyperviseur\n"
    [draft] = drafts(source, terms=("Hyperviseur",))
    assert draft.question.body.gaps[0].texts == ("hyperviseur",)
    assert drafts(source, terms=("Hyperviseur",), course="Hyperviseurs") == []


def test_names_of_a_list_are_told_from_those_of_another() -> None:
    others = [("Docker", "LXC", "OpenVZ")]
    [draft] = drafts("## Solutions\n\n- Xen, KVM, Hyper-V (de Microsoft)\n", others=others)
    assert (draft.rule, draft.lines) == ("membership", (3, 3))
    assert [(each.text, each.right) for each in draft.question.body.options] == [
        ("Xen", True),
        ("KVM", True),
        ("Hyper-V", True),
        ("Docker", False),
        ("LXC", False),
        ("OpenVZ", False),
    ]
    assert drafts("- Xen, KVM, Hyper-V\n") == []  # nothing to be mistaken for


def test_lists_that_share_a_product_are_not_told_apart() -> None:
    source = "- VMware vSphere/ESXi, Hyper-V, KVM\n"
    shares = ("Xen", "ProxMox", "vmware esxi")
    assert drafts(source, others=[shares]) == []
    [draft] = drafts(source, others=[shares, ("Docker", "LXC", "OpenVZ")])
    body = draft.question.body
    assert isinstance(body, Options)
    assert [each.text for each in body.options if not each.right] == ["Docker", "LXC", "OpenVZ"]


def test_the_gap_is_where_the_term_stands_not_where_its_letters_do() -> None:
    [draft] = drafts("- Sans aucune baie, un réseau SAN ne sert pas\n", terms=("SAN",))
    assert "> Sans aucune baie, un réseau ⟦1⟧ ne sert pas" in draft.question.stem


@pytest.mark.parametrize(
    "line", ["- des baies de stockage **SAN**", "- chacun d'entre eux est régi par l'**OS hôte**"]
)
def test_a_fragment_or_a_sentence_about_something_else_has_no_gap(line: str) -> None:
    assert drafts(line) == []


def test_guillemets_inside_guillemets_are_the_inner_ones() -> None:
    [draft] = drafts("- Un « OS hôte » porte le **noyau** de chaque invité\n")
    said = "La leçon dit : « Un “OS hôte” porte le noyau de chaque invité »"
    assert draft.question.explanation == said


KINDS = (
    "## Machine lourde\n\n- Un noyau chacun\n- Ce que nous faisons en TP\n- Isolée\n\n"
    "## Machine légère\n\n- Un seul noyau.\n- Démarre vite\n- Isolée\n"
)


def test_points_under_headings_that_name_kinds_are_given_back_to_them() -> None:
    [draft] = drafts(KINDS)
    assert (draft.rule, draft.lines) == ("classification", (1, 11))
    assert isinstance(draft.question.body, Pairs)
    # What speaks of the class, and what stands under both, is left out.
    assert [(pair.left, pair.right) for pair in draft.question.body.pairs] == [
        ("Un noyau chacun", "Machine lourde"),
        ("Un seul noyau", "Machine légère"),
        ("Démarre vite", "Machine légère"),
    ]


@pytest.mark.parametrize(
    ("told", "instead"),
    [
        ("Machine légère", "Ce qu’elle change"),  # headings of other things
        ("- Un seul noyau.\n- Démarre vite\n", ""),  # too few points
        ("Un noyau chacun", "Isolée"),  # nothing of one kind alone
    ],
)
def test_headings_that_name_no_kinds_make_no_question(told: str, instead: str) -> None:
    assert drafts(KINDS.replace(told, instead)) == []


def test_code_holds_no_points() -> None:
    assert drafts("```\n- Terme : une définition assez longue ici\n```\n") == []


def test_listed_takes_three_short_names() -> None:
    assert listed("Solutions : Xen, kvm et dérivés tel que ProxMox, vmware esxi") == (
        "Xen",
        "kvm",
        "vmware esxi",
    )
    assert listed("un, deux") == ()


lines = st.lists(
    st.builds(
        lambda mark, words: mark + " ".join(words),
        st.sampled_from(["- ", "    - ", "## ", "1. ", "", "- **a b** : ", "- Terme : ", "```"]),
        st.lists(st.sampled_from(["noyau", "**VM**", "a,", "=", "{{x}}", "⟦1⟧", "\\", "> x", "|"])),
    ),
    max_size=25,
)


@given(lines)
def test_whatever_the_text_each_draft_is_a_sound_question(found: list[str]) -> None:
    made = drafts("\n".join(found), terms=("noyau",), others=[("un", "deux", "trois")])
    assert len(made) <= AT_MOST
    assert len({each.digest for each in made}) == len(made)
    for each in made:
        file = read_quiz(write_question(each.question))
        assert (file.errors, file.questions) == ((), (each.question,))
