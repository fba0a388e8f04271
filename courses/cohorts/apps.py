from django.apps import AppConfig


class CohortsConfig(AppConfig):
    name = "courses.cohorts"
    label = "cohorts"
