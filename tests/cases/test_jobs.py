"""The jobs: what beat starts exists, nothing about a citizen passes through the broker, and the times fit together."""

import inspect

from django.conf import settings

from jobcenter.celery import app


def test_everything_on_the_schedule_is_a_job_without_arguments() -> None:
    app.loader.import_default_modules()
    for entry in app.conf.beat_schedule.values():
        job = app.tasks[entry["task"]]
        assert not inspect.signature(job.run).parameters
        assert not entry.get("args")
        assert not entry.get("kwargs")


def test_beat_counts_in_utc_so_that_no_clock_change_moves_a_sweep() -> None:
    assert app.conf.timezone == "UTC"
    assert set(app.conf.beat_schedule) == {"hourly-sweep", "nightly-verification"}


def test_a_job_is_never_handed_out_twice_while_it_may_still_run() -> None:
    hidden = settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"]
    assert hidden >= 3 * settings.CELERY_TASK_TIME_LIMIT
    assert settings.CELERY_TASK_SOFT_TIME_LIMIT < settings.CELERY_TASK_TIME_LIMIT


def test_a_job_is_confirmed_when_done_and_given_back_when_its_worker_dies() -> None:
    assert app.conf.task_acks_late
    assert app.conf.task_reject_on_worker_lost
    assert app.conf.worker_prefetch_multiplier == 1
    assert app.conf.task_ignore_result
    assert app.conf.accept_content == ["json"]
