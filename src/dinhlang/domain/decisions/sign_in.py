"""The ways of a household to its ballot besides the code of its slip."""

from enum import StrEnum

TERMS = "PROV-DEC-SIGNIN"  # how long digits and passes live, how often digits may be wrong
NUMBER_PURPOSE = "telephone of a household"  # under which its number is sealed


class Way(StrEnum):
    """What a household ties to itself."""

    PHONE = "phone"
    ACCOUNT = "account"
