"""Addresses: which one is believed, and what its hash tells."""

from dinhlang.lib.addresses import address_hash, client_address

SALT, OTHER = b"a" * 32, b"b" * 32


def test_without_proxies_a_forged_header_is_not_believed() -> None:
    meta = {"REMOTE_ADDR": "203.0.113.9", "HTTP_X_FORWARDED_FOR": "198.51.100.1"}
    assert client_address(meta, trusted_proxies=0) == "203.0.113.9"


def test_behind_a_proxy_only_what_the_proxy_wrote_is_believed() -> None:
    meta = {"REMOTE_ADDR": "10.0.0.2", "HTTP_X_FORWARDED_FOR": "6.6.6.6, 203.0.113.9"}
    assert client_address(meta, trusted_proxies=1) == "203.0.113.9"
    assert client_address(meta, trusted_proxies=3) == "10.0.0.2"


def test_another_salt_makes_another_hash() -> None:
    assert address_hash("203.0.113.9", SALT) == address_hash("203.0.113.9", SALT)
    assert address_hash("203.0.113.9", SALT) != address_hash("203.0.113.9", OTHER)
    assert address_hash("203.0.113.9", SALT) != address_hash("203.0.113.10", SALT)


def test_one_home_cannot_multiply_itself_with_ipv6() -> None:
    assert address_hash("2001:db8:1:2::1", SALT) == address_hash("2001:db8:1:2:ffff::9", SALT)
    assert address_hash("2001:db8:1:2::1", SALT) != address_hash("2001:db8:1:3::1", SALT)
    assert address_hash("::ffff:203.0.113.9", SALT) == address_hash("203.0.113.9", SALT)
