"""What a student handed in, compared with what is stored, and kept as a file."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from courses.accounts.requests import PersonRequest
from courses.learn.clock import on_its_clock
from courses.learn.receipt_text import receipt_text
from courses.quizzes.cards.queries import attempt_cards
from courses.quizzes.marks.receipts import in_groups
from courses.quizzes.models import Attempt
from courses.quizzes.queries import attempt_state


@on_its_clock
def receipt(request: PersonRequest, attempt: int) -> HttpResponse:
    """What was handed in, and whether it is what is stored now; as a page or a text file."""
    subject: Attempt = request.entered
    if subject.state == Attempt.State.OPEN:
        return redirect(subject)
    if request.GET.get("format") == "texte":
        return _file(request, subject)
    context: dict[str, object] = {
        "attempt": subject,
        "cards": attempt_cards(attempt, withheld=True),
    }
    context |= {"answers": attempt_state(attempt), "receipt": in_groups(subject.receipt)}
    return render(request, "learn/receipt.html", context)


def _file(request: PersonRequest, attempt: Attempt) -> HttpResponse:
    text = receipt_text(attempt, request.user, request.build_absolute_uri(request.path))
    answer = HttpResponse(text, content_type="text/plain; charset=utf-8")
    name = f"recu-{attempt.quiz.slug}-{attempt.number}.txt"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
