"""The stem of a question as a line of plain text, for lists."""

import re
from html import unescape

from django.utils.html import strip_tags

from courses.quizzes.models import QuestionRevision

_GAP = re.compile(r"⟦[0-9]+⟧")


def stem_text(revision: QuestionRevision) -> str:
    """What students read, without its layout; a gap is an ellipsis."""
    words = unescape(strip_tags(revision.html["stem"]))
    # Only plain spaces are joined: the others are French.
    return re.sub(r"[ \n\t]+", " ", _GAP.sub("…", words)).strip()
