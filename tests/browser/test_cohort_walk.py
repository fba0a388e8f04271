"""A cohort from its list to its marks: its administrator, a student by link, their teacher."""

from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import Page, expect

from courses.accounts.models import User
from courses.cohorts.models import Accommodation, Cohort, Membership, Schedule
from courses.progress.models import Gradebook, GradeItem
from tests.browser.look import sign_in, visit
from tests.make import make_cohort, make_manager, make_member, make_student, make_teacher
from tests.quizzes.marking import hand_in, make_marked_quiz

pytestmark = pytest.mark.django_db(transaction=True)

LIST = """Matricule;Nom et prénoms;Courriel
20240112;DIOP Awa;awa@esp.sn
;NDIAYE Mamadou;mamadou@esp.sn
20240123;;khady@esp.sn
20240131;GUEYE Cheikh;cheikh@esp
20240145;SOW Aminata;fatou@esp.sn
20240112;SARR Ibrahima;ibrahima@esp.sn
"""
MISTAKES = (
    ("Le matricule manque.", "\n;NDIAYE", "\n20240118;NDIAYE"),
    ("Le nom manque.", "20240123;;", "20240123;FALL Khady;"),
    ("Ce n’est pas une adresse électronique.", "cheikh@esp\n", "cheikh@esp.sn\n"),
    ("Cette adresse est celle d’un autre compte.", "fatou@esp.sn", "aminata@esp.sn"),
    ("Ce matricule figure deux fois dans la liste.", "20240112;SARR", "20240152;SARR"),
)


@pytest.fixture(autouse=True)
def fresh_rate_limits() -> Any:
    cache.clear()
    yield
    cache.clear()


def enrol_the_list(page: Page, cohort: Cohort) -> None:
    """Five different mistakes are told in their cells, mended on the page, and then enrolled."""
    visit(page, reverse("roster", args=[cohort.slug]))
    text = page.get_by_label("Liste d’étudiants")
    text.fill(LIST)
    page.get_by_role("button", name="Vérifier la liste").click()
    for mistake, _wrong, _right in MISTAKES:
        expect(page.get_by_role("cell", name=mistake).first).to_be_visible()
    assert cohort.memberships.filter(role=Membership.Role.STUDENT).count() == 0
    mended = LIST
    for _mistake, wrong, right in MISTAKES:
        mended = mended.replace(wrong, right)
    text.fill(mended)
    page.get_by_role("button", name="Vérifier de nouveau").click()
    page.get_by_role("button", name="Inscrire 6 étudiants").click()
    expect(page.get_by_role("heading", name="Étudiants inscrits")).to_be_visible()


def invite(page: Page, cohort: Cohort) -> str:
    visit(page, reverse("cohort_invitation", args=[cohort.slug]))
    page.get_by_role("button", name="Créer un lien").click()
    expect(page.get_by_label("Le lien")).to_be_visible()
    return page.get_by_label("Le lien").input_value()


def join(page: Page, link: str) -> None:
    visit(page, link)
    page.get_by_label("Matricule").fill("20240199")
    page.get_by_label("Nom", exact=True).fill("Seck")
    page.get_by_label("Prénom").fill("Pape")
    page.get_by_label("Mot de passe").fill("baobab et teranga")
    page.get_by_role("button", name="Créer mon compte et rejoindre").click()


def test_an_administrator_enrols_sets_dates_and_invites_and_a_student_joins(
    page: Page, new_context: Any
) -> None:
    course = make_marked_quiz().course
    cohort, manager = make_cohort(course=course), make_manager()
    make_member(manager, cohort, Membership.Role.ADMINISTRATOR)
    make_teacher("fatou", email="fatou@esp.sn")
    sign_in(page, manager)
    enrol_the_list(page, cohort)

    visit(page, reverse("cohort_dates", args=[cohort.slug]))
    dates = page.get_by_role("group", name=f"Cours : {course.title}".replace(" :", "\xa0:"))
    dates.get_by_label("Ouverture").fill("2026-01-05T08:00")
    page.get_by_role("button", name="Enregistrer les dates").click()
    expect(page.get_by_text("6 étudiants concernés")).to_be_visible()
    assert Schedule.objects.get(cohort=cohort).opens == "2026-01-05T08:00"

    link = invite(page, cohort)
    student = new_context(viewport={"width": 360, "height": 740}).new_page()
    join(student, link)
    expect(student.get_by_role("link", name=course.title).first).to_be_visible()
    pape = User.objects.get(identifier="20240199")
    assert cohort.memberships.filter(user=pape, left_at=None).exists()


def test_a_teacher_reads_the_morning_gives_time_and_takes_the_marks_along(page: Page) -> None:
    quiz = make_marked_quiz()
    cohort, teacher = make_cohort(course=quiz.course), make_teacher(course=quiz.course)
    awa = make_student("20240112", first_name="Awa", last_name="Diop")
    make_member(awa, cohort)
    hand_in(quiz, awa, kind="practice")
    settings = Gradebook.objects.create(course=quiz.course)
    GradeItem.objects.create(gradebook=settings, quiz=quiz, category="quizzes", weight=1)
    sign_in(page, teacher)
    visit(page, reverse("morning", args=[quiz.course.slug]))
    expect(page.get_by_text("Comparez TCP et UDP").first).to_be_visible()

    visit(page, reverse("accommodations", args=[quiz.course.slug]))
    page.get_by_role("link", name="Modifier – Awa Diop, 20240112").click()
    page.get_by_label("Temps supplémentaire").fill("33")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("row", name="Awa Diop")).to_contain_text("33")
    assert Accommodation.objects.get().user == awa

    visit(page, reverse("gradebook", args=[quiz.course.slug]))
    with page.expect_download() as downloading:
        page.get_by_role("link", name="(CSV)").click()
    file = downloading.value
    assert file.suggested_filename == f"notes-{quiz.course.slug}.csv"
    lines = file.path().read_bytes().decode("utf-8-sig").splitlines()
    assert lines[1].startswith("20240112;Diop;Awa;")
    assert lines[1].endswith(";Insuffisant;provisoire")
