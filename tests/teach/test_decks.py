"""A teacher's pages of deck import: giving, checking, changing, confirming, looking back."""

import re

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from courses.content.actions.decks import import_deck_text
from courses.content.models import Chapter, Course, DeckDraft, Lesson
from tests.make import NOW, make_chapter, make_course, make_student, make_teacher

pytestmark = pytest.mark.django_db

DECK = """# Réseaux

**Awa Diop**

# TCP

- Trois segments ouvrent.

## Les fanions

- SYN demande.

# UDP

- Rien n'ouvre.

# Figure

![](perdue.png)
"""
TCP, FLAGS, UDP = 5, 9, 13


@pytest.fixture
def course():
    return make_course("Systèmes", "systemes")


@pytest.fixture
def teacher(course):
    return make_teacher(course=course)


@pytest.fixture
def client(teacher):
    client = Client()
    client.force_login(teacher)
    return client


def give(client, **fields):
    return client.post(reverse("deck_new"), fields)


def draft_of(client, course, source=DECK, **fields):
    answer = give(client, course=course.pk, source=source, **fields)
    assert answer.status_code == 302, answer.context["form"].errors
    return DeckDraft.objects.latest("pk")


def page_of(client, draft):
    return client.get(reverse("deck_draft", args=[draft.pk]))


def edit(client, draft, **fields):
    return client.post(reverse("deck_draft_edit", args=[draft.pk]), fields)


def confirm(client, draft, **fields):
    seen = page_of(client, draft).context["check"].review.fingerprint
    return client.post(
        reverse("deck_draft_confirm", args=[draft.pk]), {"seen": seen, "publish": "on", **fields}
    )


def titles(client, draft):
    check = page_of(client, draft).context["check"]
    return [lesson.title for section in check.sections for lesson in section.lessons]


def told(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


def errors(answer):
    return {name: list(found) for name, found in answer.context["form"].errors.items()}


# --- giving a deck


def test_pasted_text_goes_to_its_check_page_and_writes_nothing(client, course):
    draft = draft_of(client, course)
    assert (draft.course, draft.chapter, draft.source) == (course, None, DECK)
    assert not Chapter.objects.exists()
    check = page_of(client, draft).context["check"]
    assert (check.totals.sections, check.totals.lessons, check.totals.points) == (1, 3, 3)
    assert (check.totals.missing_figures, check.totals.empty) == (1, 1)


@pytest.mark.parametrize("name", ["cours.md", "cours.TXT", "cours.markdown"])
def test_a_file_is_read(client, course, name):
    file = SimpleUploadedFile(name, b"\xef\xbb\xbf" + DECK.replace("\n", "\r\n").encode())
    draft = draft_of(client, course, source="", file=file)
    assert (draft.name, draft.source) == (name, DECK)


def test_another_encoding_is_read_and_told(client, course):
    file = SimpleUploadedFile("cours.md", DECK.encode("cp1252"))
    answer = give(client, course=course.pk, file=file)
    assert DeckDraft.objects.get().source == DECK
    assert ["Windows-1252" in sentence for sentence in told(answer)] == [True]


def test_utf_16_is_read(client, course):
    draft = draft_of(
        client, course, source="", file=SimpleUploadedFile("c.md", DECK.encode("utf-16"))
    )
    assert draft.source == DECK


@pytest.mark.parametrize(
    ("file", "beginning"),
    [
        (("cours.pdf", b"%PDF-1.7"), "«\u00a0cours.pdf\u00a0» n’est pas un fichier Markdown"),
        (("cours.md", b"%PDF-1.7 \x00\x01"), "C’est un fichier binaire (PDF)"),
        (("cours.md", b"\x00\x01\x02" * 2000), "C’est un fichier binaire"),
        (("cours.md", b"a" * (2 * 1024 * 1024 + 1)), "Ce diaporama dépasse 2"),
        (("cours.md", b" \n\n"), "Ce fichier est vide"),
        (("cours.md", b"# A\n" + b"x" * 1_000_000), "La ligne 2 est trop longue"),
    ],
)
def test_a_file_that_is_no_deck_is_refused(client, course, file, beginning):
    answer = give(client, course=course.pk, file=SimpleUploadedFile(*file))
    assert answer.status_code == 200
    assert [error.startswith(beginning) for error in errors(answer)["file"]] == [True]
    assert not DeckDraft.objects.exists()


def test_a_text_without_a_lesson_is_given_back(client, course):
    file = SimpleUploadedFile("cours.md", b"<!-- rien -->\n")
    answer = give(client, course=course.pk, file=file)
    assert [error.startswith("Aucune leçon") for error in errors(answer)["source"]] == [True]
    assert "&lt;!-- rien --&gt;" in answer.content.decode()


def test_a_deck_of_too_many_lessons_is_refused(client, course):
    answer = give(client, course=course.pk, source=long_deck(501))
    assert errors(answer)["source"] == [
        "Ce diaporama a 501 leçons, 500 au plus. Découpez-le en chapitres et envoyez-les un par un."
    ]


def test_a_draft_that_is_no_deck_any_more_is_told(client, teacher, course):
    draft = DeckDraft.objects.create(
        user=teacher, course=course, source=" ", created_at=NOW, updated_at=NOW
    )
    answer = page_of(client, draft)
    assert answer.url == reverse("deck_new")
    assert told(answer)[-1].startswith("Ce fichier est vide")


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({}, "file"),
        ({"source": "  \n"}, "file"),
        ({"source": DECK, "file": SimpleUploadedFile("a.md", b"# A")}, "file"),
        ({"source": "é" * 1_100_000}, "source"),
        ({"source": "# A\x00"}, "source"),
    ],
)
def test_one_text_of_a_fair_size_is_needed(client, course, fields, field):
    answer = give(client, course=course.pk, **fields)
    assert list(errors(answer)) == [field]


def test_what_was_typed_is_kept(client):
    answer = give(client, course="", course_title="", source="# Cours\n\n- é <b>\n")
    assert list(errors(answer)) == ["course_title"]
    assert "# Cours\n\n- é &lt;b&gt;\n</textarea>" in answer.content.decode()


def test_a_course_one_does_not_teach_is_refused(client):
    answer = give(client, course=make_course("Autre", "autre").pk, source=DECK)
    assert list(errors(answer)) == ["course"]


def test_a_new_course_is_made_at_the_confirmation_only(client, teacher, course):
    answer = give(client, course="", course_title="Réseaux locaux", source=DECK)
    assert answer.status_code == 302
    assert list(Course.objects.all()) == [course]
    confirm(client, DeckDraft.objects.get())
    made = Course.objects.get(title="Réseaux locaux")
    assert list(made.teachers.all()) == [teacher]
    assert made.chapters.get().title == "Réseaux"


def test_a_teacher_who_makes_no_courses_gives_decks_to_theirs(course):
    person = make_teacher("ibou", course=course)
    person.is_teacher = False
    person.save()
    client = Client()
    client.force_login(person)
    assert list(errors(give(client, source=DECK, course_title="Neuf"))) == ["course"]
    assert draft_of(client, course).course == course


def test_a_link_from_a_chapter_names_it(client, course):
    done = imported(course)
    answer = client.get(reverse("deck_new"), {"cours": "systemes", "chapitre": "reseaux"})
    assert answer.context["chapter"] == done.chapter
    draft = draft_of(client, course, chapter=done.chapter.pk)
    assert draft.chapter == done.chapter


def test_a_chapter_of_another_course_is_not_named(client):
    other = make_chapter(make_course("Autre", "autre"))
    query = {"cours": "autre", "chapitre": other.slug}
    assert client.get(reverse("deck_new"), query).context["chapter"] is None
    assert list(errors(give(client, chapter=other.pk, source=DECK))) == ["chapter", "course_title"]


# --- checking it


def test_each_lesson_leads_to_its_lines_and_back(client, course):
    html = page_of(client, draft_of(client, course)).content.decode()
    for line in (TCP, UDP, 17):
        assert f'id="lecon-{line}"' in html
        assert f'href="#source-{line}"' in html
        assert f'id="source-{line}"' in html
        assert f'href="#lecon-{line}"' in html
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_a_hostile_deck_is_shown_as_text(client, course):
    hostile = "# <script>alert(1)</script>\n\n- <img src=x onerror=alert(1)> [a](javascript:b)\n"
    html = page_of(client, draft_of(client, course, hostile)).content.decode()
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert 'href="javascript' not in html


def test_a_change_comes_back_to_its_place(client, course):
    draft = draft_of(client, course)
    page = reverse("deck_draft", args=[draft.pk])
    answer = edit(client, draft, do="split", at=FLAGS, title="Les fanions")
    assert answer.url == f"{page}#lecon-{FLAGS}"
    assert titles(client, draft) == ["TCP", "Les fanions", "UDP", "Figure"]
    answer = edit(client, draft, do="merge", at=UDP)
    assert answer.url == f"{page}#lecon-{FLAGS}"
    edit(client, draft, do="rename", at=TCP, title="La connexion TCP")
    assert titles(client, draft) == ["La connexion TCP", "Les fanions", "Figure"]


def test_changes_are_undone_one_by_one(client, course):
    draft = draft_of(client, course)
    edit(client, draft, do="rename", at=TCP, title="Un")
    edit(client, draft, do="merge", at=UDP)
    edit(client, draft, do="undo", count=2)
    assert titles(client, draft) == ["Un", "UDP", "Figure"]
    edit(client, draft, do="undo", count=1)
    assert titles(client, draft) == ["TCP", "UDP", "Figure"]
    assert told(edit(client, draft, do="undo", count=0)) != []


def test_a_double_press_changes_once(client, course):
    draft = draft_of(client, course)
    edit(client, draft, do="merge", at=UDP)
    assert told(edit(client, draft, do="merge", at=UDP))[-1] == "Cette leçon n’existe plus."
    draft.refresh_from_db()
    assert len(draft.edits) == 1
    edit(client, draft, do="undo", count=1)
    edit(client, draft, do="undo", count=1)
    assert titles(client, draft) == ["TCP", "UDP", "Figure"]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"do": "erase", "at": TCP},
        {"do": "rename", "at": TCP, "title": ""},
        {"do": "rename", "at": TCP, "title": "x" * 201},
        {"do": "rename", "at": "premier", "title": "Un"},
        {"do": "split", "at": 999_999_999_999, "title": "Un"},
        {"do": "merge", "at": TCP},
    ],
)
def test_a_change_that_makes_no_sense_changes_nothing(client, course, fields):
    draft = draft_of(client, course)
    assert told(edit(client, draft, **fields)) != []
    draft.refresh_from_db()
    assert draft.edits == []


# --- confirming it


def imported(course, source=DECK):
    return import_deck_text(
        source=source, name="c.md", course=course, user=None, now=NOW, publish=True
    )


def test_confirmed_it_is_a_chapter(client, course):
    draft = draft_of(client, course)
    edit(client, draft, do="rename", at=TCP, title="La connexion TCP")
    answer = confirm(client, draft)
    assert answer.url == reverse("teach_course", args=["systemes"])
    assert told(answer) == ["Le chapitre «\u00a0Réseaux\u00a0» est importé."]
    published = Lesson.objects.published().in_reading_order()
    assert [lesson.title for lesson in published] == ["La connexion TCP", "UDP", "Figure"]


def test_as_drafts_nothing_is_published(client, course):
    confirm(client, draft_of(client, course), publish="")
    assert (Lesson.objects.count(), Lesson.objects.published().count()) == (3, 0)


def test_pressed_twice_it_is_imported_once(client, course):
    draft = draft_of(client, course)
    seen = page_of(client, draft).context["check"].review.fingerprint
    for _ in range(2):
        confirmed = client.post(
            reverse("deck_draft_confirm", args=[draft.pk]), {"seen": seen, "publish": "on"}
        )
        assert confirmed.url == reverse("teach_course", args=["systemes"])
    assert (Chapter.objects.count(), Lesson.objects.count()) == (1, 3)
    record = reverse("deck_source", args=["systemes", "reseaux"])
    assert page_of(client, draft).url == record
    assert told(edit(client, draft, do="merge", at=UDP)) != []


def test_the_same_deck_says_that_there_is_nothing_to_do(client, course):
    done = imported(course)
    draft = draft_of(client, course)
    assert draft.chapter == done.chapter
    answer = page_of(client, draft)
    assert answer.context["check"].can_import is False
    assert "il n’y a rien à importer" in answer.content.decode()
    assert told(confirm(client, draft))[-1].startswith("Rien n’a changé dans le chapitre")


def test_the_changes_made_last_time_come_with_a_newer_deck(client, course):
    draft = draft_of(client, course)
    edit(client, draft, do="rename", at=UDP, title="Sans connexion")
    confirm(client, draft)
    chapter = Chapter.objects.get()
    newer = draft_of(
        client, course, DECK.replace("- Rien", "- Absolument rien"), chapter=chapter.pk
    )
    assert titles(client, newer) == ["TCP", "Sans connexion", "Figure"]
    changes = page_of(client, newer).context["check"].changes
    assert [(row.change.new_title, row.kinds) for row in changes] == [
        ("Sans connexion", ["changed"])
    ]


def test_a_deck_can_be_sent_to_a_chapter_or_to_a_new_one(client, course):
    done = imported(course)
    draft = draft_of(client, course, DECK.replace("- Rien", "- Absolument rien"))
    assert draft.chapter is None
    edit(client, draft, do="choose_chapter", at=done.chapter.pk)
    draft.refresh_from_db()
    assert draft.chapter == done.chapter
    edit(client, draft, do="choose_chapter", at="")
    draft.refresh_from_db()
    assert draft.chapter is None


def test_a_deck_is_not_sent_to_a_chapter_of_another_course(client, course):
    other = make_chapter(make_course("Autre", "autre"))
    draft = draft_of(client, course)
    edit(client, draft, do="choose_chapter", at=other.pk)
    draft.refresh_from_db()
    assert draft.chapter is None


def test_what_is_confirmed_is_what_was_shown(client, course):
    draft = draft_of(client, course)
    seen = page_of(client, draft).context["check"].review.fingerprint
    edit(client, draft, do="merge", at=UDP)
    answer = client.post(reverse("deck_draft_confirm", args=[draft.pk]), {"seen": seen})
    assert answer.url == reverse("deck_draft", args=[draft.pk])
    assert told(answer)[-1].endswith("vérifiez de nouveau la page.")
    assert not Chapter.objects.exists()


def test_a_lesson_too_long_is_told_and_keeps_the_deck_out(client, course):
    long = "\n\n".join(f"Le paragraphe {n} de la longue leçon." for n in range(3000))
    draft = draft_of(client, course, f"# Courte\n\n- un\n\n# Longue\n\n{long}\n")
    check = page_of(client, draft).context["check"]
    assert check.problem.startswith("La leçon «\u00a0Longue\u00a0» ne peut pas être affichée")
    assert confirm(client, draft).url == reverse("deck_draft", args=[draft.pk])
    assert not Chapter.objects.exists()


def test_a_discarded_deck_is_gone(client, course):
    draft = draft_of(client, course)
    assert draft in client.get(reverse("deck_new")).context["drafts"]
    client.post(reverse("deck_draft_discard", args=[draft.pk]))
    assert not DeckDraft.objects.exists()


# --- who may


PAGES = ("deck_draft", "deck_draft_edit", "deck_draft_confirm", "deck_draft_discard")


def test_a_draft_is_its_owner_s_alone(client, course):
    draft = draft_of(client, course)
    for other in (make_teacher("ibou", course=course), make_student()):
        stranger = Client()
        stranger.force_login(other)
        for page in PAGES:
            address = reverse(page, args=[draft.pk])
            assert (stranger.get(address).status_code, stranger.post(address).status_code) == (
                404,
                404,
            )


def test_who_no_longer_teaches_the_course_no_longer_imports_there(client, course, teacher):
    draft = draft_of(client, course)
    course.teachers.remove(teacher)
    assert page_of(client, draft).status_code == 404
    answer = client.post(reverse("deck_draft_confirm", args=[draft.pk]), {"seen": "x"})
    assert answer.status_code == 404
    assert list(client.get(reverse("deck_new")).context["drafts"]) == []


def test_only_a_press_writes(client, course):
    draft = draft_of(client, course)
    for page in PAGES[1:]:
        assert client.get(reverse(page, args=[draft.pk])).status_code == 405


# --- looking back


def test_a_chapter_remembers_its_decks(client, course):
    first = imported(course)
    confirm(client, draft_of(client, course, DECK + "\n- Un trait.\n", chapter=first.chapter.pk))
    address = reverse("deck_source", args=["systemes", "reseaux"])
    newest = client.get(address)
    assert [one.pk for one in newest.context["decks"]] == [newest.context["deck"].pk, first.deck.pk]
    assert [one.lesson.title for one in newest.context["record"].lessons] == [
        "TCP",
        "UDP",
        "Figure",
    ]
    assert client.get(address, {"version": first.deck.pk}).context["deck"] == first.deck
    assert client.get(address, {"version": "x"}).context["deck"] == newest.context["deck"]


def test_a_chapter_made_by_hand_says_so(client, course):
    chapter = make_chapter(course)
    answer = client.get(reverse("deck_source", args=["systemes", chapter.slug]))
    assert "ne vient pas d’un diaporama" in answer.content.decode()


# --- what the pages cost


def long_deck(number):
    slides = (f"# Leçon {n}\n\n- Le point numéro {n} est unique.\n" for n in range(number))
    return "# Cours\n\n**Awa Diop**\n\n" + "\n".join(slides)


@pytest.mark.parametrize("number", [1, 30])
def test_pages_cost_the_same_whatever_the_deck(client, course, number, django_assert_num_queries):
    chapter = imported(course, long_deck(number)).chapter
    newer = long_deck(number) + "\n- Encore.\n"
    draft = draft_of(client, course, newer, chapter=chapter.pk)
    with django_assert_num_queries(9):
        page_of(client, draft)
    with django_assert_num_queries(6):
        client.get(reverse("deck_source", args=["systemes", chapter.slug]))


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_of_drafts_costs_the_same(client, course, number, django_assert_num_queries):
    for _ in range(number):
        draft_of(client, course)
    with django_assert_num_queries(5):
        client.get(reverse("deck_new"))


def test_a_nul_in_the_address_names_no_course(client):
    page = client.get(reverse("deck_new"), {"cours": "\0", "chapitre": "\0"})
    assert page.context["form"].initial == {"course": None, "chapter": None}
