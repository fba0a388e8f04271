"""An uploaded image, for those who may read its course."""

from django.http import FileResponse, Http404

from courses.accounts.requests import PersonRequest


def figure(request: PersonRequest, figure: str) -> FileResponse:
    """The image never changes under its address, so the browser need not ask again."""
    try:
        file = request.entered.image.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(file)
    response.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    return response
