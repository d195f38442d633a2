"""The plan and the register that a draft grows into."""

from tests.apps.coordination.conftest import bodies

__all__ = ["bodies"]
