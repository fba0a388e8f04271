"""Every sentence the reader can say. English here; the caller translates."""


def gettext_noop(message: str) -> str:
    """Mark a sentence for the catalogue of translations and leave it as it is."""
    return message


# --- a deck that is refused

EMPTY = gettext_noop(
    "This file is empty: there is no text to read. "
    "Export the deck to Markdown again, check that the file opens, then send it."
)
BINARY = gettext_noop(
    "This is a binary file (%(kind)s), not a text file. "
    "Convert the deck to Markdown text first, then send the .md file."
)
BINARY_UNKNOWN = gettext_noop(
    "This is a binary file, not a text file. "
    "Convert the deck to Markdown text first, then send the .md file."
)
BAD_ENCODING = gettext_noop(
    "The encoding of this text file cannot be recognised. "
    "Save it again as UTF-8 (“Save as”, then “Encoding: UTF-8”), then send it."
)
LINE_TOO_LONG = gettext_noop(
    "Line %(line)s is too long: %(length)s characters, %(limit)s at most. "
    "Remove what is embedded in it (often a picture) or cut the line, then send the file again."
)
TOO_LARGE = gettext_noop(
    "This file is too large: %(size)s bytes, %(limit)s at most. "
    "Cut the deck into chapters and send them one by one."
)
TOO_MANY_LINES = gettext_noop(
    "This file is too long: %(size)s lines, %(limit)s at most. "
    "Cut the deck into chapters and send them one by one."
)
NO_LESSON = gettext_noop(
    "No lesson was found: no slide of this file has a title and a content. "
    "Each slide starts with a heading line, such as “# Title of the slide”."
)

# --- what a teacher should look at

READ_AS_1252 = gettext_noop(
    "The file is not in UTF-8; it was read with the Windows-1252 encoding. "
    "Check the accented letters, and save the file in UTF-8."
)
BROKEN_UTF8 = gettext_noop(
    "Damaged characters, which are not UTF-8, were replaced with “�” "
    "(%(number)s in the whole file). Check the words around them."
)
CONTROLS_REMOVED = gettext_noop(
    "Invisible control or text-direction characters were removed (%(number)s in the whole file)."
)
FENCE_UNCLOSED = gettext_noop(
    "The code block opened here is never closed; it was closed after “%(text)s”."
)
FORMULA_UNCLOSED = gettext_noop("The formula opened here is never closed: “%(text)s”.")
COMMENT_UNCLOSED = gettext_noop(
    "The HTML comment opened here is never closed; what follows is kept: “%(text)s”."
)
BOLD_UNCLOSED = gettext_noop("A bold mark without its partner was removed: “%(text)s”.")
LINK_REFUSED = gettext_noop(
    "The address of a link was removed, only http, https and mailto are allowed: “%(text)s”."
)
TAG_REMOVED = gettext_noop("An HTML tag was removed and its text kept: “%(text)s”.")
POINT_REPEATED = gettext_noop("This point is repeated; it is kept once: “%(text)s”.")
SECTION_EMPTY = gettext_noop(
    "The section “%(title)s” is announced and holds no lesson; it was left out (empty section)."
)
RECAP_APART = gettext_noop(
    "The outline “%(title)s” matches no slide of this deck; it made no section: %(entries)s."
)
NO_TITLE = gettext_noop("The deck has no title page; check the title “%(title)s”.")
TITLE_CUT = gettext_noop("This slide title is too long; it was shortened: “%(text)s”.")
CONTENT_BEFORE = gettext_noop(
    "This text stands before the first slide; it was made a lesson: “%(text)s”."
)

# --- why a line is in no lesson

TITLE_PAGE_AGAIN = gettext_noop("Title page, shown again.")
RECAP = gettext_noop("Outline slide, which opens the section “%(title)s”.")
RECAP_NO_SECTION = gettext_noop("Outline slide, which opens no section.")
FURNITURE = gettext_noop("Header, footer or page number, repeated from slide to slide.")
COMMENT = gettext_noop("HTML comment.")
STYLE_SHEET = gettext_noop("Style sheet.")
TAG = gettext_noop("HTML tag.")
PICTURE = gettext_noop("Link of a picture that was lost.")
LINK = gettext_noop("Address of a link that is not allowed.")
LAYOUT = gettext_noop("Layout mark of the presentation tool.")
REPEATED = gettext_noop("Point already in the same lesson.")
SHOWN_AGAIN = gettext_noop("Content shown again in full on the next slide.")
DIVIDER = gettext_noop("Slide which only announces the section “%(title)s”.")
