"""All the site holds about whoever asks, as one file."""

from django.http import StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.accounts.requests import PersonRequest
from courses.exchange.person_export import person_json


@require_safe
def my_data(request: PersonRequest) -> StreamingHttpResponse:
    pieces = person_json(request.user, timezone.now())
    response = StreamingHttpResponse(pieces, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="mes-donnees.json"'
    response["Cache-Control"] = "private, no-store"
    return response
