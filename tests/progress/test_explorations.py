"""An exploration is kept once, whatever the browser sends and however often."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from courses.accounts.models import User
from courses.content.explorables import draw_explorable, place_name
from courses.content.models import Lesson
from courses.exchange.person_erasure import erase_person
from courses.exchange.person_export import person_json
from courses.markup.page import Fence
from courses.progress.models import Exploration
from tests.make import (
    NOW,
    make_cohort,
    make_lesson,
    make_member,
    make_person,
    make_student,
    make_teacher,
)

pytestmark = pytest.mark.django_db
BLOCK = "charge: 8\nmémoire: 8\nécart: 0"
PLACE = place_name("consolidation", BLOCK)
SENT = {"flags": "spare"}


def with_block(info: str, text: str) -> str:
    return "<p>Un texte.</p>" + draw_explorable(Fence(info, text, "fr"))


@pytest.fixture
def lesson() -> Lesson:
    return make_lesson(html=with_block("consolidation", BLOCK))


@pytest.fixture
def awa(lesson: Lesson) -> User:
    awa = make_student()
    make_member(awa, make_cohort(course=lesson.course))
    return awa


@pytest.fixture
def reader(awa: User, client: Client) -> Client:
    client.force_login(awa)
    return client


def url(lesson: Lesson, place: str = PLACE, case: int = 1) -> str:
    return f"{lesson.get_absolute_url()}explorations/{place}/?cas={case}"


def post(client: Client, lesson: Lesson, case: int = 1, **fields: Any) -> dict[str, Any]:
    answer = client.post(url(lesson, case=case), SENT | fields, headers={"X-Fragment": "1"})
    assert answer.status_code == 200
    held: dict[str, Any] = answer.json()
    return held


def test_the_lesson_and_the_page_tell_the_case_and_no_answer(
    reader: Client, lesson: Lesson
) -> None:
    shown = reader.get(lesson.get_absolute_url()).content.decode()
    assert f'<a href="explorations/{PLACE}/">' in shown
    assert "css/explore" in shown
    answer = reader.get(url(lesson))
    assert (answer.context["page"].compared, answer.context["page"].said) == ("", [])
    page = answer.content.decode()
    assert "40 serveurs" in page
    assert 'class="predict">' in page
    assert 'class="act" disabled' in page


def test_a_prediction_is_kept_with_what_the_server_computes(
    reader: Client, lesson: Lesson, awa: User
) -> None:
    told = post(reader, lesson, prediction="90")
    assert (told["answer"], told["guess"]) == (78.0, 90)
    kept = Exploration.objects.get()
    assert (kept.user, kept.lesson, kept.place, kept.case) == (awa, lesson, PLACE, 1)
    assert (kept.prediction, kept.answer, kept.seen_at) == (90, 78.0, None)
    assert kept.choice == {"cap": 80, "spare": False, "pue": 1.6, "step": 0}


def test_a_resend_counts_once_and_the_first_prediction_stands(
    reader: Client, lesson: Lesson
) -> None:
    last = {"prediction": "90", "step": "40", "cap": "50", "spare": "on"}
    for _ in range(3):
        told = post(reader, lesson, **last)
    post(reader, lesson, prediction="78", step="40")
    kept = Exploration.objects.get()
    assert (told["guess"], kept.prediction) == (90, 90)
    assert kept.seen_at is not None
    assert kept.choice["cap"] == 50
    assert kept.choice["spare"] is False
    assert kept.result == {"hosts": 7, "bound": 7, "saved": 71.5}


def test_what_is_no_answer_is_refused_and_what_is_no_setting_is_not_believed(
    reader: Client, lesson: Lesson
) -> None:
    for wrong in ("", "beaucoup", "nan", "101", "-1"):
        answer = reader.post(url(lesson), SENT | {"prediction": wrong})
        assert answer.status_code == 422
        assert "Faites d’abord votre prévision." in answer.content.decode()
    assert not Exploration.objects.exists()
    post(reader, lesson, prediction="90", cap="9999", pue="inf", step="1e9", do="next")
    assert Exploration.objects.get().choice == {"cap": 100, "spare": False, "pue": 1.6, "step": 40}


def test_without_a_script_the_same_form_goes_on_step_by_step(
    reader: Client, lesson: Lesson
) -> None:
    page = reader.post(url(lesson), SENT | {"prediction": "90", "do": "predict"}, follow=True)
    assert "Serveurs encore allumés : 40" in page.content.decode().replace("\xa0", " ")
    page = reader.post(url(lesson), SENT | {"step": "0", "do": "next"}, follow=True)
    assert "Serveurs encore à déplacer : 39." in page.content.decode().replace("\xa0", " ")
    page = reader.post(url(lesson), SENT | {"step": "1", "do": "end"}, follow=True)
    told = page.content.decode().replace("\xa0", " ")
    assert "<b>Vous aviez prévu 90 % ; le modèle donne 78 %.</b>" in told
    assert "<svg viewBox=" in told
    assert told.count('<rect class="e-off"') == 40


def test_another_case_is_another_one_and_its_own_row(reader: Client) -> None:
    text = "charge: 4..12\nserveurs: 30..60"
    lesson = make_lesson_read_by_awa(text)
    place = place_name("consolidation", text)
    for case in (1, 2):
        answer = reader.post(url(lesson, place, case), SENT | {"prediction": "80"})
        assert answer.status_code == 302
    first, second = Exploration.objects.order_by("case")
    assert first.given != second.given


def make_lesson_read_by_awa(text: str) -> Lesson:
    lesson = Lesson.objects.select_related("published").get()
    assert lesson.published is not None
    lesson.published.html = with_block("consolidation", text)
    lesson.published.save()
    return lesson


def test_two_students_meet_their_own_cases_again(reader: Client, awa: User) -> None:
    lesson = make_lesson_read_by_awa("charge: 1..30\nmémoire: 1..30")
    place = place_name("consolidation", "charge: 1..30\nmémoire: 1..30")
    mine = reader.get(url(lesson, place)).context["page"].exploring.given
    assert reader.get(url(lesson, place)).context["page"].exploring.given == mine
    other = make_student("17")
    make_member(other, awa.memberships.get().cohort)
    reader.force_login(other)
    assert reader.get(url(lesson, place)).context["page"].exploring.given != mine


def test_a_teacher_tries_everything_and_leaves_no_trace(client: Client, lesson: Lesson) -> None:
    client.force_login(make_teacher(course=lesson.course))
    fields = SENT | {"prediction": "90", "step": "0", "do": "end"}
    page = client.post(url(lesson), fields).content.decode().replace("\xa0", " ")
    assert "Vous aviez prévu 90 %" in page
    assert "rien de ce que vous essayez n’est enregistré" in page
    assert not Exploration.objects.exists()


def test_a_page_opened_before_a_new_text_goes_on(reader: Client, lesson: Lesson) -> None:
    old = lesson.published
    assert old is not None
    old.published_at = NOW
    old.save()
    new = old.__class__.objects.create(
        lesson=lesson, number=2, title="", source="", html="<p>Sans.</p>", text="", words=0,
        origin="edit", created_at=NOW, published_at=NOW,
    )  # fmt: skip
    lesson.published = new
    lesson.save()
    assert post(reader, lesson, prediction="80")["answer"] == 78.0
    assert reader.get(url(lesson, "consolidation-00000000")).status_code == 404


def test_asking_and_keeping_cost_the_same_however_often(reader: Client, lesson: Lesson) -> None:
    def cost(method: str, **fields: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            getattr(reader, method)(url(lesson), SENT | fields)
        return len(queries)

    cost("post", prediction="90")
    assert cost("get") <= 5
    assert cost("post", prediction="90", step="3") == cost("post", prediction="90", step="4")


def test_explorations_are_copied_for_their_person_and_erased_with_them(
    reader: Client, lesson: Lesson, awa: User
) -> None:
    post(reader, lesson, prediction="90")
    assert f'"place": "{PLACE}"' in "".join(person_json(awa, NOW))
    erase_person(person=awa, by=make_person("site", is_superuser=True), now=NOW)
    assert not Exploration.objects.exists()
