"""The WSGI application that granian serves."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from dinhlang.lib.env import SettingError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dinhlang.config.settings")
if settings.SECRET_KEY == settings.UNSAFE_SECRET_KEY:
    raise SettingError("DINHLANG_SECRET_KEY is not set: `dinhlang serve` sets it, a service file of yours must too")
application = get_wsgi_application()
