"""Whom a verifier believes (C2SP tlog-policy): logs, witnesses, groups of them, and the quorum."""

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from dinhlang.domain.transparency.encoding import FormatError, from_decimal
from dinhlang.domain.transparency.note import COSIGNATURE, ED25519, VerifierKey, parse_key

NONE = "none"
MOST_LINES = 1000
SPACE = re.compile(r"[ \t]+")


@dataclass(frozen=True)
class Group:
    """So many of these members must have signed."""

    needed: int
    members: tuple[str, ...]


@dataclass
class Policy:
    """A policy as read from its file; names of witnesses and groups share one space."""

    logs: list[VerifierKey] = field(default_factory=list)
    witnesses: dict[str, VerifierKey] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    quorum: str = ""

    @property
    def keys(self) -> list[VerifierKey]:
        """Return every key that the policy knows."""
        return [*self.logs, *self.witnesses.values()]

    def satisfied(self, signers: AbstractSet[VerifierKey]) -> bool:
        """Tell whether the witnesses among the signers make the quorum."""
        return self.quorum == NONE or self._signed(self.quorum, signers)

    def _signed(self, name: str, signers: AbstractSet[VerifierKey]) -> bool:
        if name in self.witnesses:
            return self.witnesses[name] in signers
        group = self.groups[name]
        return sum(self._signed(member, signers) for member in group.members) >= group.needed


def parse(text: str) -> Policy:
    """Read a policy file; raises FormatError with the number of the line."""
    lines = text.split("\n")
    if len(lines) > MOST_LINES:
        raise FormatError("the policy is too long")
    policy = Policy()
    used: set[str] = set()
    for number, line in enumerate(lines, 1):
        words = SPACE.split(line.strip(" \t\r"))
        if words == [""] or words[0].startswith("#"):
            continue
        try:
            _read_line(policy, used, words)
        except FormatError as error:
            raise FormatError(f"line {number}: {error}") from error
    if not policy.logs or not policy.quorum:
        raise FormatError("a policy needs a log and a quorum")
    return policy


def _read_line(policy: Policy, used: set[str], words: list[str]) -> None:
    match words:
        case ["log", key, *url] if len(url) <= 1:
            policy.logs.append(_key(policy, key, ED25519))
        case ["witness", name, key, *url] if len(url) <= 1:
            _check_new(policy, name)
            policy.witnesses[name] = _key(policy, key, COSIGNATURE)
        case ["group", name, needed, *members] if members:
            _check_new(policy, name)
            policy.groups[name] = _group(policy, used, needed, members)
        case ["quorum", name] if not policy.quorum:
            if name != NONE:
                _check_known(policy, name)
            policy.quorum = name
        case _:
            raise FormatError("not a line of a policy")


def _key(policy: Policy, text: str, kind: int) -> VerifierKey:
    key = parse_key(text)
    if key.kind != kind:
        raise FormatError(f"{key.name} has a key of the wrong kind")
    if any(key.public == other.public for other in policy.keys):
        raise FormatError(f"the key of {key.name} is listed twice")
    return key


def _group(policy: Policy, used: set[str], needed: str, members: list[str]) -> Group:
    for member in members:
        _check_known(policy, member)
        if member in used:
            raise FormatError(f"{member} is a member twice")
        used.add(member)
    count = {"any": 1, "all": len(members)}.get(needed) or from_decimal(needed)
    if not 1 <= count <= len(members):
        raise FormatError(f"{count} of {len(members)} cannot sign")
    return Group(count, tuple(members))


def _check_new(policy: Policy, name: str) -> None:
    if name == NONE or name in policy.witnesses or name in policy.groups:
        raise FormatError(f"the name {name} is taken")


def _check_known(policy: Policy, name: str) -> None:
    if name not in policy.witnesses and name not in policy.groups:
        raise FormatError(f"{name} is not defined on an earlier line")
