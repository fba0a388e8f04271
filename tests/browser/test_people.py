"""The three people of the site, each from the first page to the last."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from playwright.sync_api import BrowserContext, Page, expect

from courses.accounts.models import User
from courses.cohorts.models import Cohort
from courses.content.models import Course, Lesson
from courses.progress.models import LessonProgress
from courses.quizzes.models import Question
from tests.browser.look import axe_everywhere, sign_in, visit
from tests.make import (
    make_cohort,
    make_lesson,
    make_manager,
    make_member,
    make_student,
    make_teacher,
)

pytestmark = pytest.mark.django_db(transaction=True)

DECK = Path(settings.BASE_DIR, "courses/material/virtualisation/chapitre-1-virtualisation.md")
QUESTION = """### choix cloisonnement
leçon: qu-est-ce-que-la-virtualisation · objectif: V1.2 · bloom: comprendre
Que demande le cloisonnement ?
- (x) Que chaque entité fonctionne indépendamment des autres.
  > Oui.
- ( ) Que le système invité soit modifié pour la virtualisation.
  > Non, c'est la transparence qui parle du système invité.
"""


@pytest.fixture(autouse=True)
def fresh_rate_limits() -> Any:
    cache.clear()
    yield
    cache.clear()


def phone(new_context: Any) -> Page:
    context: BrowserContext = new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    return context.new_page()


def import_deck(page: Page) -> None:
    visit(page, "/enseigner/")
    page.get_by_role("link", name="Importer un diaporama").first.click()
    page.get_by_label("Titre du nouveau cours").fill("Virtualisation")
    page.get_by_label("Ou son texte, collé").fill(DECK.read_text(encoding="utf-8"))
    page.get_by_role("button", name="Voir le chapitre").click()
    expect(
        page.get_by_text("4 sections, 21 leçons, 80 points, 15 figures manquantes")
    ).to_be_visible()
    assert Course.objects.count() == 0
    page.get_by_role("button", name="Importer et publier").click()
    expect(page.get_by_role("heading", name="Virtualisation", level=1)).to_be_visible()


def test_a_deck_becomes_a_lesson_that_is_read_answered_left_and_resumed(
    page: Page, new_context: Any
) -> None:
    sign_in(page, make_teacher())
    import_deck(page)
    course = Course.objects.get()
    page.goto(f"/enseigner/cours/{course.slug}/questions/nouvelle/?kind=choice&vue=texte")
    page.get_by_label("Question, en texte").fill(QUESTION)
    page.get_by_role("button", name="Enregistrer et publier").click()
    awa = make_student("20240112", password="baobab et teranga")
    make_member(awa, make_cohort(course=course))

    student = phone(new_context)
    visit(student, "/")
    student.get_by_label("Identifiant").fill("20240112")
    student.get_by_label("Mot de passe").fill("baobab et teranga")
    student.get_by_role("button", name="Se connecter").click()
    student.get_by_role("link", name="Virtualisation").first.click()
    main = student.get_by_role("main")
    main.get_by_role("link", name="Chapitre 1").first.click()
    main.get_by_role("link", name="Qu’est-ce que la virtualisation", exact=True).first.click()
    expect(student.get_by_role("heading", level=1)).to_have_text("Qu’est-ce que la virtualisation")
    axe_everywhere(student)
    student.set_viewport_size({"width": 360, "height": 740})
    student.get_by_label("Que chaque entité fonctionne").check()
    student.get_by_role("button", name="Répondre").click()
    expect(student.get_by_text("✓ Juste")).to_be_visible()
    lesson = Lesson.objects.get(slug="qu-est-ce-que-la-virtualisation")
    assert LessonProgress.objects.get(user=awa, lesson=lesson).completed_at is not None

    student.set_viewport_size({"width": 360, "height": 480})
    principles = student.get_by_role("heading", name="Deux principes à respecter")
    principles.evaluate("heading => heading.scrollIntoView()")
    progress = LessonProgress.objects.filter(user=awa, lesson=lesson)
    told = re.compile("/visite/$")
    with student.expect_response(told):
        principles.evaluate("heading => heading.scrollIntoView()")
    visit(student, "/")
    assert progress.get().place.startswith("t-deux-principes")
    student.get_by_role("link", name="Reprendre").click()
    expect(student.get_by_role("heading", level=1)).to_have_text("Qu’est-ce que la virtualisation")
    expect(principles).to_be_in_viewport()
    assert student.evaluate("scrollY") > 100


def test_a_teacher_writes_mends_and_publishes_a_question(page: Page) -> None:
    lesson = make_lesson(title="Principes", slug="qu-est-ce-que-la-virtualisation")
    sign_in(page, make_teacher(course=lesson.course))
    visit(page, "/enseigner/cours/reseaux/questions/nouvelle/?kind=choice&vue=texte")
    text = page.get_by_label("Question, en texte")
    text.fill(QUESTION.replace("(x)", "( )").replace("comprendre", "comprandre"))
    page.get_by_role("button", name="Enregistrer et publier").click()
    expect(page.get_by_text("La question ne peut pas encore être enregistrée")).to_be_visible()
    expect(page.locator(".problems li.wrong")).to_have_count(2)
    axe_everywhere(page)
    text.fill(QUESTION)
    expect(page.locator("#preview").get_by_text("Que demande le cloisonnement")).to_be_visible()
    axe_everywhere(page)
    page.get_by_role("button", name="Enregistrer et publier").click()
    expect(page.get_by_text("La question est publiée.")).to_be_visible()
    axe_everywhere(page)
    assert Question.objects.get().published is not None
    visit(page, "/enseigner/cours/reseaux/quiz/")
    page.get_by_role("link", name="Principes").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Vérification de la leçon")
    axe_everywhere(page)


ROSTER = "Matricule;Nom;Prénom;Courriel\n20240301;NIANG;Astou;\n20240302;;Modou;\n"


def test_an_administrator_makes_a_cohort_and_sees_who_starts(page: Page, new_context: Any) -> None:
    lesson = make_lesson()
    sign_in(page, make_manager())
    visit(page, "/cohortes/")
    axe_everywhere(page)
    page.get_by_role("link", name="Nouvelle cohorte").click()
    page.get_by_label("Nom").fill("GLSI 3")
    page.get_by_role("button", name="Créer la cohorte").click()
    page.get_by_label("Liste d’étudiants").fill(ROSTER)
    page.get_by_role("button", name="Vérifier la liste").click()
    expect(page.get_by_text("Le nom manque.")).to_be_visible()
    axe_everywhere(page)
    assert User.objects.filter(identifier="20240301").count() == 0
    page.get_by_label("Liste d’étudiants").fill(ROSTER.replace(";;", ";DIENG;"))
    page.get_by_role("button", name="Vérifier de nouveau").click()
    page.get_by_role("button", name="Inscrire 2 étudiants").click()
    axe_everywhere(page)
    page.get_by_role("link", name="Imprimer les codes d’entrée").click()
    page.get_by_role("button", name="Créer les codes").click()
    axe_everywhere(page)
    slip = page.locator(".slips li", has_text="Astou NIANG")
    code = slip.locator("code").nth(1).inner_text()
    visit(page, Cohort.objects.get().get_absolute_url())
    page.get_by_role("link", name="Choisir les cours").click()
    page.get_by_label("Réseaux").check()
    axe_everywhere(page)
    page.get_by_role("button", name="Enregistrer").click()

    student = phone(new_context)
    visit(student, "/connexion/")
    axe_everywhere(student)
    student.get_by_role("link", name="Entrer avec un code").click()
    axe_everywhere(student)
    student.get_by_label("Identifiant").fill("20240301")
    student.get_by_label("Code à usage unique").fill(code.lower())
    student.get_by_role("button", name="Entrer").click()
    axe_everywhere(student)
    student.get_by_label("Nouveau mot de passe", exact=True).fill("baobab et teranga")
    student.get_by_label("Confirmation du nouveau mot de passe").fill("baobab et teranga")
    student.get_by_role("button", name="Enregistrer le mot de passe").click()
    visit(student, lesson.get_absolute_url())
    student.get_by_role("button", name="J’ai terminé").click()
    student.wait_for_load_state()

    visit(page, Cohort.objects.get().get_absolute_url())
    expect(page.get_by_role("row", name="Astou NIANG")).to_contain_text("1 / 1")
    expect(page.get_by_role("row", name="Modou DIENG")).to_contain_text("jamais venu")
    axe_everywhere(page)
    visit(student, "/compte/")
    axe_everywhere(student)
