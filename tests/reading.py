"""What a reader reads of a page."""

import re
from html import unescape


def main_text(html: str) -> str:
    """The words of the page's main content, with simple spaces between them."""
    main = html.partition("<main")[2].partition("</main>")[0].partition(">")[2]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())
