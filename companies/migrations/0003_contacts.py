
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('companies', '0002_company_register'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on_date', models.DateField(verbose_name='dato')),
                ('kind', models.CharField(choices=[('phone', 'Telefon'), ('visit', 'Besøg'), ('personal_mail', 'Mail'), ('incoming', 'De skrev til os'), ('mass_mail', 'Nyhedsbrev')], max_length=13, verbose_name='type')),
                ('with_whom', models.CharField(blank=True, max_length=120, verbose_name='med')),
                ('outcome', models.CharField(blank=True, choices=[('', 'Intet særligt'), ('agreement', 'Aftale om plads'), ('job_order', 'Jobordre'), ('interested', 'Interesseret, vend tilbage'), ('declined', 'Ingen interesse nu')], max_length=12, verbose_name='udfald')),
                ('note', models.TextField(blank=True, max_length=2000, verbose_name='note')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='registreret')),
                ('voided_at', models.DateTimeField(blank=True, null=True, verbose_name='annulleret')),
                ('void_reason', models.CharField(blank=True, max_length=300, verbose_name='begrundelse')),
                ('form_key', models.UUIDField(blank=True, editable=False, null=True, unique=True)),
                ('source_key', models.CharField(blank=True, max_length=60, verbose_name='nøgle i kilden')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='company_contacts', to=settings.AUTH_USER_MODEL, verbose_name='medarbejder')),
                ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='companies.company')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='companies.contactperson', verbose_name='med')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('voided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-on_date', '-id'),
            },
        ),
        migrations.CreateModel(
            name='ContactEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('on_date', models.DateField(verbose_name='dato')),
                ('kind', models.CharField(choices=[('phone', 'Telefon'), ('visit', 'Besøg'), ('personal_mail', 'Mail'), ('incoming', 'De skrev til os'), ('mass_mail', 'Nyhedsbrev')], max_length=13, verbose_name='type')),
                ('with_whom', models.CharField(blank=True, max_length=120, verbose_name='med')),
                ('outcome', models.CharField(blank=True, choices=[('', 'Intet særligt'), ('agreement', 'Aftale om plads'), ('job_order', 'Jobordre'), ('interested', 'Interesseret, vend tilbage'), ('declined', 'Ingen interesse nu')], max_length=12, verbose_name='udfald')),
                ('note', models.TextField(blank=True, max_length=2000, verbose_name='note')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='registreret')),
                ('voided_at', models.DateTimeField(blank=True, null=True, verbose_name='annulleret')),
                ('void_reason', models.CharField(blank=True, max_length=300, verbose_name='begrundelse')),
                ('form_key', models.UUIDField(blank=True, editable=False, null=True)),
                ('source_key', models.CharField(blank=True, max_length=60, verbose_name='nøgle i kilden')),
                ('by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='medarbejder')),
                ('company', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.company')),
                ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.contactperson', verbose_name='med')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='companies.contact')),
                ('recorded_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('voided_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ContactGoal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField(verbose_name='måned')),
                ('visits', models.PositiveSmallIntegerField(default=0, verbose_name='besøg')),
                ('contacts', models.PositiveSmallIntegerField(default=0, verbose_name='kontakter i alt')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contact_goals', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='ContactGoalEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('month', models.DateField(verbose_name='måned')),
                ('visits', models.PositiveSmallIntegerField(default=0, verbose_name='besøg')),
                ('contacts', models.PositiveSmallIntegerField(default=0, verbose_name='kontakter i alt')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='companies.contactgoal')),
                ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CallAssignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('assigned_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('assigned_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='companies.company')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('company',), name='company_assigned_once', violation_error_message='Virksomheden er lige blevet givet til en anden.')],
            },
        ),
        migrations.AddIndex(
            model_name='contact',
            index=models.Index(condition=models.Q(('voided_at__isnull', True)), fields=['company', '-on_date'], name='contact_company_day'),
        ),
        migrations.AddIndex(
            model_name='contact',
            index=models.Index(fields=['by', 'on_date'], name='contact_by_day'),
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.CheckConstraint(condition=models.Q(('voided_at__isnull', True), models.Q(('void_reason', ''), _negated=True), _connector='OR'), name='contact_void_reason', violation_error_message='En rettelse skal have en begrundelse.'),
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.UniqueConstraint(condition=models.Q(('source_key', ''), _negated=True), fields=('source_key',), name='contact_source_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contact',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "companies_contactevent" ("by_id", "company_id", "form_key", "id", "kind", "note", "on_date", "outcome", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "source_key", "void_reason", "voided_at", "voided_by_id", "with_whom") SELECT new_values."by_id", new_values."company_id", new_values."form_key", new_values."id", new_values."kind", new_values."note", new_values."on_date", new_values."outcome", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."recorded_by_id", new_values."source_key", new_values."void_reason", new_values."voided_at", new_values."voided_by_id", new_values."with_whom" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='7497c9ed951212589283242ca11ca4a1d950ce81', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_2cb70', referencing='REFERENCING NEW TABLE AS new_values ', table='companies_contact', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contact',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "companies_contactevent" ("by_id", "company_id", "form_key", "id", "kind", "note", "on_date", "outcome", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "source_key", "void_reason", "voided_at", "voided_by_id", "with_whom") SELECT new_values."by_id", new_values."company_id", new_values."form_key", new_values."id", new_values."kind", new_values."note", new_values."on_date", new_values."outcome", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."recorded_at", new_values."recorded_by_id", new_values."source_key", new_values."void_reason", new_values."voided_at", new_values."voided_by_id", new_values."with_whom" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='c649c4bb4d92974373422ad1b452d01e83cd0504', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_2d40d', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='companies_contact', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contact',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "companies_contactevent" ("by_id", "company_id", "form_key", "id", "kind", "note", "on_date", "outcome", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "source_key", "void_reason", "voided_at", "voided_by_id", "with_whom") SELECT old_values."by_id", old_values."company_id", old_values."form_key", old_values."id", old_values."kind", old_values."note", old_values."on_date", old_values."outcome", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at", old_values."recorded_by_id", old_values."source_key", old_values."void_reason", old_values."voided_at", old_values."voided_by_id", old_values."with_whom" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='c270fcc11d885b47be87c6a64c6e0d19473142c3', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_fec31', referencing='REFERENCING OLD TABLE AS old_values ', table='companies_contact', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contactevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f71dbc2c5cb7f473e2331a8192dad7e5efda0102', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e6e93', table='companies_contactevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='contactgoal',
            constraint=models.UniqueConstraint(fields=('user', 'month'), name='contact_goal_once'),
        ),
        migrations.AddConstraint(
            model_name='contactgoal',
            constraint=models.CheckConstraint(condition=models.Q(('month__day', 1)), name='contact_goal_month'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contactgoal',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "companies_contactgoalevent" ("contacts", "id", "month", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id", "visits") SELECT new_values."contacts", new_values."id", new_values."month", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."user_id", new_values."visits" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1e9491d40ddd6f0db64fcd2ddf690ebd22b49351', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_a2282', referencing='REFERENCING NEW TABLE AS new_values ', table='companies_contactgoal', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contactgoal',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "companies_contactgoalevent" ("contacts", "id", "month", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id", "visits") SELECT new_values."contacts", new_values."id", new_values."month", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."user_id", new_values."visits" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='80f05796e70c2d8b7b70a64708c8152c214195a6', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_b291b', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='companies_contactgoal', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contactgoal',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "companies_contactgoalevent" ("contacts", "id", "month", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id", "visits") SELECT old_values."contacts", old_values."id", old_values."month", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."user_id", old_values."visits" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='da539984e6e6ff1e707f650aefea45dd72e508ad', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_a64aa', referencing='REFERENCING OLD TABLE AS old_values ', table='companies_contactgoal', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contactgoalevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='68ac19c6837dab87bfeca9798dbb292735d471f9', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_9e60e', table='companies_contactgoalevent', when='BEFORE')),
        ),
    ]
