"""The URL map; the rule of each page stands in `elearning.entrance.rules`."""

from django.urls import include, path

from elearning.health import health

urlpatterns = [
    path("sante/", health, name="health"),
    path("", include("courses.learn.urls")),
    path("", include("courses.accounts.urls")),
    path("enseigner/", include("courses.teach.urls")),
    path("cohortes/", include("courses.manage.urls")),
    path("site/", include("courses.manage.site_urls")),
]
