"""Small decks and what they become, in a few words."""

from courses.slides.reader import read_deck
from courses.slides.tree import DeckTree

TITLE = "# Cours\n\nDr Awa Diop\n\nUniversité de Dakar\n\n"
TALK = "# Networks\n\nProf. Jane Smith\n\nUniversity of Leeds\n\n"
BODY = "# Un\n\n- a\n\n# Deux\n\n- b\n\n"

RECAP = "# {title}\n\n- {one}\n- {two}\n- {three}\n\n"


def recap(title: str, one: str = "Alpha", two: str = "Beta", three: str = "Gamma") -> str:
    return RECAP.format(title=title, one=one, two=two, three=three)


def shape(tree: DeckTree) -> list[str]:
    """A tree in a few words: "§ Section", "Lesson points/nested", "figure" if one is lost."""
    lines = []
    for section in tree.sections:
        lines += [] if section.implicit else [f"§ {section.title}"]
        for lesson in section.lessons:
            figure = " figure" if lesson.missing_figure else ""
            lines.append(f"{lesson.title} {lesson.points}/{lesson.nested}{figure}")
    return lines


def texts(tree: DeckTree) -> list[str]:
    """The lines of all lessons."""
    return [
        line
        for section in tree.sections
        for lesson in section.lessons
        for line in lesson.text.split("\n")
        if line
    ]


def titles(*names: str) -> list[str]:
    """The titles of the lessons of a deck made of slides with these titles."""
    slides = "".join(f"# {name}\n\n- point {n}\n\n" for n, name in enumerate(names))
    tree = read_deck(TITLE + slides)
    return [lesson.title for section in tree.sections for lesson in section.lessons]
