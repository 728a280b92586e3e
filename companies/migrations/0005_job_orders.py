
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('companies', '0004_enquiries'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='JobOrder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('order', 'Jobordre'), ('request', 'Rekrutteringsanmodning')], default='order', max_length=10, verbose_name='art')),
                ('occupation', models.CharField(max_length=120, verbose_name='stilling')),
                ('positions', models.PositiveSmallIntegerField(default=1, verbose_name='antal stillinger')),
                ('hours_per_week', models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True, verbose_name='timer om ugen')),
                ('text', models.TextField(blank=True, max_length=2000, verbose_name='krav og vilkår')),
                ('external', models.CharField(blank=True, max_length=80, verbose_name='kilde')),
                ('deadline', models.DateTimeField(blank=True, null=True, verbose_name='frist')),
                ('mode', models.CharField(blank=True, choices=[('self', 'rådgiver sætter selv på'), ('searched', 'udsøges af jobkonsulent')], max_length=10, verbose_name='måde')),
                ('updated_on', models.DateField(verbose_name='sidst opdateret')),
                ('created_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('ending', models.CharField(blank=True, choices=[('filled', 'Besat'), ('withdrawn', 'Trukket tilbage')], max_length=10, verbose_name='afslutning')),
                ('version', models.PositiveIntegerField(default=1)),
                ('form_key', models.UUIDField(blank=True, editable=False, null=True, unique=True)),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='companies.company')),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-created_at', '-id'),
            },
        ),
        migrations.CreateModel(
            name='JobOrderEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('order', 'Jobordre'), ('request', 'Rekrutteringsanmodning')], default='order', max_length=10, verbose_name='art')),
                ('occupation', models.CharField(max_length=120, verbose_name='stilling')),
                ('positions', models.PositiveSmallIntegerField(default=1, verbose_name='antal stillinger')),
                ('hours_per_week', models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True, verbose_name='timer om ugen')),
                ('text', models.TextField(blank=True, max_length=2000, verbose_name='krav og vilkår')),
                ('external', models.CharField(blank=True, max_length=80, verbose_name='kilde')),
                ('deadline', models.DateTimeField(blank=True, null=True, verbose_name='frist')),
                ('mode', models.CharField(blank=True, choices=[('self', 'rådgiver sætter selv på'), ('searched', 'udsøges af jobkonsulent')], max_length=10, verbose_name='måde')),
                ('updated_on', models.DateField(verbose_name='sidst opdateret')),
                ('created_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('ending', models.CharField(blank=True, choices=[('filled', 'Besat'), ('withdrawn', 'Trukket tilbage')], max_length=10, verbose_name='afslutning')),
                ('version', models.PositiveIntegerField(default=1)),
                ('form_key', models.UUIDField(blank=True, editable=False, null=True)),
                ('closed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('company', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.company')),
                ('created_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='companies.joborder')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='joborder',
            index=models.Index(condition=models.Q(('closed_at__isnull', True)), fields=['-created_at', '-id'], name='job_order_open'),
        ),
        migrations.AddConstraint(
            model_name='joborder',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'request'), _negated=True), models.Q(('deadline__isnull', False), models.Q(('mode', ''), _negated=True)), _connector='OR'), name='job_request_deadline_mode', violation_error_message='En rekrutteringsanmodning skal have en frist og en måde.'),
        ),
        migrations.AddConstraint(
            model_name='joborder',
            constraint=models.CheckConstraint(condition=models.Q(('positions__gte', 1)), name='job_order_positions', violation_error_message='Der skal være mindst én stilling.'),
        ),
        migrations.AddConstraint(
            model_name='joborder',
            constraint=models.CheckConstraint(condition=models.Q(('closed_at__isnull', True), models.Q(('ending', ''), _negated=True), _connector='OR'), name='job_order_ending', violation_error_message='Vælg, hvordan den sluttede.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='joborder',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "companies_joborderevent" ("closed_at", "closed_by_id", "company_id", "created_at", "created_by_id", "deadline", "ending", "external", "form_key", "hours_per_week", "id", "kind", "mode", "occupation", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "positions", "text", "updated_on", "version") SELECT new_values."closed_at", new_values."closed_by_id", new_values."company_id", new_values."created_at", new_values."created_by_id", new_values."deadline", new_values."ending", new_values."external", new_values."form_key", new_values."hours_per_week", new_values."id", new_values."kind", new_values."mode", new_values."occupation", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."positions", new_values."text", new_values."updated_on", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='eb2c6aa9881f4d07a531bddaeca4b19b23596df5', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_a7c26', referencing='REFERENCING NEW TABLE AS new_values ', table='companies_joborder', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='joborder',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "companies_joborderevent" ("closed_at", "closed_by_id", "company_id", "created_at", "created_by_id", "deadline", "ending", "external", "form_key", "hours_per_week", "id", "kind", "mode", "occupation", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "positions", "text", "updated_on", "version") SELECT new_values."closed_at", new_values."closed_by_id", new_values."company_id", new_values."created_at", new_values."created_by_id", new_values."deadline", new_values."ending", new_values."external", new_values."form_key", new_values."hours_per_week", new_values."id", new_values."kind", new_values."mode", new_values."occupation", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."positions", new_values."text", new_values."updated_on", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b994c3b978ab4795b1e90f169d8c5635770e22b5', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_7d25e', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='companies_joborder', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='joborder',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "companies_joborderevent" ("closed_at", "closed_by_id", "company_id", "created_at", "created_by_id", "deadline", "ending", "external", "form_key", "hours_per_week", "id", "kind", "mode", "occupation", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "positions", "text", "updated_on", "version") SELECT old_values."closed_at", old_values."closed_by_id", old_values."company_id", old_values."created_at", old_values."created_by_id", old_values."deadline", old_values."ending", old_values."external", old_values."form_key", old_values."hours_per_week", old_values."id", old_values."kind", old_values."mode", old_values."occupation", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."positions", old_values."text", old_values."updated_on", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='a4e7eb565be74ccb6c443cd27fec91c5b86044f5', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_1870f', referencing='REFERENCING OLD TABLE AS old_values ', table='companies_joborder', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='joborderevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ff038911970551ed31bea869f88696cde25fb291', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_4ca7d', table='companies_joborderevent', when='BEFORE')),
        ),
    ]
