"""Addresses of sign-in and of a person's own settings."""

from allauth.account import views as allauth
from django.urls import path

from courses.accounts.views import codes, language, settings, sign_out

urlpatterns = [
    path("connexion/", allauth.login, name="account_login"),
    path("connexion/code/", codes.sign_in, name="code_sign_in"),
    path("connexion/compte-ferme/", allauth.account_inactive, name="account_inactive"),
    path("deconnexion/", sign_out.sign_out, name="account_logout"),
    path("langue/", language.set_language, name="set_language"),
    path("compte/", settings.settings, name="account_settings"),
    path("compte/mot-de-passe/", allauth.password_change, name="account_change_password"),
    path("compte/premier-mot-de-passe/", codes.choose_password, name="account_set_password"),
    path("mot-de-passe-oublie/", allauth.password_reset, name="account_reset_password"),
    path(
        "mot-de-passe-oublie/envoye/",
        allauth.password_reset_done,
        name="account_reset_password_done",
    ),
    path(
        "mot-de-passe-oublie/<uidb36>-<key>/",
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "mot-de-passe-oublie/change/",
        allauth.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]
