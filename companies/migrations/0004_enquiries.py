
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('companies', '0003_contacts'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Enquiry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('caller', models.CharField(max_length=120, verbose_name='hvem spurgte')),
                ('phone', models.CharField(blank=True, max_length=120, verbose_name='telefon eller e-mail')),
                ('subject', models.CharField(choices=[('recruit', 'Rekruttering'), ('place', 'Praktik eller løntilskud'), ('retention', 'Fastholdelse (fast-track)'), ('other', 'Andet')], max_length=10, verbose_name='emne')),
                ('text', models.TextField(max_length=2000, verbose_name='hvad ønsker de')),
                ('received_at', models.DateTimeField(verbose_name='modtaget')),
                ('recorded_at', models.DateTimeField(verbose_name='registreret')),
                ('contacted_at', models.DateTimeField(blank=True, null=True, verbose_name='kontaktet')),
                ('outcome', models.CharField(blank=True, choices=[('candidates', 'Kandidatudvælgelse'), ('job_ad', 'Jobopslag'), ('other', 'Andet')], max_length=10, verbose_name='udfald')),
                ('outcome_note', models.CharField(blank=True, max_length=300, verbose_name='bemærkning')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='afsluttet')),
                ('voided_at', models.DateTimeField(blank=True, null=True, verbose_name='annulleret')),
                ('void_reason', models.CharField(blank=True, max_length=300, verbose_name='begrundelse')),
                ('form_key', models.UUIDField(blank=True, editable=False, null=True, unique=True)),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('company', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='enquiries', to='companies.company', verbose_name='virksomhed')),
                ('contacted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('taken_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('voided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'enquiries',
                'ordering': ('received_at', 'id'),
            },
        ),
        migrations.CreateModel(
            name='EnquiryEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('caller', models.CharField(max_length=120, verbose_name='hvem spurgte')),
                ('phone', models.CharField(blank=True, max_length=120, verbose_name='telefon eller e-mail')),
                ('subject', models.CharField(choices=[('recruit', 'Rekruttering'), ('place', 'Praktik eller løntilskud'), ('retention', 'Fastholdelse (fast-track)'), ('other', 'Andet')], max_length=10, verbose_name='emne')),
                ('text', models.TextField(max_length=2000, verbose_name='hvad ønsker de')),
                ('received_at', models.DateTimeField(verbose_name='modtaget')),
                ('recorded_at', models.DateTimeField(verbose_name='registreret')),
                ('contacted_at', models.DateTimeField(blank=True, null=True, verbose_name='kontaktet')),
                ('outcome', models.CharField(blank=True, choices=[('candidates', 'Kandidatudvælgelse'), ('job_ad', 'Jobopslag'), ('other', 'Andet')], max_length=10, verbose_name='udfald')),
                ('outcome_note', models.CharField(blank=True, max_length=300, verbose_name='bemærkning')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='afsluttet')),
                ('voided_at', models.DateTimeField(blank=True, null=True, verbose_name='annulleret')),
                ('void_reason', models.CharField(blank=True, max_length=300, verbose_name='begrundelse')),
                ('form_key', models.UUIDField(blank=True, editable=False, null=True)),
                ('closed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('company', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.company', verbose_name='virksomhed')),
                ('contacted_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='companies.enquiry')),
                ('recorded_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('taken_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('voided_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Duty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='dag')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='company_duties', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'duties',
                'ordering': ('on', 'id'),
                'constraints': [models.UniqueConstraint(fields=('on',), name='company_duty_once')],
            },
        ),
        migrations.AddIndex(
            model_name='enquiry',
            index=models.Index(condition=models.Q(('closed_at__isnull', True), ('voided_at__isnull', True)), fields=['received_at'], name='enquiry_open'),
        ),
        migrations.AddConstraint(
            model_name='enquiry',
            constraint=models.CheckConstraint(condition=models.Q(('contacted_at__isnull', True), ('contacted_at__gte', models.F('received_at')), _connector='OR'), name='enquiry_order', violation_error_message='Kontakten kan ikke ligge før henvendelsen.'),
        ),
        migrations.AddConstraint(
            model_name='enquiry',
            constraint=models.CheckConstraint(condition=models.Q(('closed_at__isnull', True), models.Q(('contacted_at__isnull', False), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='enquiry_closed_with_outcome', violation_error_message='Vælg et udfald, når I har talt sammen.'),
        ),
        migrations.AddConstraint(
            model_name='enquiry',
            constraint=models.CheckConstraint(condition=models.Q(('voided_at__isnull', True), models.Q(('void_reason', ''), _negated=True), _connector='OR'), name='enquiry_void_reason', violation_error_message='En rettelse skal have en begrundelse.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='enquiry',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "companies_enquiryevent" ("caller", "closed_at", "closed_by_id", "company_id", "contacted_at", "contacted_by_id", "form_key", "id", "outcome", "outcome_note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "received_at", "recorded_at", "recorded_by_id", "subject", "taken_by_id", "text", "void_reason", "voided_at", "voided_by_id") SELECT new_values."caller", new_values."closed_at", new_values."closed_by_id", new_values."company_id", new_values."contacted_at", new_values."contacted_by_id", new_values."form_key", new_values."id", new_values."outcome", new_values."outcome_note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phone", new_values."received_at", new_values."recorded_at", new_values."recorded_by_id", new_values."subject", new_values."taken_by_id", new_values."text", new_values."void_reason", new_values."voided_at", new_values."voided_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a7bd91d6ac05105c29c37969d9d4e76e11c7b8d3', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_6d606', referencing='REFERENCING NEW TABLE AS new_values ', table='companies_enquiry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='enquiry',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "companies_enquiryevent" ("caller", "closed_at", "closed_by_id", "company_id", "contacted_at", "contacted_by_id", "form_key", "id", "outcome", "outcome_note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "received_at", "recorded_at", "recorded_by_id", "subject", "taken_by_id", "text", "void_reason", "voided_at", "voided_by_id") SELECT new_values."caller", new_values."closed_at", new_values."closed_by_id", new_values."company_id", new_values."contacted_at", new_values."contacted_by_id", new_values."form_key", new_values."id", new_values."outcome", new_values."outcome_note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."phone", new_values."received_at", new_values."recorded_at", new_values."recorded_by_id", new_values."subject", new_values."taken_by_id", new_values."text", new_values."void_reason", new_values."voided_at", new_values."voided_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='fa6385913e0f8e37e6206044e0840e12b4ca80d9', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_2fe50', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='companies_enquiry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='enquiry',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "companies_enquiryevent" ("caller", "closed_at", "closed_by_id", "company_id", "contacted_at", "contacted_by_id", "form_key", "id", "outcome", "outcome_note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "received_at", "recorded_at", "recorded_by_id", "subject", "taken_by_id", "text", "void_reason", "voided_at", "voided_by_id") SELECT old_values."caller", old_values."closed_at", old_values."closed_by_id", old_values."company_id", old_values."contacted_at", old_values."contacted_by_id", old_values."form_key", old_values."id", old_values."outcome", old_values."outcome_note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phone", old_values."received_at", old_values."recorded_at", old_values."recorded_by_id", old_values."subject", old_values."taken_by_id", old_values."text", old_values."void_reason", old_values."voided_at", old_values."voided_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='066a88891596f5ddbe4068e69e9fb007144bf622', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_d194a', referencing='REFERENCING OLD TABLE AS old_values ', table='companies_enquiry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='enquiryevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='37e688a4f2888962d459396c71d70dfb3835065f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_51fa5', table='companies_enquiryevent', when='BEFORE')),
        ),
    ]
