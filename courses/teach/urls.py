"""Addresses of the teachers' pages."""

from django.urls import path

from courses.teach.views import (
    accommodations,
    analysis,
    bank,
    bank_bulk,
    calendar,
    courses,
    decks,
    drafts,
    gradebook,
    history,
    lessons,
    log,
    marking,
    morning,
    notions,
    progress,
    question_editor,
    question_files,
    questions,
    quiz_contents,
    quizzes,
    regrade,
    results,
    schedule,
    teachers,
    view_as,
)

urlpatterns = [
    path("", courses.home, name="teach_home"),
    path("nouveau-cours/", courses.new, name="course_new"),
    path("calendrier/", calendar.calendar, name="teach_calendar"),
    path("calendrier.ics", calendar.calendar_file, name="teach_calendar_file"),
    path("decks/nouveau/", decks.new, name="deck_new"),
    path("decks/<int:draft>/", decks.draft, name="deck_draft"),
    path("decks/<int:draft>/modifier/", decks.edit, name="deck_draft_edit"),
    path("decks/<int:draft>/confirmer/", decks.confirm, name="deck_draft_confirm"),
    path("decks/<int:draft>/abandonner/", decks.discard, name="deck_draft_discard"),
    path("cours/<slug:course>/", courses.course, name="teach_course"),
    path("cours/<slug:course>/modifier/", courses.edit, name="course_edit"),
    path("cours/<slug:course>/enseignants/", teachers.course_teachers, name="course_teachers"),
    path("voir-comme/quitter/", view_as.stop, name="view_as_stop"),
    path("cours/<slug:course>/voir-comme/", view_as.view_as, name="view_as"),
    path("cours/<slug:course>/journal/", log.course_log, name="course_log"),
    path("cours/<slug:course>/matin/", morning.morning, name="morning"),
    path("cours/<slug:course>/progression/", progress.progress, name="teach_progress"),
    path("cours/<slug:course>/notes/", gradebook.gradebook, name="gradebook"),
    path("cours/<slug:course>/notes/reglages/", gradebook.settings, name="gradebook_settings"),
    path(
        "cours/<slug:course>/notes/reglages/exemple/", gradebook.example, name="gradebook_example"
    ),
    path("cours/<slug:course>/notes/<int:student>/", gradebook.student, name="gradebook_student"),
    path("cours/<slug:course>/notions/", notions.notions, name="notions"),
    path("cours/<slug:course>/notions/<slug:notion>/", notions.edit, name="notion_edit"),
    path("cours/<slug:course>/chapitres/<slug:chapter>/deck/", decks.source, name="deck_source"),
    path(
        "cours/<slug:course>/chapitres/<slug:chapter>/publier/",
        courses.publish_chapter,
        name="chapter_publish",
    ),
    path("cours/<slug:course>/lecons/<slug:lesson>/", lessons.edit, name="lesson_edit"),
    path(
        "cours/<slug:course>/lecons/<slug:lesson>/apercu/", lessons.preview, name="lesson_preview"
    ),
    path(
        "cours/<slug:course>/lecons/<slug:lesson>/publier/", lessons.publish, name="lesson_publish"
    ),
    path("cours/<slug:course>/lecons/<slug:lesson>/deplacer/", lessons.move, name="lesson_move"),
    path(
        "cours/<slug:course>/lecons/<slug:lesson>/corbeille/",
        lessons.archive,
        name="lesson_archive",
    ),
    path(
        "cours/<slug:course>/lecons/<slug:lesson>/versions/", history.history, name="lesson_history"
    ),
    path(
        "cours/<slug:course>/lecons/<slug:lesson>/restaurer/",
        history.restore,
        name="lesson_restore",
    ),
    path("cours/<slug:course>/questions/", bank.questions, name="questions"),
    path("cours/<slug:course>/questions/lot/", bank_bulk.bulk, name="questions_bulk"),
    path("cours/<slug:course>/questions/lot/annuler/", bank_bulk.undo, name="questions_undo"),
    path("cours/<slug:course>/questions/brouillons/", drafts.course, name="course_drafts"),
    path(
        "cours/<slug:course>/lecons/<slug:lesson>/brouillons/",
        drafts.lesson,
        name="lesson_drafts",
    ),
    path("cours/<slug:course>/questions/nouvelle/", question_editor.new, name="question_new"),
    path(
        "cours/<slug:course>/questions/importer/",
        question_files.import_file,
        name="questions_import",
    ),
    path("cours/<slug:course>/questions/exporter/", question_files.export, name="questions_export"),
    path("cours/<slug:course>/questions/apercu/", question_editor.preview, name="question_preview"),
    path(
        "cours/<slug:course>/questions/<int:question>/", question_editor.edit, name="question_edit"
    ),
    path(
        "cours/<slug:course>/questions/<int:question>/publier/",
        question_editor.publish,
        name="question_publish",
    ),
    path(
        "cours/<slug:course>/questions/<int:question>/corbeille/",
        questions.archive,
        name="question_archive",
    ),
    path(
        "cours/<slug:course>/questions/<int:question>/versions/",
        question_editor.history,
        name="question_history",
    ),
    path(
        "cours/<slug:course>/questions/<int:question>/restaurer/",
        question_editor.restore,
        name="question_restore",
    ),
    path("cours/<slug:course>/questions/<int:question>/renoter/", regrade.regrade, name="regrade"),
    path("cours/<slug:course>/notation/", marking.marking, name="marking"),
    path(
        "cours/<slug:course>/notation/<slug:quiz>/<int:question>/",
        marking.marking_question,
        name="marking_question",
    ),
    path("cours/<slug:course>/analyse/", analysis.course_questions, name="course_analysis"),
    path(
        "cours/<slug:course>/questions/<int:question>/analyse/",
        analysis.question,
        name="question_analysis",
    ),
    path(
        "cours/<slug:course>/quiz/<slug:quiz>/analyse/",
        analysis.quiz_questions,
        name="quiz_analysis",
    ),
    path("cours/<slug:course>/quiz/", quizzes.quizzes, name="quizzes"),
    path("cours/<slug:course>/nouveau-quiz/", quizzes.new, name="quiz_new"),
    path("cours/<slug:course>/quiz/<slug:quiz>/", quiz_contents.edit, name="quiz_edit"),
    path("cours/<slug:course>/quiz/<slug:quiz>/lignes/", quiz_contents.items, name="quiz_items"),
    path("cours/<slug:course>/quiz/<slug:quiz>/ajouter/", quiz_contents.add, name="quiz_add"),
    path("cours/<slug:course>/quiz/<slug:quiz>/reglages/", quizzes.settings, name="quiz_settings"),
    path("cours/<slug:course>/quiz/<slug:quiz>/publier/", quizzes.publish, name="quiz_publish"),
    path("cours/<slug:course>/quiz/<slug:quiz>/copier/", quizzes.duplicate, name="quiz_duplicate"),
    path("cours/<slug:course>/quiz/<slug:quiz>/corbeille/", quizzes.archive, name="quiz_archive"),
    path(
        "cours/<slug:course>/quiz/<slug:quiz>/apercu/oublier/",
        quizzes.reset_preview,
        name="quiz_preview_reset",
    ),
    path(
        "cours/<slug:course>/quiz/<slug:quiz>/resultats/",
        results.quiz_results_page,
        name="quiz_results",
    ),
    path(
        "cours/<slug:course>/quiz/<slug:quiz>/tentatives/<int:attempt>/",
        results.student_attempt,
        name="student_attempt",
    ),
    path("cours/<slug:course>/quiz/<slug:quiz>/dates/", schedule.dates, name="quiz_dates"),
    path(
        "cours/<slug:course>/quiz/<slug:quiz>/dates/exception/",
        schedule.exception,
        name="quiz_exception",
    ),
    path("cours/<slug:course>/dates/", schedule.dates, name="course_dates"),
    path("cours/<slug:course>/dates/exception/", schedule.exception, name="course_exception"),
    path("cours/<slug:course>/amenagements/", accommodations.students, name="accommodations"),
    path(
        "cours/<slug:course>/amenagements/<int:student>/",
        accommodations.edit,
        name="accommodation_edit",
    ),
]
