"""Who may enter what. Every page asks here; what a person may not see does not exist for them.

Each function returns the rows visible to one person in one role. The rule table
(`elearning.entrance`) fetches a page's subject through them, so that a foreign object and a
missing one give the same answer.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from courses.accounts.models import User
from courses.cohorts.models import Cohort, CohortCourse, Membership
from courses.content.models import Chapter, Course, DeckDraft, Figure, Lesson


def taught_courses(user: User) -> QuerySet[Course]:
    """Courses the person may edit."""
    courses = Course.objects.filter(archived_at=None)
    return courses if user.is_superuser else courses.filter(_teaches(user, "pk"))


def is_offered_editing(user: User, course: Course) -> bool:
    """Whether a reader's page leads to the teacher's; for students it asks nothing."""
    may_teach = user.is_teacher or user.is_superuser
    return may_teach and taught_courses(user).filter(pk=course.pk).exists()


def course_students(course: Course) -> QuerySet[User]:
    """The students of a course: active, in a cohort that is given it."""
    given = _following().filter(user=OuterRef("pk"), cohort__given__course=course)
    return User.objects.filter(Exists(given))


def follows(user: str, course: str) -> Exists:
    """Whether a person is a student of a course, as above: both by their fields in a row."""
    given = _following().filter(user=OuterRef(user), cohort__given__course=OuterRef(course))
    return Exists(given)


def _following() -> QuerySet[Membership]:
    """Those by which students follow what their cohort is given."""
    return Membership.objects.filter(
        role=Membership.Role.STUDENT,
        left_at=None,
        cohort__archived_at=None,
        user__is_active=True,
    )


def taught_students(user: User, course: Course) -> QuerySet[User]:
    """The students of a course the person teaches."""
    return course_students(course).filter(_teaches_it(user, course))


def viewable_students(user: User, course: Course) -> QuerySet[User]:
    """Students as whom a teacher may see their course: of them, those with no other role."""
    teaching = Course.teachers.through.objects.filter(user=OuterRef("pk"))
    staff = Membership.objects.filter(user=OuterRef("pk"), left_at=None).exclude(
        role=Membership.Role.STUDENT
    )
    return taught_students(user, course).filter(
        ~Exists(teaching), ~Exists(staff), is_teacher=False, is_manager=False, is_superuser=False
    )


def taught_cohorts(user: User, course: Course) -> QuerySet[Cohort]:
    """Cohorts that follow a course the person teaches."""
    cohorts = Cohort.objects.filter(archived_at=None, given__course=course)
    return cohorts.filter(_teaches_it(user, course))


def current_students(cohort: Cohort) -> QuerySet[User]:
    """Active students who are in a cohort now."""
    return User.objects.filter(
        memberships__cohort=cohort,
        memberships__role=Membership.Role.STUDENT,
        memberships__left_at=None,
        is_active=True,
    )


def readable_courses(user: User) -> QuerySet[Course]:
    """Courses the person may read: given to one of their cohorts, or taught by them."""
    courses = Course.objects.filter(archived_at=None)
    return courses if user.is_superuser else courses.filter(_may_read(user, "pk"))


def readable_chapters(user: User) -> QuerySet[Chapter]:
    chapters = Chapter.objects.filter(course__archived_at=None).select_related("course")
    return chapters if user.is_superuser else chapters.filter(_may_read(user, "course_id"))


def readable_lessons(user: User) -> QuerySet[Lesson]:
    """Published lessons of readable courses."""
    lessons = Lesson.objects.published().filter(course__archived_at=None)
    return lessons if user.is_superuser else lessons.filter(_may_read(user, "course_id"))


def readable_figures(user: User) -> QuerySet[Figure]:
    figures = Figure.objects.filter(course__archived_at=None)
    return figures if user.is_superuser else figures.filter(_may_read(user, "course_id"))


def own_deck_drafts(user: User) -> QuerySet[DeckDraft]:
    """Decks the person is checking, for a course they teach or one they may make."""
    mine = DeckDraft.objects.filter(user=user)
    for_taught = Q(course__in=taught_courses(user))
    makes_courses = user.is_teacher or user.is_superuser
    return mine.filter(for_taught | Q(course=None) if makes_courses else for_taught)


def managed_cohorts(user: User) -> QuerySet[Cohort]:
    """Cohorts the person administers."""
    if user.is_superuser:
        return Cohort.objects.all()
    return Cohort.objects.filter(
        Exists(
            Membership.objects.filter(
                cohort=OuterRef("pk"),
                user=user,
                role=Membership.Role.ADMINISTRATOR,
                left_at=None,
            )
        )
    )


def code_recipients(user: User, cohort: Cohort) -> QuerySet[Membership]:
    """Students of a cohort to whom its administrator may give a one-time code.

    A code opens an account, so nobody gets into a teacher's or an administrator's by putting
    them on a roster, nor into that of a student who came with a cohort of others: those codes
    come from an administrator of the site, or of the student's first cohort.
    """
    members = Membership.objects.filter(
        cohort=cohort, role=Membership.Role.STUDENT, left_at=None, user__is_active=True
    ).select_related("user", "cohort")
    if user.is_superuser:
        return members
    taught = Course.teachers.through.objects.filter(user=OuterRef("user"))
    administered = Membership.objects.filter(
        user=OuterRef("user"), role=Membership.Role.ADMINISTRATOR
    )
    first_elsewhere = Membership.objects.filter(
        user=OuterRef("user"),
        role=Membership.Role.STUDENT,
        left_at=None,
        cohort__archived_at=None,
        pk__lt=OuterRef("pk"),
    ).exclude(cohort__in=managed_cohorts(user))
    return members.filter(
        ~Exists(taught),
        ~Exists(administered),
        ~Exists(first_elsewhere),
        user__is_superuser=False,
        user__is_teacher=False,
        user__is_manager=False,
    )


def taught_code_recipients(user: User, course: Course) -> QuerySet[Membership]:
    """Students of a course to whom its teacher may give a one-time code, with their cohort.

    As above, so never who has another role, nor who is also in a cohort that follows no course
    of this teacher: that code comes from an administrator. The cohort's log tells who gave it.
    """
    members = Membership.objects.filter(
        cohort__in=taught_cohorts(user, course),
        role=Membership.Role.STUDENT,
        left_at=None,
        user__in=viewable_students(user, course),
    ).select_related("user", "cohort")
    if user.is_superuser:
        return members
    elsewhere = Membership.objects.filter(
        user=OuterRef("user"), left_at=None, cohort__archived_at=None
    ).exclude(cohort__courses__in=taught_courses(user))
    return members.exclude(Exists(elsewhere))


def possible_teachers(called: str) -> QuerySet[User]:
    """Whom `called`, a whole identifier or e-mail address, names among those who may teach."""
    return _called(called).filter(Q(is_teacher=True) | Q(is_superuser=True))


def possible_staff(called: str) -> QuerySet[User]:
    """Whom `called` names among those who may look after a cohort; never a student."""
    staff = Q(is_teacher=True) | Q(is_manager=True) | Q(is_superuser=True)
    return _called(called).filter(staff)


def _called(called: str) -> QuerySet[User]:
    """The active person with exactly this identifier, or else with this e-mail address."""
    if not called:
        return User.objects.none()
    known, reached = User.objects.known_as([called]), User.objects.reached_at([called])
    one = known if known.exists() else reached
    return User.objects.filter(pk__in=one.values("pk"), is_active=True)


def givable_courses(user: User) -> QuerySet[Course]:
    """Courses an administrator of cohorts may give to a cohort: all that are not archived."""
    courses = Course.objects.filter(archived_at=None)
    return courses if user.is_manager or user.is_superuser else courses.none()


def _teaches_it(user: User, course: Course) -> Exists:
    """Asked with the rows it guards: a page needs no query for it alone."""
    return Exists(taught_courses(user).filter(pk=course.pk))


def _teaches(user: User, course: str) -> Exists:
    return Exists(Course.teachers.through.objects.filter(course_id=OuterRef(course), user=user))


def _may_read(user: User, course: str) -> Q:
    given = CohortCourse.objects.filter(
        course_id=OuterRef(course),
        cohort__archived_at=None,
        cohort__memberships__user=user,
        cohort__memberships__left_at=None,
    )
    return Q(Exists(given)) | Q(_teaches(user, course))
