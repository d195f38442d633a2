"""What `dinhlang consultations` prints: the opinion map as data and as lines."""

from typing import Any

from dinhlang.domain.consultations.opinion_map import OpinionMap, Said


def map_data(found: OpinionMap) -> dict[str, Any]:
    """Return the map as JSON."""
    return {
        "participants": [{"participant": one.participant, "group": one.group} for one in found.participants],
        "groups": [
            {
                "group": one.number,
                "size": one.size,
                "x": round(one.x, 3) + 0.0,  # no minus zero
                "y": round(one.y, 3) + 0.0,
                "representative": [said_data(each) for each in one.representative],
            }
            for one in found.groups
        ],
        "consensus": [said_data(one) for one in found.consensus],
        "divisive": [
            {
                "statement": each[0].statement,
                "groups": [{"group": number, **counts(one)} for number, one in enumerate(each, start=1)],
            }
            for each in found.divisive
        ],
    }


def said_data(one: Said) -> dict[str, Any]:
    """Return a statement with its counts and the interval of its share."""
    return {
        "statement": one.statement, "side": "agree" if one.agrees else "disagree", **counts(one),
        "share": round(one.interval.share, 4), "low": round(one.interval.low, 4),
        "high": round(one.interval.high, 4), "score": round(one.score, 4),
    }  # fmt: skip


def counts(one: Said) -> dict[str, int]:
    """Return the votes on a statement."""
    return {"agree": one.agree, "disagree": one.disagree, "pass": one.passed, "votes": one.seen}


def map_lines(found: OpinionMap) -> list[str]:
    """Return the map as lines."""
    grouped = sum(one.group is not None for one in found.participants)
    lines = [f"{len(found.participants)} người tham gia, {grouped} người đủ phiếu để xếp nhóm"]
    for one in found.groups:
        lines.append(f"Nhóm {one.number}: {one.size} người")
        lines += [f"  {_line(each)}" for each in one.representative]
    lines.append("Điều mọi nhóm cùng nghĩ:" if found.consensus else "Chưa có điều mọi nhóm cùng nghĩ.")
    return lines + [f"  {_line(each)}" for each in found.consensus]


def _line(one: Said) -> str:
    side = "đồng ý" if one.agrees else "không đồng ý"
    part = one.agree if one.agrees else one.disagree
    low, high = (f"{100 * end:.0f}".replace(".", ",") for end in (one.interval.low, one.interval.high))
    return f"ý kiến {one.statement}: {part}/{one.seen} {side} (khoảng {low}–{high} %)"
