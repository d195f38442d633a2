"""Every write of units."""

from dinhlang.apps.organisations.actions.announce_changes import announce_changes
from dinhlang.apps.organisations.actions.draw_outlines import Drawn, draw_schematic, import_outlines
from dinhlang.apps.organisations.actions.found_unit import dissolve_unit, found_unit
from dinhlang.apps.organisations.actions.import_units import (
    Imported,
    import_country,
    import_plan,
    import_units,
    import_vinh_long,
)
from dinhlang.apps.organisations.actions.merge_units import Portion, merge_units
from dinhlang.apps.organisations.actions.pass_function import pass_function
from dinhlang.apps.organisations.actions.periods import NewUnit
from dinhlang.apps.organisations.actions.rename_unit import rename_unit
from dinhlang.apps.organisations.actions.set_unit import move_unit, set_answer_approval, set_unit_contact
from dinhlang.apps.organisations.actions.split_unit import SplitPart, split_unit
from dinhlang.apps.organisations.actions.table import SENTENCES, Refusal

__all__ = [
    "SENTENCES",
    "Drawn",
    "Imported",
    "NewUnit",
    "Portion",
    "Refusal",
    "SplitPart",
    "announce_changes",
    "dissolve_unit",
    "draw_schematic",
    "found_unit",
    "import_country",
    "import_outlines",
    "import_plan",
    "import_units",
    "import_vinh_long",
    "merge_units",
    "move_unit",
    "pass_function",
    "rename_unit",
    "set_answer_approval",
    "set_unit_contact",
    "split_unit",
]
