"""Which questions a quiz asks."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from courses.accounts.requests import PersonRequest
from courses.quizzes.actions.quizzes import choose_questions
from courses.quizzes.models import Quiz
from courses.teach.forms.questions import QuizForm


def edit(request: PersonRequest, course: str, quiz: str) -> HttpResponse:
    subject: Quiz = request.entered
    chosen = [item.question_id for item in subject.items.all()]
    posted = request.POST if request.method == "POST" else None
    form = QuizForm(posted, quiz=subject, initial={"questions": chosen})
    if request.method == "POST" and form.is_valid():
        choose_questions(quiz=subject, questions=list(form.cleaned_data["questions"]))
        messages.success(request, _("The quiz is saved."))
        return redirect("questions", course=course)
    context = {"course": subject.course, "quiz": subject, "form": form}
    return render(request, "teach/quiz_edit.html", context)
