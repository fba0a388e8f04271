"""Fields of forms that choose rows of the database."""

from typing import Any

from django import forms


class RowChoices(forms.ModelMultipleChoiceField):
    """Several rows, by number; a number too large for the database is one that nobody has."""

    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value)
        except OverflowError as error:
            raise forms.ValidationError(
                self.error_messages["invalid_pk_value"],
                code="invalid_pk_value",
                params={"pk": "…"},
            ) from error
