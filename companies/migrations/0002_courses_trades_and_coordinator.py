import companies.models.dated
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("companies", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Coordinator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_on", models.DateField(blank=True, null=True, verbose_name="fra")),
                ("to_on", models.DateField(blank=True, null=True, verbose_name="til")),
                ("unit", models.CharField(max_length=80, verbose_name="enhed")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ("from_on", "id"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CoordinatorEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("from_on", models.DateField(blank=True, null=True, verbose_name="fra")),
                ("to_on", models.DateField(blank=True, null=True, verbose_name="til")),
                ("unit", models.CharField(max_length=80, verbose_name="enhed")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TargetedCourse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=120, verbose_name="titel")),
                ("where", models.CharField(blank=True, max_length=120, verbose_name="sted")),
                ("starts_on", models.DateField(verbose_name="første dag")),
                ("ends_on", models.DateField(verbose_name="sidste dag")),
                ("seats", models.PositiveSmallIntegerField(verbose_name="pladser")),
                ("recorded_at", models.DateTimeField()),
                ("form_key", models.UUIDField(blank=True, editable=False, null=True, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("targeted", "Målrettet forløb"),
                            ("rotation", "Jobrotation"),
                            ("apprentices", "Voksenlærlinge"),
                            ("double", "Dobbelt kompetenceløft"),
                        ],
                        default="targeted",
                        max_length=12,
                        verbose_name="art",
                    ),
                ),
                ("occupation", models.CharField(max_length=120, verbose_name="stilling")),
            ],
            options={
                "ordering": ("-starts_on", "-id"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TargetedCourseEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("title", models.CharField(max_length=120, verbose_name="titel")),
                ("where", models.CharField(blank=True, max_length=120, verbose_name="sted")),
                ("starts_on", models.DateField(verbose_name="første dag")),
                ("ends_on", models.DateField(verbose_name="sidste dag")),
                ("seats", models.PositiveSmallIntegerField(verbose_name="pladser")),
                ("recorded_at", models.DateTimeField()),
                ("form_key", models.UUIDField(blank=True, editable=False, null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("targeted", "Målrettet forløb"),
                            ("rotation", "Jobrotation"),
                            ("apprentices", "Voksenlærlinge"),
                            ("double", "Dobbelt kompetenceløft"),
                        ],
                        default="targeted",
                        max_length=12,
                        verbose_name="art",
                    ),
                ),
                ("occupation", models.CharField(max_length=120, verbose_name="stilling")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TargetedSeat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("seat", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="plads")),
                ("joined_at", models.DateTimeField(verbose_name="tilmeldt")),
                ("left_at", models.DateTimeField(blank=True, null=True, verbose_name="afmeldt")),
                ("form_key", models.UUIDField(blank=True, editable=False, null=True, unique=True)),
                ("citizen", models.CharField(max_length=32, verbose_name="borger")),
            ],
            options={
                "ordering": ("seat", "joined_at", "id"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TargetedSeatEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("seat", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="plads")),
                ("joined_at", models.DateTimeField(verbose_name="tilmeldt")),
                ("left_at", models.DateTimeField(blank=True, null=True, verbose_name="afmeldt")),
                ("form_key", models.UUIDField(blank=True, editable=False, null=True)),
                ("citizen", models.CharField(max_length=32, verbose_name="borger")),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="placeagreement",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="placeagreement",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="placeagreement",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="placeagreement",
            name="occupation",
            field=models.CharField(blank=True, max_length=120, verbose_name="fag"),
        ),
        migrations.AddField(
            model_name="placeagreementevent",
            name="occupation",
            field=models.CharField(blank=True, max_length=120, verbose_name="fag"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="placeagreement",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "companies_placeagreementevent" ("company_id", "form_key", "from_on", "id", "kind", "occupation", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "purpose", "recorded_at", "recorded_by_id", "to_on", "void_reason", "voided_at", "voided_by_id") SELECT new_values."company_id", new_values."form_key", new_values."from_on", new_values."id", new_values."kind", new_values."occupation", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."places", new_values."purpose", new_values."recorded_at", new_values."recorded_by_id", new_values."to_on", new_values."void_reason", new_values."voided_at", new_values."voided_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="b91023b1b63cb96a8b8d7021bf7651a9365e6e76",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_727d9",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="companies_placeagreement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="placeagreement",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "companies_placeagreementevent" ("company_id", "form_key", "from_on", "id", "kind", "occupation", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "purpose", "recorded_at", "recorded_by_id", "to_on", "void_reason", "voided_at", "voided_by_id") SELECT new_values."company_id", new_values."form_key", new_values."from_on", new_values."id", new_values."kind", new_values."occupation", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."places", new_values."purpose", new_values."recorded_at", new_values."recorded_by_id", new_values."to_on", new_values."void_reason", new_values."voided_at", new_values."voided_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="373150820b2a9ebf10c278999e9ad363431f3a71",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7ee3b",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="companies_placeagreement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="placeagreement",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "companies_placeagreementevent" ("company_id", "form_key", "from_on", "id", "kind", "occupation", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "purpose", "recorded_at", "recorded_by_id", "to_on", "void_reason", "voided_at", "voided_by_id") SELECT old_values."company_id", old_values."form_key", old_values."from_on", old_values."id", old_values."kind", old_values."occupation", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."places", old_values."purpose", old_values."recorded_at", old_values."recorded_by_id", old_values."to_on", old_values."void_reason", old_values."voided_at", old_values."voided_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="3654ea942255f1632a6c9f73dfa43165f3041e32",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_92c81",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="companies_placeagreement",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="coordinator",
            name="recorded_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="coordinator",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="coordinatorevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="coordinatorevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="companies.coordinator",
            ),
        ),
        migrations.AddField(
            model_name="coordinatorevent",
            name="recorded_by",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="coordinatorevent",
            name="user",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="targetedcourse",
            name="company",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="targeted_courses", to="companies.company"
            ),
        ),
        migrations.AddField(
            model_name="targetedcourse",
            name="recorded_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="targetedcourseevent",
            name="company",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="companies.company",
            ),
        ),
        migrations.AddField(
            model_name="targetedcourseevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="targetedcourseevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="companies.targetedcourse",
            ),
        ),
        migrations.AddField(
            model_name="targetedcourseevent",
            name="recorded_by",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="targetedseat",
            name="course",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="holders", to="companies.targetedcourse"
            ),
        ),
        migrations.AddField(
            model_name="targetedseat",
            name="joined_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="targetedseat",
            name="left_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="targetedseatevent",
            name="course",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="companies.targetedcourse",
            ),
        ),
        migrations.AddField(
            model_name="targetedseatevent",
            name="joined_by",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="targetedseatevent",
            name="left_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="targetedseatevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="targetedseatevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="companies.targetedseat",
            ),
        ),
        migrations.AddConstraint(
            model_name="coordinator",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("from_on__isnull", True),
                    ("to_on__isnull", True),
                    ("to_on__gte", models.F("from_on")),
                    _connector="OR",
                ),
                name="companies_coordinator_order",
                violation_error_message="Slutdatoen kan ikke ligge før startdatoen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="coordinator",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (
                        companies.models.dated.DateRange(
                            "from_on",
                            "to_on",
                            django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_upper=True),
                        ),
                        "&&",
                    )
                ],
                name="coordinator_once",
                violation_error_message="Der er allerede en koordinator i perioden.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="coordinator",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "companies_coordinatorevent" ("from_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "to_on", "unit", "user_id") SELECT new_values."from_on", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."recorded_by_id", new_values."to_on", new_values."unit", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="a243714af1d43a18f18a882874ca1881b8cfde7f",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3769f",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="companies_coordinator",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="coordinator",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "companies_coordinatorevent" ("from_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "to_on", "unit", "user_id") SELECT new_values."from_on", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."recorded_at", new_values."recorded_by_id", new_values."to_on", new_values."unit", new_values."user_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="847dc6b10e33dc9579ac370e79f06ff1ac547f4e",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a1dc7",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="companies_coordinator",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="coordinator",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "companies_coordinatorevent" ("from_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "to_on", "unit", "user_id") SELECT old_values."from_on", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at", old_values."recorded_by_id", old_values."to_on", old_values."unit", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="ccaa252194937a1c1fad0407a0c30130a8dffb3d",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3a8f2",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="companies_coordinator",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="coordinatorevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="b8ef668fd05f16eba6d6bdc14383e0cf32c9a6ba",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_5b0eb",
                    table="companies_coordinatorevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="targetedcourse",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                name="targeted_course_order",
                violation_error_message="Slutdatoen kan ikke ligge før startdatoen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="targetedcourse",
            constraint=models.CheckConstraint(
                condition=models.Q(("seats__gte", 1), ("seats__lte", 200)),
                name="targeted_course_seats",
                violation_error_message="Forløbet skal have mellem 1 og 200 pladser.",
            ),
        ),
        migrations.AddConstraint(
            model_name="targetedcourse",
            constraint=models.CheckConstraint(
                condition=models.Q(("occupation", ""), _negated=True),
                name="targeted_course_occupation",
                violation_error_message="Skriv stillingen.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="targetedcourse",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "companies_targetedcourseevent" ("company_id", "ends_on", "form_key", "id", "kind", "occupation", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "seats", "starts_on", "title", "where") SELECT new_values."company_id", new_values."ends_on", new_values."form_key", new_values."id", new_values."kind", new_values."occupation", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."recorded_by_id", new_values."seats", new_values."starts_on", new_values."title", new_values."where" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="66847e1123e3f6608a8ebb75e62b39d0373021ba",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_213b2",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="companies_targetedcourse",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="targetedcourse",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "companies_targetedcourseevent" ("company_id", "ends_on", "form_key", "id", "kind", "occupation", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "seats", "starts_on", "title", "where") SELECT new_values."company_id", new_values."ends_on", new_values."form_key", new_values."id", new_values."kind", new_values."occupation", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."recorded_at", new_values."recorded_by_id", new_values."seats", new_values."starts_on", new_values."title", new_values."where" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="693d7df48246883f0b1c5d1a59c94242e5b13d1e",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_393fb",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="companies_targetedcourse",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="targetedcourse",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "companies_targetedcourseevent" ("company_id", "ends_on", "form_key", "id", "kind", "occupation", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "seats", "starts_on", "title", "where") SELECT old_values."company_id", old_values."ends_on", old_values."form_key", old_values."id", old_values."kind", old_values."occupation", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at", old_values."recorded_by_id", old_values."seats", old_values."starts_on", old_values."title", old_values."where" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="965784141b99d07a7c67bf260a78b414f816ccdc",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6115b",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="companies_targetedcourse",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="targetedcourseevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c951c610c2d061b20bf101b3a96c3627c02f457c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_b8430",
                    table="companies_targetedcourseevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="targetedseat",
            index=models.Index(
                condition=models.Q(("left_at__isnull", True)), fields=["citizen"], name="targeted_seat_citizen"
            ),
        ),
        migrations.AddConstraint(
            model_name="targetedseat",
            constraint=models.UniqueConstraint(
                condition=models.Q(("left_at__isnull", True), ("seat__isnull", False)),
                fields=("course", "seat"),
                name="targeted_seat_once",
                violation_error_message="Pladsen er lige blevet taget. Prøv igen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="targetedseat",
            constraint=models.UniqueConstraint(
                condition=models.Q(("left_at__isnull", True)),
                fields=("course", "citizen"),
                name="targeted_once",
                violation_error_message="Borgeren er allerede på forløbet.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="targetedseat",
            trigger=pgtrigger.compiler.Trigger(
                name="seat_within_course",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.seat IS NOT NULL AND NEW.left_at IS NULL)",
                    func="\n                IF NEW.seat < 1 OR NEW.seat > (SELECT seats FROM companies_targetedcourse WHERE id = NEW.course_id) THEN\n                    RAISE EXCEPTION 'the course has no such seat'\n                        USING ERRCODE = 'check_violation', CONSTRAINT = 'targeted_seat_within_course';\n                END IF;\n                RETURN NEW;\n                ",
                    hash="2a050ad3c602028657e3b87017ec7f16f0fc59dc",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_seat_within_course_4bd1e",
                    table="companies_targetedseat",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="targetedseat",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "companies_targetedseatevent" ("citizen", "course_id", "form_key", "id", "joined_at", "joined_by_id", "left_at", "left_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seat") SELECT new_values."citizen", new_values."course_id", new_values."form_key", new_values."id", new_values."joined_at", new_values."joined_by_id", new_values."left_at", new_values."left_by_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."seat" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="1cec1ef9c09b7d975c5ffbd11ebe5b1c48ec6e5c",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_07533",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="companies_targetedseat",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="targetedseat",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "companies_targetedseatevent" ("citizen", "course_id", "form_key", "id", "joined_at", "joined_by_id", "left_at", "left_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seat") SELECT new_values."citizen", new_values."course_id", new_values."form_key", new_values."id", new_values."joined_at", new_values."joined_by_id", new_values."left_at", new_values."left_by_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."seat" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="07524de0bdfc54dc7ff269ae34b5b9b18ea3ccab",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8dd87",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="companies_targetedseat",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="targetedseat",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "companies_targetedseatevent" ("citizen", "course_id", "form_key", "id", "joined_at", "joined_by_id", "left_at", "left_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seat") SELECT old_values."citizen", old_values."course_id", old_values."form_key", old_values."id", old_values."joined_at", old_values."joined_by_id", old_values."left_at", old_values."left_by_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."seat" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="6598c8475af83103c288a1c27f5889de4b74ea67",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_bbd40",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="companies_targetedseat",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="targetedseatevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="88bc2f5efa83173aac6657307815d73b411995c0",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_59daa",
                    table="companies_targetedseatevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
