"""Every explorable, by the name that a teacher writes after `explorable`."""

from courses.simulations.consolidation import CONSOLIDATION
from courses.simulations.containers import CONTAINERS
from courses.simulations.desktops import DESKTOPS
from courses.simulations.emulator import EMULATOR
from courses.simulations.migration import MIGRATION
from courses.simulations.packet import PACKET
from courses.simulations.parts import Explorable
from courses.simulations.pile import PILE
from courses.simulations.pool import POOL
from courses.simulations.traps import TRAPS

EXPLORABLES: dict[str, Explorable] = {
    each.name: each
    for each in (
        PILE,
        CONSOLIDATION,
        EMULATOR,
        TRAPS,
        MIGRATION,
        CONTAINERS,
        POOL,
        PACKET,
        DESKTOPS,
    )
}
