"""The rows of the site as lines of JSON, the same whichever database keeps them."""

import hashlib
import json
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any
from uuid import UUID
from zipfile import ZipFile

from django.apps import apps
from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import JSONField, Model

LEFT_OUT = {"accounts.session", "sessions.session", "contenttypes.contenttype", "auth.permission"}
BATCH = 500  # rows read or written at once


def saved_models() -> list[type[Model]]:
    """Every table of the site, tables between two models included."""
    models = apps.get_models(include_auto_created=True)
    kept = (model for model in models if model._meta.managed and not model._meta.proxy)
    return [model for model in kept if model._meta.label_lower not in LEFT_OUT]


def row_lines(model: type[Model]) -> Iterator[bytes]:
    """The rows of a table, each as a line of JSON, the same on every database."""
    columns = [field.attname for field in model._meta.concrete_fields]
    rows = model._base_manager.order_by("pk").values_list(*columns)
    for row in rows.iterator(chunk_size=BATCH):
        values = dict(zip(columns, row, strict=True))
        text = json.dumps(values, ensure_ascii=False, sort_keys=True, default=_as_text)
        yield f"{text}\n".encode()


def _as_text(value: Any) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    raise TypeError(f"a {type(value).__name__} has no place in an archive")


def write_rows(archive: ZipFile) -> dict[str, dict[str, Any]]:
    """Writes every table; returns the number of rows and the fingerprint of each member."""
    members = {}
    for model in saved_models():
        name = member_name(model)
        digest, count = hashlib.sha256(), 0
        with archive.open(name, "w") as member:
            for line in row_lines(model):
                digest.update(line)
                member.write(line)
                count += 1
        members[name] = {"rows": count, "sha256": digest.hexdigest()}
    return members


def read_rows(archive: ZipFile, model: type[Model]) -> None:
    """Writes the rows of the archive's table, with their own numbers, into the empty table."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    with archive.open(member_name(model)) as member:
        lines = iter(member)
        while batch := list(islice(lines, BATCH)):
            model._base_manager.bulk_create(_row(model, fields, line) for line in batch)


def _row(model: type[Model], fields: dict[str, Any], line: bytes) -> Model:
    values = json.loads(line)
    return model(**{name: _value(fields[name], value) for name, value in values.items()})


def _value(field: Any, value: Any) -> Any:
    return value if value is None or isinstance(field, JSONField) else field.to_python(value)


def reset_sequences() -> None:
    """New rows get numbers after the restored ones."""
    connection = connections[DEFAULT_DB_ALIAS]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), saved_models()):
            cursor.execute(statement)


def member_name(model: type[Model]) -> str:
    """The name of a table in the archive."""
    return f"rows/{model._meta.db_table}.jsonl"


def fingerprint(model: type[Model]) -> str:
    """The SHA-256 of a table's lines."""
    digest = hashlib.sha256()
    for line in row_lines(model):
        digest.update(line)
    return digest.hexdigest()
