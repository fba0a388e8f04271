"""Every explorable, by the name that a teacher writes after `explorable`."""

from courses.simulations.consolidation import CONSOLIDATION
from courses.simulations.migration import MIGRATION
from courses.simulations.parts import Explorable

EXPLORABLES: dict[str, Explorable] = {each.name: each for each in (CONSOLIDATION, MIGRATION)}
