"""The documents of the history, and how they stand to each other."""

from typing import Any

from dinhlang.apps.coordination.actions.acts import subject_of
from dinhlang.apps.coordination.actions.documents import NewDocument, columns, joint_rows
from dinhlang.apps.coordination.actions.history import Loading
from dinhlang.apps.coordination.models import Document, DocumentRelation, JointIssuer
from dinhlang.apps.coordination.queries.seeds import Raw, seed
from dinhlang.domain.coordination.documents import Field, Kind, Relation
from dinhlang.domain.law.rule import Confidence

PLAIN = (
    "symbol", "title", "passed_on", "in_force_from", "signed_by_post", "signed_by_name", "changes", "affects", "costs",
    "timing", "objections", "source", "source_url", "is_illustration",
)  # fmt: skip


def load_documents(loading: Loading) -> int:
    """Write the documents that are not there yet, and their relations; return how many documents."""
    raw = seed("documents")
    loading.know([slug for one in raw["documents"] for slug in one["issuers"]])
    known = set(Document.objects.values_list("code", flat=True))
    wanted = [one for one in raw["documents"] if one["code"] not in known]
    news = [_new(one, loading) for one in wanted]
    made = Document.objects.bulk_create(
        Document(**(columns(new) | _end_of(one) | {"code": one["code"]})) for new, one in zip(news, wanted, strict=True)
    )
    JointIssuer.objects.bulk_create(
        row for document, new in zip(made, news, strict=True) for row in joint_rows(document, new.issuer_ids)
    )
    for one in made:
        facts = {"kind": one.kind, "symbol": one.symbol, "passed_on": one.passed_on.isoformat()}
        loading.did("document_registered", subject_of(one), facts, words=one.title)
    _load_relations(raw["relations"], loading)
    return len(made)


def _new(raw: Raw, loading: Loading) -> NewDocument:
    return NewDocument(
        kind=Kind(raw["kind"]),
        issuer_ids=tuple(loading.unit(slug) for slug in raw["issuers"]),
        field=Field(raw["field"]) if "field" in raw else None,
        confidence=Confidence(raw.get("confidence", Confidence.SURE.value)),
        **{name: raw[name] for name in PLAIN if name in raw},
    )


def _end_of(raw: Raw) -> dict[str, Any]:
    return {name: raw.get(name) for name in ("in_force_until", "end_known_on")}


def _load_relations(rows: list[Raw], loading: Loading) -> None:
    """Write the relations that are not there yet."""
    documents = {one.code: one for one in Document.objects.all()}
    known = set(DocumentRelation.objects.values_list("from_document__code", "relation", "to_document__code", "clause"))
    told = {(source, relation, target) for source, relation, target, _ in known if target}
    fresh = []
    for raw in rows:
        key = (raw["from"], raw["relation"], raw.get("to"), raw.get("clause", ""))
        if key in known or key[:3] in told:
            continue
        source, target = documents[raw["from"]], documents.get(raw.get("to", ""))
        relation = Relation(raw["relation"])
        fresh.append(
            DocumentRelation(
                from_document=source, relation=relation.value, to_document=target, clause=key[3],
                due_on=raw.get("due_on"),
            )
        )  # fmt: skip
        facts = {"relation": relation.value, "to": target.code if target else ""}
        loading.did("documents_related", subject_of(source), facts, words=key[3])
    DocumentRelation.objects.bulk_create(fresh)
