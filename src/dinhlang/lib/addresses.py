"""Network addresses, which are used only as a hash under a salt that lives one day (rights.md 8)."""

import hmac
from collections.abc import Mapping
from hashlib import sha256
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

HASH_BYTES = 16
IPV6_PREFIX = 64  # one home: a provider hands out whole /64 networks


def client_address(meta: Mapping[str, Any], *, trusted_proxies: int) -> str:
    """Return the address of the client; of X-Forwarded-For only what our own proxies wrote is believed."""
    if trusted_proxies == 0:
        return str(meta.get("REMOTE_ADDR", ""))
    hops = [hop.strip() for hop in str(meta.get("HTTP_X_FORWARDED_FOR", "")).split(",") if hop.strip()]
    return hops[-trusted_proxies] if len(hops) >= trusted_proxies else str(meta.get("REMOTE_ADDR", ""))


def address_hash(address: str, salt: bytes) -> bytes:
    """Return 16 bytes that stand for the address (IPv6: its /64) as long as the salt exists."""
    return hmac.new(salt, network_of(address).encode(), sha256).digest()[:HASH_BYTES]


def network_of(address: str) -> str:
    """Return what one household has in common: the IPv4 address, or the /64 of an IPv6 address."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return "?"  # a Unix socket, or nonsense: all of these share one budget
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ip_network((parsed, IPV6_PREFIX), strict=False).network_address)
    return str(parsed)
