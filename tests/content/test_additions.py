from courses.content.additions import Addition, additions

SOURCE = """- un point

```pile type2 : Hyperviseur de type 2 [Reconstruction]
hv Hyperviseur
```

~~~schema
schema vdi : Poste de travail
~~~

```sh
pile non : code
```

```explorable pile-vivante
pile type2 : x
```

```pile type2 : Le même nom
```

```parc
```"""


def test_drawn_blocks_are_named_once_each() -> None:
    assert additions(SOURCE) == [
        Addition("figure", "type2", "Hyperviseur de type 2", 3),
        Addition("figure", "vdi", "Poste de travail", 7),
        Addition("explorable", "pile-vivante", "pile-vivante", 15),
        Addition("figure", "type2-5", "Le même nom", 19),
        Addition("figure", "parc-6", "parc-6", 22),
    ]


def test_a_block_without_an_end_is_one() -> None:
    assert additions("```pile a : b\nx") == [Addition("figure", "a", "b", 1)]
    assert additions("") == []
