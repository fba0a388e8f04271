"""What a French proofreader marks in a line of text."""

import html
import re

NO_BREAK = "[\u00a0\u202f]"
RULES = {
    r"'": "straight apostrophe",
    r'"': "straight quotation marks",
    r"\.\.\.": "three full stops instead of an ellipsis",
    # A sign that ends a word or a line: the colon of 10:30, of an address or of a quoted
    # «\u00a0points:\u00a0» does not.
    rf"(?<!{NO_BREAK})(?<![?!;:…])[;:!?](?!{NO_BREAK}»)(?=\s|$)": "no no-break space before ;:!?",
    rf"«(?!{NO_BREAK})": "no no-break space after «",
    rf"(?<!{NO_BREAK})»": "no no-break space before »",
    r"\bE(?=(?:tudiant|tat|cole|cri[rt]|valuat|tape|l[eè]ve|ch[eé]ance|quipe|nonc)\w*)": "É",
    r"(?:^|[.?!…] )A (?=\w)": "À",
    r"\d%|\d %": "no no-break space before %",
}


def faults(text: str) -> list[str]:
    """What is wrong in `text`, which may hold HTML and placeholders; empty when nothing is."""
    words = html.unescape(re.sub(r"<[^>]*>", "", text))
    words = words.replace("%%", "%")
    words = re.sub(r"%\(\w+\)[sd]|%[sd]|\{\w*\}", "x", words)
    return [name for pattern, name in RULES.items() if re.search(pattern, words)]
