"""Celery application and the beat schedule (UTC, in code so that it is reviewed and tested)."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jobcenter.settings")
app = Celery("rettidig")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    "hourly-sweep": {"task": "cases.sweep", "schedule": crontab(minute=7), "options": {"expires": 3000}},
    "nightly-verification": {
        "task": "cases.verify",
        "schedule": crontab(hour=3, minute=0),
        "options": {"expires": 6 * 3600},
    },
}
