"""Have tree heads signed by the signer process, in order, after they are committed."""

from django.db import transaction

from dinhlang.apps.transparency import queries
from dinhlang.apps.transparency.models import ContentBump, TreeHead
from dinhlang.apps.transparency.queries.log import LOG_TOPIC
from dinhlang.domain.transparency import tiles
from dinhlang.domain.transparency.checkpoint import Checkpoint
from dinhlang.domain.transparency.merkle import consistency_proof
from dinhlang.lib.signer import Signer


class LogForkedError(Exception):
    """The signer has signed a tree that the database does not contain: the database is older, or another one."""


def require_not_behind(*, signer: Signer) -> Checkpoint:
    """Check that the database contains the tree that the signer signed last, and return that tree's checkpoint.

    Raises LogForkedError otherwise (a restored backup): entries must then be re-imported before anything is signed.
    """
    last = signer.state()
    size = queries.log_size()
    if last.size > size:
        raise LogForkedError(f"the signer has signed {last.size} entries, the database has {size}")
    if tiles.root_from(last.size, _fetch(tiles.tiles_needed([(0, last.size)]))) != last.root:
        raise LogForkedError(f"the first {last.size} entries of the database are not those that were signed")
    return last


def sign_heads(*, signer: Signer) -> int:
    """Sign every unsigned tree head in order of size and return how many; signing again gives the same bytes."""
    last = require_not_behind(signer=signer)
    # A head below the last signed one was signed and its note lost with a crashed standby: it can rest.
    heads = list(TreeHead.objects.filter(note="", size__gte=last.size).order_by("size"))
    for head in heads:
        wanted = Checkpoint(last.origin, head.size, bytes(head.root))
        fetch = _fetch(tiles.tiles_for_consistency(last.size, wanted.size))
        proof = consistency_proof(last.size, wanted.size, tiles.subtree_from(fetch))
        note = signer.sign_checkpoint(wanted.text, old=last.size, proof=proof)
        with transaction.atomic():
            TreeHead.objects.filter(pk=head.pk, note="").update(note=note)
            ContentBump.objects.create(topic=LOG_TOPIC)
        last = wanted
    return len(heads)


def _fetch(names: list[tuple[int, int]]) -> tiles.Fetch:
    held = queries.tiles_by_name(names)
    return lambda level, number: held[level, number]
