"""Where in a lesson somebody stopped, as the page's script writes it: `heading~blocks`.

The heading is the last one above, by its id, and `blocks` counts the blocks after it, so that
an edit elsewhere in the lesson moves nobody. Before the first heading the id is empty: `~3`.
The questions at the end are `check~0`; who saw the end of a lesson without any is nowhere: "".
"""

from courses.content.models import LessonRevision

CHECK = "check"


def anchor(place: str, revision: LessonRevision | None) -> str:
    """The id of the nearest heading above `place`, if the lesson still has it, or ""."""
    heading = place.partition("~")[0]
    headings = [one["id"] for one in revision.headings] if revision else []
    return heading if heading in [CHECK, *headings] else ""
