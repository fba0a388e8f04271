"""The words that rendering itself adds, in the language of the lesson (not of its reader)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Labels:
    """Words of one language; `%s` is filled with a number, a name or a text."""

    callouts: dict[str, str]
    code: str
    code_in: str
    table: str
    formula: str
    figure_missing: str
    heading_link: str
    footnotes: str
    footnote_back: str


CALLOUT_KINDS = {
    "définition": "definition",
    "definition": "definition",
    "exemple": "example",
    "example": "example",
    "à retenir": "key",
    "a retenir": "key",
    "key point": "key",
    "attention": "warning",
    "warning": "warning",
    "note de l’enseignant": "teacher",
    "note de l'enseignant": "teacher",
    "teacher’s note": "teacher",
    "teacher's note": "teacher",
}
"""What an author may write in `[!…]`, in lower case, and the kind (also the class) it means."""

FRENCH = Labels(
    callouts={
        "definition": "Définition",
        "example": "Exemple",
        "key": "À retenir",
        "warning": "Attention",
        "teacher": "Note de l’enseignant",
    },
    code="Code",
    code_in="Code %s",
    table="Tableau %s",
    formula="Formule %s",
    figure_missing="Figure à venir",
    heading_link="Lien vers «\u00a0%s\u00a0»",
    footnotes="Notes",
    footnote_back="Retour au texte, note %s",
)

ENGLISH = Labels(
    callouts={
        "definition": "Definition",
        "example": "Example",
        "key": "Key point",
        "warning": "Warning",
        "teacher": "Teacher’s note",
    },
    code="Code",
    code_in="%s code",
    table="Table %s",
    formula="Formula %s",
    figure_missing="Figure to come",
    heading_link="Link to “%s”",
    footnotes="Notes",
    footnote_back="Back to the text, note %s",
)


def labels_for(language: str) -> Labels:
    """The words for a language code such as `fr`, `fr-sn` or `en`; English for the others."""
    return FRENCH if is_french(language) else ENGLISH


def is_french(language: str) -> bool:
    return language.lower().split("-")[0].split("_")[0] == "fr"
