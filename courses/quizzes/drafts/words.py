"""What the stems of drafts say, in the language of the course."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """What a stem says, in the course's language."""

    which_term: str
    which_of_list: str
    complete: str
    which_belong: str
    classify: str
    source: str


FRENCH = Words(
    which_term="Quel terme cette définition désigne-t-elle ?\n\n{definition}",
    which_of_list="Lequel de ces termes cette définition désigne-t-elle ?\n\n{definition}",
    complete="Complétez cette phrase de la leçon.\n\n{sentence}",
    which_belong="Lesquels de ces éléments relèvent de « {title} » ?",
    classify="De quoi chacun de ces éléments relève-t-il, d’après la leçon ?",
    source="La leçon dit : « {text} »",
)
ENGLISH = Words(
    which_term="Which term does this definition describe?\n\n{definition}",
    which_of_list="Which of these terms does this definition describe?\n\n{definition}",
    complete="Complete this sentence of the lesson.\n\n{sentence}",
    which_belong="Which of these belong to “{title}”?",
    classify="What does each of these belong to, according to the lesson?",
    source="The lesson says: “{text}”",
)
LANGUAGES = {"fr": FRENCH, "en": ENGLISH}
