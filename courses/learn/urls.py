"""Addresses of the students' pages. Paths are French: they are read by French speakers."""

from django.urls import path

from courses.learn.views import (
    attempt,
    calendar,
    check,
    course,
    exploration,
    figure,
    glossary,
    handout,
    home,
    join,
    lesson,
    my_data,
    present,
    quiz,
    receipt,
    review,
    search,
)

urlpatterns = [
    # Addresses are tried in turn: that of an answer, saved by a whole class at once, comes first.
    path(
        "tentatives/<int:attempt>/reponses/<int:question>/", attempt.answer, name="attempt_answer"
    ),
    path("tentatives/<int:attempt>/", attempt.attempt, name="attempt"),
    path(
        "tentatives/<int:attempt>/reponses/<int:question>/verifier/",
        attempt.check,
        name="attempt_check",
    ),
    path("tentatives/<int:attempt>/recu/", receipt.receipt, name="attempt_receipt"),
    path("tentatives/<int:attempt>/remise/", attempt.submit, name="attempt_submit"),
    path("", home.home, name="home"),
    path("rejoindre/<str:token>/", join.join, name="join"),
    path("compte/mes-donnees.json", my_data.my_data, name="my_data"),
    path("recherche/", search.search, name="search"),
    path("calendrier/", calendar.calendar, name="calendar"),
    path("calendrier.ics", calendar.calendar_file, name="calendar_file"),
    path("clavier/", home.keyboard_help, name="keyboard_help"),
    path("figures/<slug:figure>/", figure.figure, name="figure"),
    path("cours/<slug:course>/", course.course, name="course"),
    path("cours/<slug:course>/progression/", course.course_progress, name="course_progress"),
    path("cours/<slug:course>/maitrise/", review.mastery_page, name="mastery"),
    path("cours/<slug:course>/reviser/", review.review, name="review"),
    path("cours/<slug:course>/reviser/commencer/", review.start, name="review_start"),
    path("cours/<slug:course>/reviser/<int:review>/", review.attempt, name="review_attempt"),
    path(
        "cours/<slug:course>/reviser/<int:review>/reponses/<int:question>/",
        review.answer,
        name="review_answer",
    ),
    path("cours/<slug:course>/lexique/", glossary.glossary, name="glossary"),
    path("cours/<slug:course>/chapitres/<slug:chapter>/", course.chapter, name="chapter"),
    path("cours/<slug:course>/chapitres/<slug:chapter>/imprimer/", handout.handout, name="handout"),
    path("cours/<slug:course>/lecons/<slug:lesson>/", lesson.lesson, name="lesson"),
    path(
        "cours/<slug:course>/lecons/<slug:lesson>/presenter/",
        present.present,
        name="lesson_present",
    ),
    path("cours/<slug:course>/lecons/<slug:lesson>/visite/", lesson.visit, name="lesson_visit"),
    path("cours/<slug:course>/lecons/<slug:lesson>/terminee/", lesson.finish, name="lesson_finish"),
    path(
        "cours/<slug:course>/lecons/<slug:lesson>/reponses/<int:question>/",
        check.answer,
        name="lesson_answer",
    ),
    path(
        "cours/<slug:course>/lecons/<slug:lesson>/explorations/<slug:exploration>/",
        exploration.exploration,
        name="exploration",
    ),
    path("cours/<slug:course>/quiz/<slug:quiz>/", quiz.quiz, name="quiz"),
    path("cours/<slug:course>/quiz/<slug:quiz>/commencer/", quiz.start, name="quiz_start"),
]
