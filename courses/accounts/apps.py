from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "courses.accounts"
    label = "accounts"
