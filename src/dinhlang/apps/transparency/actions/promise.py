"""Give the instant receipt: the signed promise that a record will stand in the public log."""

from dinhlang.apps.transparency import queries
from dinhlang.lib.signer import Signer


def promise(*, record_id: int, signer: Signer) -> str:
    """Return the signed receipt of a committed record; asking again gives the same bytes.

    Must run after the commit of the action, never inside it: a promise cannot be rolled back. Raises
    SignerUnavailableError when the signer does not answer; the receipt can be fetched later then.
    """
    return queries.receipt_of(record_id).signed(signer.sign_receipt)
