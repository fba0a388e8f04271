"""What an action on many questions did, and what its undoing did, in words."""

from django.utils.translation import ngettext

# As addresses name them.
BINNED, COPIED, TAGGED = "corbeille", "copie", "etiquettes"


def restored(count: int) -> str:
    return ngettext(
        "%(count)d question is back in the bank.",
        "%(count)d questions are back in the bank.",
        count,
    )


def _binned(count: int) -> str:
    return ngettext(
        "%(count)d question is in the bin.", "%(count)d questions are in the bin.", count
    )


def _copied(count: int) -> str:
    return ngettext(
        "%(count)d question duplicated, as a draft.",
        "%(count)d questions duplicated, as drafts.",
        count,
    )


def _tagged(count: int) -> str:
    return ngettext("%(count)d question changed.", "%(count)d questions changed.", count)


def _untagged(count: int) -> str:
    return ngettext(
        "%(count)d question is as it was.", "%(count)d questions are as they were.", count
    )


TOLD = {BINNED: _binned, COPIED: _copied, TAGGED: _tagged}
UNDONE = {BINNED: restored, COPIED: _binned, TAGGED: _untagged}
