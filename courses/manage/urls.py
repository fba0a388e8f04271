"""Addresses of the pages for administrators of cohorts."""

from django.urls import path

from courses.manage.views import (
    codes,
    cohort_life,
    cohorts,
    dates,
    invitations,
    log,
    progress,
    roster,
    sheet,
    staff,
)

urlpatterns = [
    path("", cohorts.home, name="manage_home"),
    path("nouvelle/", cohorts.new, name="cohort_new"),
    path("<slug:cohort>/", cohorts.cohort, name="cohort"),
    path("<slug:cohort>/modifier/", cohorts.edit, name="cohort_edit"),
    path("<slug:cohort>/cours/", cohorts.give_courses, name="cohort_courses"),
    path("<slug:cohort>/dates/", dates.cohort_dates, name="cohort_dates"),
    path(
        "<slug:cohort>/progression/<slug:course>/", progress.cohort_progress, name="cohort_progress"
    ),
    path("<slug:cohort>/feuille/", sheet.sheet, name="cohort_sheet"),
    path("<slug:cohort>/liste/", roster.roster, name="roster"),
    path("<slug:cohort>/liste/confirmer/", roster.confirm, name="roster_confirm"),
    path("<slug:cohort>/archiver/", cohort_life.archive, name="cohort_archive"),
    path("<slug:cohort>/fusionner/", cohort_life.merge, name="cohort_merge"),
    path("<slug:cohort>/annee-suivante/", cohort_life.next_year, name="cohort_next_year"),
    path("<slug:cohort>/membres/<int:member>/deplacer/", cohort_life.move, name="member_move"),
    path("<slug:cohort>/equipe/", staff.cohort_staff, name="cohort_staff"),
    path("<slug:cohort>/journal/", log.cohort_log, name="cohort_log"),
    path("<slug:cohort>/invitation/", invitations.invitation, name="cohort_invitation"),
    path("<slug:cohort>/codes/", codes.cohort_codes, name="cohort_codes"),
    path("<slug:cohort>/membres/<int:member>/code/", codes.member_code, name="member_code"),
    path("<slug:cohort>/membres/<int:member>/depart/", cohorts.leave, name="member_leave"),
]
