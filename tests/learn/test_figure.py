from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from courses.content.models import Figure
from tests.make import NOW, make_student

pytestmark = pytest.mark.django_db


@pytest.fixture
def figure(course) -> Figure:
    file = BytesIO()
    Image.new("RGB", (4, 3)).save(file, "PNG")
    figure = Figure(course=course, alt="Un schéma", width=4, height=3, uploaded_at=NOW)
    figure.image.save("schema.png", ContentFile(file.getvalue()))
    return figure


def test_an_image_is_sent_once(client, figure):
    response = client.get(figure.get_absolute_url())
    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    assert b"".join(response.streaming_content).startswith(b"\x89PNG")


def test_only_for_those_who_read_the_course(figure):
    client = Client()
    client.force_login(make_student("ailleurs"))
    assert client.get(figure.get_absolute_url()).status_code == 404


def test_a_file_that_is_gone_is_not_found(client, figure):
    figure.image.storage.delete(figure.image.name)
    assert client.get(figure.get_absolute_url()).status_code == 404


def test_its_address_is_not_its_number(client, figure):
    assert client.get(reverse("figure", args=[figure.pk])).status_code == 404


def test_its_address_is_whole(client, figure):
    assert client.get(reverse("figure", args=[figure.key[:-1]])).status_code == 404
