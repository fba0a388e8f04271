"""What a student is granted."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy


class AccommodationForm(forms.Form):
    """What a student is granted in every quiz."""

    more_percent = forms.IntegerField(
        label=gettext_lazy("More time, as a percentage"),
        help_text=gettext_lazy("33 for a third more, 50 for half more, 0 for the usual time."),
        min_value=0,
        max_value=300,
    )
    extra_attempts = forms.IntegerField(
        label=gettext_lazy("Attempts more than the others"),
        help_text=gettext_lazy("Where attempts are counted."),
        min_value=0,
        max_value=10,
    )

    @property
    def time_factor(self) -> Decimal:
        return 1 + Decimal(self.cleaned_data["more_percent"]) / 100
