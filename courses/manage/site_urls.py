"""Addresses of the pages for administrators of the site."""

from django.urls import path

from courses.manage.views import erasure, people

urlpatterns = [
    path("personnes/", people.site_people, name="site_people"),
    path("personnes/<int:person>/", people.site_person, name="site_person"),
    path("personnes/<int:person>/effacer/", erasure.person_erase, name="person_erase"),
    path("journal/", people.site_log, name="site_log"),
]
