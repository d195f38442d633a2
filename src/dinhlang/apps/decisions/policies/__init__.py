"""Who leads what a village or commune decides, who keeps its rolls, who helps, who recognises.

The head of the village leads: convenes, chairs, puts to the vote, signs and publishes (Law 10/2022, Articles 16.2,
18.1, 20, 23.2). Nobody of the commune does it for the village: who recognises a decision must not have made it.
Where there is no head, the Chairman appoints a convenor (Article 18.1), who is given the post for that
time. The Chairman leads a matter of the whole commune (Article 16.1). The Front agrees before anything is put to the
households: its board in the village, its Committee in the commune (Article 16).

The secretary of a village (role `receiver` there) and the officers of the commune keep and support: rolls, the list of
who is there, typing slips, help at the office; they open, close and count nothing. Nobody votes for another: the
ballot of a household that came to the office is typed by an officer of the commune, never by the head of the village,
who gathers the votes. The one exception is public: hands shown at the meeting after a vote online.

Recognising belongs to the body that the law names (Article 21.2), annulling and answering objections to the People's
Committee of the commune (Article 22). docs/adr/0005-who-leads-a-vote.md tells what was weighed.
"""

from dinhlang.apps.decisions.policies.answering import can_annul, can_answer, require_can_annul, require_can_answer
from dinhlang.apps.decisions.policies.calendars import can_keep_calendar, require_can_keep_calendar
from dinhlang.apps.decisions.policies.following import can_follow, units_deciding, units_followed
from dinhlang.apps.decisions.policies.initiating import (
    can_follow_initiative,
    can_look_at,
    can_write_consents,
    require_can_look_at,
    require_can_write_consents,
    villages_initiating,
)
from dinhlang.apps.decisions.policies.keeping import (
    can_hand_slip,
    can_help,
    can_keep_account,
    can_keep_roll,
    can_open_rolls,
    can_type,
    can_type_sums,
    require_can_hand_slip,
    require_can_help,
    require_can_keep_account,
    require_can_keep_roll,
    require_can_type,
    require_can_type_sums,
    villages_kept,
)
from dinhlang.apps.decisions.policies.leading import (
    can_agree,
    can_agree_for,
    can_convene,
    can_lead,
    require_can_agree,
    require_can_agree_for,
    require_can_convene,
    require_can_lead,
    units_agreeing,
)

__all__ = [
    "can_agree",
    "can_agree_for",
    "can_annul",
    "can_answer",
    "can_convene",
    "can_follow",
    "can_follow_initiative",
    "can_hand_slip",
    "can_help",
    "can_keep_account",
    "can_keep_calendar",
    "can_keep_roll",
    "can_lead",
    "can_look_at",
    "can_open_rolls",
    "can_type",
    "can_type_sums",
    "can_write_consents",
    "require_can_agree",
    "require_can_agree_for",
    "require_can_annul",
    "require_can_answer",
    "require_can_convene",
    "require_can_hand_slip",
    "require_can_help",
    "require_can_keep_account",
    "require_can_keep_calendar",
    "require_can_keep_roll",
    "require_can_lead",
    "require_can_look_at",
    "require_can_type",
    "require_can_type_sums",
    "require_can_write_consents",
    "units_agreeing",
    "units_deciding",
    "units_followed",
    "villages_initiating",
    "villages_kept",
]
