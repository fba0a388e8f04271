"""Where one came from: a page that leads to a student, so that the student's page leads back."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext_lazy

from courses.teach.address import in_query

# The pages that name students and lead to theirs, as a link back calls them.
PLACES = {
    "teach_progress": gettext_lazy("Progress of the students"),
    "morning": gettext_lazy("This morning"),
    "gradebook": gettext_lazy("Gradebook"),
    "gradebook_student": gettext_lazy("Total of the course"),
    "quiz_results": gettext_lazy("Results of the quiz"),
    "student_attempt": gettext_lazy("Attempt"),
    "accommodations": gettext_lazy("Accommodations and codes"),
    "cohort": gettext_lazy("Students of the cohort"),
    "cohort_progress": gettext_lazy("Progress of the cohort"),
}


@dataclass(frozen=True)
class WayBack:
    """A page of this site with its filters, and what to call it."""

    url: str
    label: str


def way_back(request: HttpRequest) -> WayBack | None:
    """The page that `retour` names in the address; None unless it is one of PLACES.

    The address is made anew from what it resolves to: it cannot lead to another site.
    """
    try:
        said = urlsplit(in_query(request, "retour"))
        place = resolve(said.path)
    except (ValueError, Resolver404):
        return None
    if place.view_name not in PLACES:
        return None
    query = f"?{said.query}" if said.query else ""
    page = reverse(place.view_name, args=place.args, kwargs=place.kwargs)
    return WayBack(f"{page}{query}", str(PLACES[place.view_name]))
