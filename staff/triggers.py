"""What a first migration does last: every trigger that its models name."""

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython


def install(app: str) -> RunPython:
    """Return the operation that installs the triggers in the options of the models of `app`.

    Operations of one trigger each would have Django render all models again for each of them: half of `migrate`.
    """

    def run(state: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        for model in state.get_app_config(app).get_models():
            for trigger in getattr(model._meta, "triggers", []):
                editor.execute(trigger.install_sql, params=None)

    return RunPython(run, RunPython.noop)
