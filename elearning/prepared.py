"""Queries that every request asks again, written as SQL once in a process.

For a small query Django needs several times longer to write the SQL than the database to answer
it (docs/decisions/0007). A prepared query is written once, with slots for its values.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators  # type: ignore[attr-defined]
from django.db.models.sql import UpdateQuery
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row", bound=Model)
Value = int | str
FIRST_SLOT = 2_147_480_000  # fits every column of numbers; no query names one of these itself


class Prepared(Generic[Row]):
    """A query for rows of one model, with values that change from one request to the next.

    `build` is called once, with a stand-in for each value, and returns the QuerySet. It must
    not decide anything by its values, and may use them only as they are: a number as a key, a
    text as a slug.
    """

    def __init__(self, build: Callable[..., QuerySet[Row]]) -> None:
        self._build = build
        self._plans: dict[str, _Plan] = {}

    def rows(self, **values: Value) -> list[Row]:
        """The rows for these values, in one query."""
        connection = connections[DEFAULT_DB_ALIAS]
        plan = self._plans.get(connection.vendor)
        if plan is None:
            plan = self._plans[connection.vendor] = self._plan(values)
        with connection.cursor() as cursor:
            cursor.execute(plan.sql, _filled(plan.parameters, plan.places, values))
            found = cursor.fetchall()
        return list(plan.maker.objects(found, connection))

    def first(self, **values: Value) -> Row | None:
        """The first row, or None."""
        return next(iter(self.rows(**values)), None)

    def _plan(self, values: dict[str, Value]) -> "_Plan":
        slots = _slots(values)
        compiler = self._build(**slots).query.get_compiler(using=DEFAULT_DB_ALIAS)
        sql, parameters = compiler.as_sql()
        return _Plan(sql, list(parameters), _places(parameters, slots), _Maker(compiler))


class PreparedUpdate:
    """An update of the same columns of the rows that a query finds, in one statement.

    `build` is as for Prepared; what it finds must be rows of one table, without joins.
    """

    def __init__(self, build: Callable[..., QuerySet[Any]], *columns: str) -> None:
        self._build = build
        self._columns = columns
        self._plans: dict[str, tuple[str, list[Any], list[tuple[int, str]]]] = {}

    def rows(self, changes: Mapping[str, Any], **values: Value) -> int:
        """How many rows got the `changes`: a value, not None, for each column."""
        connection = connections[DEFAULT_DB_ALIAS]
        plan = self._plans.get(connection.vendor)
        if plan is None:
            plan = self._plans[connection.vendor] = self._plan(changes, values)
        sql, parameters, places = plan
        filled = _filled(parameters, places, values)
        for place, name in enumerate(self._columns):
            filled[place] = self._field(name).get_db_prep_save(changes[name], connection)
        with connection.cursor() as cursor:
            cursor.execute(sql, filled)
            return int(cursor.rowcount)

    def _field(self, name: str) -> Any:
        return self._model._meta.get_field(name)

    def _plan(
        self, changes: Mapping[str, Any], values: dict[str, Value]
    ) -> tuple[str, list[Any], list[tuple[int, str]]]:
        slots = _slots(values)
        found = self._build(**slots)
        self._model = found.model
        update: Any = found.query.chain(UpdateQuery)
        update.clear_ordering(force=True)
        update.add_update_values({name: changes[name] for name in self._columns})
        # A query that locks rows is only written inside a transaction.
        with transaction.atomic():
            sql, parameters = update.get_compiler(using=DEFAULT_DB_ALIAS).as_sql()
        return sql, list(parameters), _places(parameters, slots)


def _slots(values: dict[str, Value]) -> dict[str, Value]:
    return {name: _slot(rank, value) for rank, (name, value) in enumerate(values.items())}


def _places(parameters: Sequence[Any], slots: dict[str, Value]) -> list[tuple[int, str]]:
    """Where each slot stands. Raises ValueError for one that the query changes on its way."""
    names = {slot: name for name, slot in slots.items()}
    places = [
        (place, names[each])
        for place, each in enumerate(parameters)
        if isinstance(each, Value) and each in names
    ]
    if missing := slots.keys() - {name for _, name in places}:
        raise ValueError(f"the query does not use {missing} as they are")
    return places


def _filled(
    parameters: list[Any], places: list[tuple[int, str]], values: dict[str, Value]
) -> list[Any]:
    filled = parameters.copy()
    for place, name in places:
        filled[place] = values[name]
    return filled


def _slot(rank: int, value: Value) -> Value:
    return FIRST_SLOT + rank if isinstance(value, int) else f"\0slot {rank}"


@dataclass(frozen=True)
class _Plan:
    """The SQL, its parameters with the places of the slots, and how rows become objects."""

    sql: str
    parameters: list[Any]
    places: list[tuple[int, str]]
    maker: "_Maker"


class _Maker:
    """Makes objects of rows as `django.db.models.query.ModelIterable` does."""

    def __init__(self, compiler: SQLCompiler) -> None:
        made: Any = compiler
        select, kinds = made.select, made.klass_info
        self.model = kinds["model"]
        self.start, self.end = kinds["select_fields"][0], kinds["select_fields"][-1] + 1
        self.names = [column[0].target.attname for column in select[self.start : self.end]]
        self.related = get_related_populators(kinds, select, DEFAULT_DB_ALIAS)
        self.annotations = list((made.annotation_col_map or {}).items())
        self.converters = list(made.get_converters([column[0] for column in select]).items())

    def objects(self, found: Iterable[Sequence[Any]], connection: Any) -> Iterator[Any]:
        """`connection` is the one the rows came through, for each value to be read with."""
        for row in map(list, found):
            for place, (steps, column) in self.converters:
                for step in steps:
                    row[place] = step(row[place], column, connection)
            made = self.model.from_db(DEFAULT_DB_ALIAS, self.names, row[self.start : self.end])
            for populator in self.related:
                populator.populate(row, made)
            for name, place in self.annotations:
                setattr(made, name, row[place])
            yield made
