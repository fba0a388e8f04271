"""How a course is marked, in the words of its log of changes."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from courses.accounts.audit import Change
from courses.progress.models import Gradebook
from elearning.number_tags import number_text

Said = tuple[str, str]  # what it is about, and what holds
Key = str | int  # a setting by its name, a quiz by its number


def settings_in_words(settings: Gradebook | None) -> dict[Key, Said]:
    """What is left out, whether students are told, and what each quiz counts, in two queries."""
    if settings is None:
        return {}
    told = _("yes") if settings.is_published else _("no")
    said: dict[Key, Said] = {
        "dropped_exams": (_("Exams to leave out"), str(settings.dropped_exams)),
        "dropped_quizzes": (_("Quizzes to leave out"), str(settings.dropped_quizzes)),
        "is_published": (_("Students see their own total"), told),
    }
    for item in settings.items.select_related("quiz"):
        words = {"category": item.get_category_display(), "weight": number_text(item.weight)}
        said[item.quiz_id] = (item.quiz.title, _("%(category)s, weight %(weight)s") % words)
    return said


def differences(before: Mapping[Key, Said], after: Mapping[Key, Said]) -> list[Change]:
    """A change for each setting that is not what it was; "" is what was not there."""
    changes = []
    for key in {**before, **after}:
        subject = (after.get(key) or before[key])[0]
        was, is_ = before.get(key, ("", ""))[1], after.get(key, ("", ""))[1]
        if was != is_:
            changes.append(Change(subject, was, is_))
    return changes
