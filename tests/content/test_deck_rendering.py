"""A lesson shown as a part of the check page."""

from courses.content.decks.rendering import embedded


def test_headings_step_down_and_ids_are_its_own():
    html = (
        '<h2 id="t-ouvrir">Ouvrir <a href="#t-ouvrir">#</a></h2>\n<h4 id="t-a">A</h4>'
        '<p>&lt;h2 id="t-x"&gt; et ="t-y</p><path fill="url(#t-g)"/><a href="https://t-z">z</a>'
    )
    assert embedded(html, 58) == (
        '<h5 id="t-58-ouvrir">Ouvrir <a href="#t-58-ouvrir">#</a></h5>\n<h6 id="t-58-a">A</h6>'
        '<p>&lt;h2 id="t-x"&gt; et ="t-y</p><path fill="url(#t-58-g)"/><a href="https://t-z">z</a>'
    )
