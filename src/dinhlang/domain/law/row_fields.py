"""The fields that a row of law/*.toml may have; any other is taken for a slip of the pen and refused."""

ROW_FIELDS = frozenset(
    {  # read into Rule
        "id", "title", "article", "article_note", "valid_from", "valid_to", "kind", "scope", "who", "deadline",
        "min_duration_days", "threshold", "quorum", "forms", "confidence", "overlay", "overlays", "note", "remark"
    }
)  # fmt: skip
DETAIL_FIELDS = frozenset(
    {  # kept as Rule.details
        "ballot_cases", "byelection_if_months_left", "code_minutes", "code_tries", "condition",
        "consecutive", "consent_valid_months",
        "continuous", "counting_board", "currency", "deputies_max", "derived", "dissolves", "duration_from",
        "effect", "exceptions", "fallback", "formula", "fulfil_days", "group_max", "group_min",
        "late_update_every_days", "lot", "loudspeaker_min_days",
        "max_members", "max_times", "may_be_lowered", "min_members", "min_per_period",
        "must_contain",
        "none_if_staff_at_most", "options", "outcomes", "pass_minutes", "per_thon_rule",
        "period", "permanent", "report_before",
        "resident_members_max", "review_on", "sealed", "sector_override", "send_decision_days", "send_decision_wd",
        "silence_is_consent", "team", "term_years", "witnesses"
    }
)  # fmt: skip
VARIANTS = frozenset(
    {  # other terms of one deadline, in its unit
        "complex", "remote", "remote_complex", "second", "second_remote", "extended", "extend_complex",
        "extend_special"
    }
)  # fmt: skip
TERM_FIELDS = VARIANTS | frozenset(
    {  # of a deadline
        "days", "working", "months", "hours", "from", "direction", "default", "extension_days",
        "extension_working", "what"
    }
)  # fmt: skip
SHARE_FIELDS = frozenset(
    {  # of a threshold or quorum
        "fraction", "strict", "of"
    }
)  # fmt: skip
