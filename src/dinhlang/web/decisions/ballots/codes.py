"""Pages that open with a household's code: every wrong code gets the same answer, and guessing is bounded."""

from datetime import timedelta

from dinhlang.domain.accounts.limits import Limit
from dinhlang.web.feedback.views.codes import opened_by

# 50 bits stand behind a code; the limit is for the server's peace, and wide because a village shares an address.
LIMITS = (Limit(600, timedelta(minutes=10)), Limit(6_000, timedelta(days=1)))
# Messages to one number, or asked for with one slip: enough for a slow line, too few to annoy or to guess six digits.
MESSAGE_LIMITS = (Limit(4, timedelta(minutes=10)), Limit(12, timedelta(days=1)))

opened_by_slip = opened_by(scope="ballot-code", limits=lambda: LIMITS, wrong_page="web/ballots/wrong_code.html")
