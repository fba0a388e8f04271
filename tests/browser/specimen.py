"""A page that holds every piece of the design system once, for tests to look at."""

from pathlib import Path
from uuid import UUID

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory

from courses.markup.page import FigureImage
from courses.markup.render import render
from courses.quizzes.cards.views import FieldView, OptionView, QuestionCard

FIGURE = "/static/img/icon.svg"
SOURCE = r"""
Avant d'échanger la moindre donnée, deux machines doivent se mettre d'accord sur un point de
départ[^1]. C'est le rôle de la **poignée de main en trois temps**, voir [[trame]].

## Trois segments suffisent

Le client choisit un numéro de séquence et l'envoie avec le drapeau `SYN`. Le serveur répond en
proposant le sien ; le client acquitte avec <kbd>ACK</kbd>.

![Le client envoie SYN, le serveur répond.](figure:tcp "L'ouverture d'une connexion.")

![Les états d'une connexion](figure:absente "Les états d'une connexion.")

> [!à retenir]
> Un seul aller-retour est nécessaire avant le premier octet utile.

> [!définition] Hyperviseur
> Logiciel qui partage une machine entre plusieurs systèmes.

> [!exemple]
> KVM et Xen sont des hyperviseurs.

> [!attention]
> Un `SYN` perdu n'est retransmis qu'après une seconde.

## Quel débit espérer ?

La capacité d'un canal de largeur $B$ dépend du rapport signal sur bruit :

$$C = B\log_2\left(1+\frac{S}{N}\right)$$

```python
import socket

with socket.create_connection(("exemple.org", 443), timeout=5) as s:
    # la poignée de main est déjà terminée
    print(s.getpeername())
```

### Les délais, selon la liaison

| Liaison | Aller-retour | Premier octet | Remarque |
|---|--:|--:|---|
| Fibre | 4 ms | 8 ms | presque rien |
| Satellite géostationnaire | 600 ms | 1 200 ms | le délai domine tout |

1. Le client demande.
2. Le serveur répond :
    - par un acquittement,
    - par son propre numéro.

> Ce qui se conçoit bien s'énonce clairement.

[^1]: Voir la RFC 9293.
"""


class SpecimenForm(forms.Form):
    title = forms.CharField(label="Titre", help_text="Tel que les étudiants le verront.")
    address = forms.EmailField(label="Adresse de courriel", required=False)
    language = forms.ChoiceField(
        label="Langue", choices=[("fr", "Français"), ("en", "Anglais")], widget=forms.RadioSelect
    )
    keys = forms.BooleanField(label="Raccourcis d’une touche", required=False)
    text = forms.CharField(label="Texte", widget=forms.Textarea(attrs={"rows": 3}))
    file = forms.FileField(label="Fichier", required=False)


TROIS = FieldView("", "", "trois", "", (), "trois", right="trois")


def card(number: int, state: str = "open", **fields: object) -> QuestionCard:
    """A question with three options, the second of them right and the third chosen."""
    told = state != "open"
    options = tuple(
        OptionView(
            id=str(place),
            html=text,
            chosen=place == 2 and told,
            right=(place == 1) if told else None,
            feedback=("Il manque l’acquittement.",) if told and place == 2 else (),
        )
        for place, text in enumerate(("Un", "Trois : SYN, SYN-ACK, <code>ACK</code>", "Deux"))
    )
    values = {
        "number": number,
        "total": 3,
        "question_id": number,
        "kind": "choice",
        "stem": "<p>Combien de segments avant le premier octet de données ?</p>",
        "points": "1",
        "options": options,
        "answer": None,
        "state": state,
        "operation": UUID(int=number),
        "won": "0",
        **fields,
    }
    return QuestionCard(**values)  # type: ignore[arg-type]


def lesson_text() -> str:
    """A lesson with everything that Markdown can become."""
    figure = FigureImage(FIGURE, "Échange de trois segments", 480, 150)
    page = render(
        SOURCE,
        figures=lambda name: figure if name == "tcp" else None,
        notions=lambda name: f"#{name}",
    )
    return page.html


def specimen(request: HttpRequest | None = None) -> str:
    """The page, as HTML."""
    if request is None:
        request = RequestFactory().get("/")
        request.user = AnonymousUser()
    source = Path(__file__).with_name("specimen.html").read_text(encoding="utf-8")
    middle = ["done"] * 8 + ["begun"] + ["before"] * 11 + ["empty"]
    many = ["done"] * 31 + ["begun"] * 2 + ["before"] * 25 + ["empty"] * 2
    context = {
        "text": lesson_text(),
        "cards": [
            card(1),
            card(2, "wrong", explanation="<p>SYN, SYN-ACK puis ACK.</p>"),
            card(3, "right", kind="short", options=(), fields=(TROIS,), won="1"),
        ],
        "few": [["done"] * 3 + ["begun"] + ["before"] * 3],
        "middle": [middle[:6], middle[6:12], middle[12:17], middle[17:]],
        "many": [many[start : start + 10] for start in range(0, 60, 10)],
        "all": [["done"] * 12, ["done"] * 12],
        "before": {"title": "Trames et erreurs", "url": "#avant"},
        "after": {"title": "Contrôle de flux et fenêtre glissante", "url": "#apres"},
        "form": SpecimenForm({"title": "", "address": "x", "language": ""}),
        "names": ["Awa Diop", "Fatou Sarr", "Mamadou Lamine Ndiaye"],
        "page": Paginator(range(90), 30).page(2),
    }
    return str(engines["django"].from_string(source).render(context, request))
