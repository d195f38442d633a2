"""Every read of the register; each names its day and takes a fixed number of SQL queries."""

from dinhlang.apps.disclosure.queries.audit import Audit, AuditedCell, AuditedItem, audit
from dinhlang.apps.disclosure.queries.items import (
    ANSWERS,
    item,
    item_id,
    request_by_code,
    request_unit,
    requests_of,
    unit_of,
)
from dinhlang.apps.disclosure.queries.register import (
    all_rows,
    cell_rows,
    overdue_rows,
    province,
    quarter_codes,
    table_rows,
    unit_register,
)
from dinhlang.apps.disclosure.queries.shapes import (
    Cell,
    EvidenceView,
    ItemRow,
    ItemView,
    ProvinceTable,
    RequestView,
    Share,
    UnitRegister,
    UnitRow,
    VersionView,
)

__all__ = [
    "ANSWERS",
    "Audit",
    "AuditedCell",
    "AuditedItem",
    "Cell",
    "EvidenceView",
    "ItemRow",
    "ItemView",
    "ProvinceTable",
    "RequestView",
    "Share",
    "UnitRegister",
    "UnitRow",
    "VersionView",
    "all_rows",
    "audit",
    "cell_rows",
    "item",
    "item_id",
    "overdue_rows",
    "province",
    "quarter_codes",
    "request_by_code",
    "request_unit",
    "requests_of",
    "table_rows",
    "unit_of",
    "unit_register",
]
