"""The entry for WSGI servers: `elearning.wsgi:application`."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "elearning.settings")

application = get_wsgi_application()

# A request makes thousands of objects that nobody needs after it. Looking for garbage at every
# 700 of them, and in all that was loaded for good, took a quarter of the time of saving an answer.
gc.freeze()
gc.set_threshold(20_000, 20, 20)
