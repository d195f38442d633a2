import pytest
from tests.apps.transparency.log_world import running_signer


@pytest.fixture
def signer(settings):
    """A signer with fresh keys, known to the settings."""
    with running_signer() as (client, keys):
        settings.SIGNER_SOCKET, settings.SIGNER_KEYS = client.path, keys
        yield client
