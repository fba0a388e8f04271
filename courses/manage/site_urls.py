"""Addresses of the pages for administrators of the site."""

from django.urls import path

from courses.manage.views import people

urlpatterns = [
    path("personnes/", people.site_people, name="site_people"),
    path("personnes/<int:person>/", people.site_person, name="site_person"),
    path("journal/", people.site_log, name="site_log"),
]
