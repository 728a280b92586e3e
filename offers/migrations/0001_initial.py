import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.operations
import django.db.models.deletion
import django.db.models.expressions
import offers.models.periods
import pgtrigger.compiler
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models

from staff.triggers import install


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
        ('staff', '__first__'),
    ]

    operations = [
        django.contrib.postgres.operations.BtreeGistExtension(
        ),
        migrations.CreateModel(
            name='BudgetLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(error_messages={'unique': 'Der er allerede en budgetlinje med det navn.'}, max_length=80, unique=True, verbose_name='navn')),
                ('bound', models.BooleanField(default=False, verbose_name='bundet')),
                ('version', models.PositiveIntegerField(default=1)),
                ('form_key', models.UUIDField(blank=True, editable=False, null=True, unique=True)),
            ],
            options={
                'ordering': ('name',),
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "offers_budgetlineevent" ("bound", "form_key", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") SELECT new_values."bound", new_values."form_key", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='6ccb342999425a86c36d591eb63519d2d9b08619', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_a750d', referencing='REFERENCING NEW TABLE AS new_values ', table='offers_budgetline', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "offers_budgetlineevent" ("bound", "form_key", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") SELECT new_values."bound", new_values."form_key", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='6af95d1dc7506ea7337cc629d123aed610bf87b1', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_34c89', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='offers_budgetline', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "offers_budgetlineevent" ("bound", "form_key", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") SELECT old_values."bound", old_values."form_key", old_values."id", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='ef374e8c03df3ffae34869b31fa9b79bb0972b1e', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_3e1e2', referencing='REFERENCING OLD TABLE AS old_values ', table='offers_budgetline', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Column',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(error_messages={'unique': 'Der er allerede en kolonne med det navn.'}, max_length=60, unique=True, verbose_name='navn')),
                ('short_name', models.CharField(max_length=30, verbose_name='kort navn')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='plads')),
                ('form_key', models.UUIDField(blank=True, editable=False, null=True, unique=True)),
            ],
            options={
                'ordering': ('position', 'id'),
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "offers_columnevent" ("form_key", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "short_name") SELECT new_values."form_key", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."short_name" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='2c712778134faab8da6d17de2f348894dc21daea', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_10383', referencing='REFERENCING NEW TABLE AS new_values ', table='offers_column', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "offers_columnevent" ("form_key", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "short_name") SELECT new_values."form_key", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."short_name" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9f233a930fd8a2c522ee5a3888e4dc379da8bae8', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_98bef', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='offers_column', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "offers_columnevent" ("form_key", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "short_name") SELECT old_values."form_key", old_values."id", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."short_name" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='8802d2cb666bae6288e588bafdb15827d69815f4', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_44ea5', referencing='REFERENCING OLD TABLE AS old_values ', table='offers_column', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Supplier',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(error_messages={'unique': 'Leverandøren findes allerede.'}, max_length=120, unique=True, verbose_name='navn')),
                ('active', models.BooleanField(default=True, verbose_name='aktiv')),
                ('version', models.PositiveIntegerField(default=1)),
                ('form_key', models.UUIDField(blank=True, editable=False, null=True, unique=True)),
            ],
            options={
                'ordering': ('name',),
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "offers_supplierevent" ("active", "form_key", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") SELECT new_values."active", new_values."form_key", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='0331d1ebdcf58c3b738c50b678e782b897ef1753', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_85caf', referencing='REFERENCING NEW TABLE AS new_values ', table='offers_supplier', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "offers_supplierevent" ("active", "form_key", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") SELECT new_values."active", new_values."form_key", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='fa2922fae4efeac31708cf96f568428384cbf0cc', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_975ba', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='offers_supplier', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "offers_supplierevent" ("active", "form_key", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") SELECT old_values."active", old_values."form_key", old_values."id", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='c57e7215ccc1e496de0dada7631fb2ad89deb04a', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_b778f', referencing='REFERENCING OLD TABLE AS old_values ', table='offers_supplier', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='BudgetLineEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(error_messages={'unique': 'Der er allerede en budgetlinje med det navn.'}, max_length=80, verbose_name='navn')),
                ('bound', models.BooleanField(default=False, verbose_name='bundet')),
                ('version', models.PositiveIntegerField(default=1)),
                ('form_key', models.UUIDField(blank=True, editable=False, null=True)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='offers.budgetline')),
            ],
            options={
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8bbdd0c9991688708e1730a97f619c442a06c77f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f0356', table='offers_budgetlineevent', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='BudgetYear',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='år')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='budget')),
                ('reduction', models.DecimalField(decimal_places=2, default=Decimal('0'), max_digits=12, verbose_name='reduktion')),
                ('reason', models.CharField(max_length=300, verbose_name='begrundelse')),
                ('committed', models.DecimalField(decimal_places=2, default=Decimal('0'), editable=False, max_digits=12, verbose_name='disponeret')),
                ('version', models.PositiveIntegerField(default=1)),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='years', to='offers.budgetline', verbose_name='budgetlinje')),
            ],
            options={
                'ordering': ('line__bound', 'line__name'),
                'constraints': [models.UniqueConstraint(fields=('line', 'year'), name='budget_year_once', violation_error_message='Linjen har allerede et budget for året.'), models.CheckConstraint(condition=models.Q(('committed__gte', 0), ('committed__lte', django.db.models.expressions.CombinedExpression(models.F('amount'), '-', models.F('reduction')))), name='budget_not_overspent', violation_error_message='Der er ikke penge nok på budgetlinjen.'), models.CheckConstraint(condition=models.Q(('amount__gte', 0), ('reduction__gte', 0), ('reduction__lte', models.F('amount'))), name='budget_amounts', violation_error_message='Reduktionen kan ikke være større end budgettet.'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='budget_reason', violation_error_message='Skriv, hvor budgettet er besluttet.')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "offers_budgetyearevent" ("amount", "committed", "id", "line_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "reduction", "version", "year") SELECT new_values."amount", new_values."committed", new_values."id", new_values."line_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."reduction", new_values."version", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8e0ce33cbd7cbef68a817a59c1ee6290df523f3a', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_7537a', referencing='REFERENCING NEW TABLE AS new_values ', table='offers_budgetyear', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "offers_budgetyearevent" ("amount", "committed", "id", "line_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "reduction", "version", "year") SELECT new_values."amount", new_values."committed", new_values."id", new_values."line_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."reduction", new_values."version", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='7999e2089e0faf2c8b64c4b57129f2bad9e0d460', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_e9912', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='offers_budgetyear', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "offers_budgetyearevent" ("amount", "committed", "id", "line_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "reduction", "version", "year") SELECT old_values."amount", old_values."committed", old_values."id", old_values."line_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."reduction", old_values."version", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='0ddd42e6b173ceac23409ecbce1efdfb6a5f2537', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_9338f', referencing='REFERENCING OLD TABLE AS old_values ', table='offers_budgetyear', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='ColumnEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(error_messages={'unique': 'Der er allerede en kolonne med det navn.'}, max_length=60, verbose_name='navn')),
                ('short_name', models.CharField(max_length=30, verbose_name='kort navn')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='plads')),
                ('form_key', models.UUIDField(blank=True, editable=False, null=True)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='offers.column')),
            ],
            options={
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='dd2f05f1a896776395766179e3cc317a2e6aeaae', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_7b1be', table='offers_columnevent', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='ColumnGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(error_messages={'unique': 'Målgruppen står allerede i en anden kolonne.'}, max_length=40, unique=True, verbose_name='målgruppe')),
                ('column', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='groups', to='offers.column')),
            ],
            options={
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "offers_columngroupevent" ("code", "column_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."code", new_values."column_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='edbd4e8cc9f51e869fc59a44c6ccd7811941b835', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_9ecae', referencing='REFERENCING NEW TABLE AS new_values ', table='offers_columngroup', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "offers_columngroupevent" ("code", "column_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."code", new_values."column_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='be9beca3abda20a779687cccb9d24c47d46b5832', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_2f6f6', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='offers_columngroup', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "offers_columngroupevent" ("code", "column_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."code", old_values."column_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='27398c07ff86fef5a8b76e0ca5428ea17f1edb7b', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_d003c', referencing='REFERENCING OLD TABLE AS old_values ', table='offers_columngroup', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Offer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='navn')),
                ('type', models.CharField(max_length=40, verbose_name='art')),
                ('active', models.BooleanField(default=True, verbose_name='aktivt')),
                ('vat', models.CharField(blank=True, max_length=60, verbose_name='moms')),
                ('hours_per_week', models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True, verbose_name='timer om ugen')),
                ('capacity', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='pladser')),
                ('version', models.PositiveIntegerField(default=1)),
                ('form_key', models.UUIDField(blank=True, editable=False, null=True, unique=True)),
                ('budget_line', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='offers', to='offers.budgetline', verbose_name='budgetlinje')),
                ('supplier', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='offers', to='offers.supplier', verbose_name='leverandør')),
            ],
            options={
                'ordering': ('name',),
                'constraints': [models.UniqueConstraint(fields=('name', 'supplier'), name='offer_once', nulls_distinct=False, violation_error_message='Leverandøren har allerede et tilbud med det navn.'), models.CheckConstraint(condition=models.Q(('hours_per_week__isnull', True), ('hours_per_week__range', (0, 168)), _connector='OR'), name='offer_hours', violation_error_message='En uge har 168 timer.')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "offers_offerevent" ("active", "budget_line_id", "capacity", "form_key", "hours_per_week", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "supplier_id", "type", "vat", "version") SELECT new_values."active", new_values."budget_line_id", new_values."capacity", new_values."form_key", new_values."hours_per_week", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."supplier_id", new_values."type", new_values."vat", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='0954bdd5aaea65198ed3dea3ce2940c0eb3722b7', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_ba1dd', referencing='REFERENCING NEW TABLE AS new_values ', table='offers_offer', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "offers_offerevent" ("active", "budget_line_id", "capacity", "form_key", "hours_per_week", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "supplier_id", "type", "vat", "version") SELECT new_values."active", new_values."budget_line_id", new_values."capacity", new_values."form_key", new_values."hours_per_week", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."supplier_id", new_values."type", new_values."vat", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='301b43af1b582f3e70946a46f8860c74b0166f6a', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_3503b', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='offers_offer', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "offers_offerevent" ("active", "budget_line_id", "capacity", "form_key", "hours_per_week", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "supplier_id", "type", "vat", "version") SELECT old_values."active", old_values."budget_line_id", old_values."capacity", old_values."form_key", old_values."hours_per_week", old_values."id", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."supplier_id", old_values."type", old_values."vat", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='2a329bf0096065b922afb8049d37a52e8aa66af8', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_6af50', referencing='REFERENCING OLD TABLE AS old_values ', table='offers_offer', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='SupplierContract',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_on', models.DateField(verbose_name='fra')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='til')),
                ('types', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), default=list, size=None, verbose_name='omfattede tilbud')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='bemærkning')),
                ('form_key', models.UUIDField(blank=True, editable=False, null=True, unique=True)),
                ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contracts', to='offers.supplier')),
            ],
            options={
                'ordering': ('from_on',),
                'constraints': [models.CheckConstraint(condition=models.Q(('to_on__isnull', True), ('to_on__gte', models.F('from_on')), _connector='OR'), name='supplier_contract_dates', violation_error_message='Slutdatoen kan ikke ligge før startdatoen.'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('supplier', '='), (offers.models.periods.DateRange('from_on', 'to_on', django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_lower=True, inclusive_upper=True)), '&&')], name='supplier_contract_no_overlap', violation_error_message='Leverandøren har allerede en kontrakt i perioden.')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "offers_suppliercontractevent" ("form_key", "from_on", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "supplier_id", "to_on", "types") SELECT new_values."form_key", new_values."from_on", new_values."id", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."supplier_id", new_values."to_on", new_values."types" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a1db5ed554590aa30b42b84eb0e955ac2f59e8dd', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_449bd', referencing='REFERENCING NEW TABLE AS new_values ', table='offers_suppliercontract', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "offers_suppliercontractevent" ("form_key", "from_on", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "supplier_id", "to_on", "types") SELECT new_values."form_key", new_values."from_on", new_values."id", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."supplier_id", new_values."to_on", new_values."types" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e01bd679b7ec3a5456d3de912dbf567494cfc316', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_f96e1', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='offers_suppliercontract', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "offers_suppliercontractevent" ("form_key", "from_on", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "supplier_id", "to_on", "types") SELECT old_values."form_key", old_values."from_on", old_values."id", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."supplier_id", old_values."to_on", old_values."types" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='edd0967c744d19767e777ab05560144326b66653', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_8950a', referencing='REFERENCING OLD TABLE AS old_values ', table='offers_suppliercontract', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='SupplierEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(error_messages={'unique': 'Leverandøren findes allerede.'}, max_length=120, verbose_name='navn')),
                ('active', models.BooleanField(default=True, verbose_name='aktiv')),
                ('version', models.PositiveIntegerField(default=1)),
                ('form_key', models.UUIDField(blank=True, editable=False, null=True)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='offers.supplier')),
            ],
            options={
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f540bcccd5e13b9aad8c08ea34cc9a48c1ccffc9', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_06e20', table='offers_supplierevent', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='BudgetYearEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('year', models.PositiveSmallIntegerField(verbose_name='år')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='budget')),
                ('reduction', models.DecimalField(decimal_places=2, default=Decimal('0'), max_digits=12, verbose_name='reduktion')),
                ('reason', models.CharField(max_length=300, verbose_name='begrundelse')),
                ('committed', models.DecimalField(decimal_places=2, default=Decimal('0'), editable=False, max_digits=12, verbose_name='disponeret')),
                ('version', models.PositiveIntegerField(default=1)),
                ('line', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='offers.budgetline', verbose_name='budgetlinje')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='offers.budgetyear')),
            ],
            options={
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='20b2c9008572e3164ae0c2292d32dd029705bc4f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_41f20', table='offers_budgetyearevent', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='ColourPeriod',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('colour', models.CharField(choices=[('green', 'Grøn'), ('yellow', 'Gul'), ('red', 'Rød')], max_length=6, verbose_name='farve')),
                ('from_on', models.DateField(verbose_name='gælder fra')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='til')),
                ('reason', models.CharField(max_length=500, verbose_name='begrundelse')),
                ('cite', models.CharField(blank=True, max_length=200, verbose_name='kilde')),
                ('act', models.UUIDField(editable=False)),
                ('form_key', models.UUIDField(blank=True, editable=False, null=True, unique=True)),
                ('recorded_at', models.DateTimeField(verbose_name='registreret')),
                ('voided_at', models.DateTimeField(blank=True, null=True, verbose_name='taget tilbage')),
                ('void_reason', models.CharField(blank=True, max_length=300)),
                ('cut', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='later', to='offers.colourperiod', verbose_name='afløser')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='registreret af')),
                ('voided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('column', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='colours', to='offers.column', verbose_name='målgruppe')),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='colours', to='offers.offer', verbose_name='tilbud')),
            ],
            options={
                'indexes': [models.Index(fields=['act'], name='colour_act')],
                'constraints': [models.CheckConstraint(condition=models.Q(('to_on__isnull', True), ('to_on__gte', models.F('from_on')), _connector='OR'), name='colour_dates', violation_error_message='Slutdatoen kan ikke ligge før startdatoen.'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('voided_at__isnull', True)), expressions=[('offer', '='), ('column', '='), (offers.models.periods.DateRange('from_on', 'to_on', django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_lower=True, inclusive_upper=True)), '&&')], name='colour_no_overlap', violation_error_message='Tilbuddet har allerede en farve for målgruppen i perioden.'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='colour_reason', violation_error_message='Skriv en begrundelse for farven.'), models.CheckConstraint(condition=models.Q(('voided_at__isnull', True), models.Q(('void_reason', ''), _negated=True), _connector='OR'), name='colour_void_reason', violation_error_message='Skriv, hvorfor ændringen tages tilbage.'), models.CheckConstraint(condition=models.Q(('colour__in', ('green', 'yellow', 'red'))), name='colour_known', violation_error_message='Vælg grøn, gul eller rød.')],
                'triggers': [pgtrigger.compiler.Trigger(name='colour_is_kept', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (OLD.voided_at IS NOT NULL OR to_jsonb(OLD) - '{to_on,voided_at,voided_by_id,void_reason}'::text[] <> to_jsonb(NEW) - '{to_on,voided_at,voided_by_id,void_reason}'::text[])", func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='cfeb7ee2c656d2ef8d9e3a609beef858794529c0', operation='UPDATE', pgid='pgtrigger_colour_is_kept_c40c6', table='offers_colourperiod', when='BEFORE')), pgtrigger.compiler.Trigger(name='colour_stays', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='d5dce06881247a25668be8252e1e3d885c2fee52', operation='DELETE', pgid='pgtrigger_colour_stays_2763c', table='offers_colourperiod', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "offers_colourperiodevent" ("act", "cite", "colour", "column_id", "cut_id", "form_key", "from_on", "id", "offer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by_id", "to_on", "void_reason", "voided_at", "voided_by_id") SELECT new_values."act", new_values."cite", new_values."colour", new_values."column_id", new_values."cut_id", new_values."form_key", new_values."from_on", new_values."id", new_values."offer_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."recorded_at", new_values."recorded_by_id", new_values."to_on", new_values."void_reason", new_values."voided_at", new_values."voided_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='85e390907f98845b76ff4d3fda425f07dc156739', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_38b5a', referencing='REFERENCING NEW TABLE AS new_values ', table='offers_colourperiod', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "offers_colourperiodevent" ("act", "cite", "colour", "column_id", "cut_id", "form_key", "from_on", "id", "offer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by_id", "to_on", "void_reason", "voided_at", "voided_by_id") SELECT new_values."act", new_values."cite", new_values."colour", new_values."column_id", new_values."cut_id", new_values."form_key", new_values."from_on", new_values."id", new_values."offer_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."recorded_at", new_values."recorded_by_id", new_values."to_on", new_values."void_reason", new_values."voided_at", new_values."voided_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b99ce984cb0dabf49b843ed463d4264ef907601a', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_46451', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='offers_colourperiod', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "offers_colourperiodevent" ("act", "cite", "colour", "column_id", "cut_id", "form_key", "from_on", "id", "offer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by_id", "to_on", "void_reason", "voided_at", "voided_by_id") SELECT old_values."act", old_values."cite", old_values."colour", old_values."column_id", old_values."cut_id", old_values."form_key", old_values."from_on", old_values."id", old_values."offer_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."recorded_at", old_values."recorded_by_id", old_values."to_on", old_values."void_reason", old_values."voided_at", old_values."voided_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='7d408c626d172a7040df8a5852cb4a31680d1eed', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_1e1e1', referencing='REFERENCING OLD TABLE AS old_values ', table='offers_colourperiod', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='ColumnGroupEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('code', models.CharField(error_messages={'unique': 'Målgruppen står allerede i en anden kolonne.'}, max_length=40, verbose_name='målgruppe')),
                ('column', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='offers.column')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='offers.columngroup')),
            ],
            options={
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='7e57b830ce641863f60e38aad1870e47dc43dac4', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_475a8', table='offers_columngroupevent', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='OfferEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=120, verbose_name='navn')),
                ('type', models.CharField(max_length=40, verbose_name='art')),
                ('active', models.BooleanField(default=True, verbose_name='aktivt')),
                ('vat', models.CharField(blank=True, max_length=60, verbose_name='moms')),
                ('hours_per_week', models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True, verbose_name='timer om ugen')),
                ('capacity', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='pladser')),
                ('version', models.PositiveIntegerField(default=1)),
                ('form_key', models.UUIDField(blank=True, editable=False, null=True)),
                ('budget_line', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='offers.budgetline', verbose_name='budgetlinje')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='offers.offer')),
                ('supplier', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='offers.supplier', verbose_name='leverandør')),
            ],
            options={
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='60635602c3fe0e5d8a3fc4f93d1c418b02dca5f8', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_8ce7b', table='offers_offerevent', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='OfferPrice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_on', models.DateField(blank=True, null=True, verbose_name='gælder fra')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='til')),
                ('price', models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True, verbose_name='pris')),
                ('price_per', models.CharField(blank=True, choices=[('week', 'pr. uge'), ('total', 'i alt')], max_length=5, verbose_name='prisen er')),
                ('weeks', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='forløbets længde i uger')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='bemærkning')),
                ('form_key', models.UUIDField(blank=True, editable=False, null=True, unique=True)),
                ('recorded_at', models.DateTimeField(blank=True, null=True, verbose_name='registreret')),
                ('voided_at', models.DateTimeField(blank=True, null=True, verbose_name='taget tilbage')),
                ('void_reason', models.CharField(blank=True, max_length=300)),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='price_periods', to='offers.offer', verbose_name='tilbud')),
                ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('voided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('to_on__isnull', True), ('to_on__gte', models.F('from_on')), _connector='OR'), name='offer_price_dates', violation_error_message='Slutdatoen kan ikke ligge før startdatoen.'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('voided_at__isnull', True)), expressions=[('offer', '='), (offers.models.periods.DateRange('from_on', 'to_on', django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_lower=True, inclusive_upper=True)), '&&')], name='offer_price_no_overlap', violation_error_message='Tilbuddet har allerede en pris i perioden.'), models.CheckConstraint(condition=models.Q(models.Q(('price__isnull', True), ('price_per', '')), models.Q(('price__gte', 0), ('price__isnull', False), models.Q(('price_per', ''), _negated=True)), _connector='OR'), name='offer_price_and_per', violation_error_message='Skriv både prisen, og om den er pr. uge eller i alt.'), models.CheckConstraint(condition=models.Q(models.Q(('price_per', 'total'), _negated=True), models.Q(('weeks__gte', 1), ('weeks__isnull', False)), _connector='OR'), name='offer_price_of_weeks', violation_error_message='En pris i alt kræver forløbets længde i uger.'), models.CheckConstraint(condition=models.Q(('voided_at__isnull', True), models.Q(('void_reason', ''), _negated=True), _connector='OR'), name='offer_price_void_reason', violation_error_message='Skriv, hvorfor prisen tages tilbage.')],
                'triggers': [pgtrigger.compiler.Trigger(name='price_is_kept', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (OLD.voided_at IS NOT NULL OR to_jsonb(OLD) - '{to_on,voided_at,voided_by_id,void_reason}'::text[] <> to_jsonb(NEW) - '{to_on,voided_at,voided_by_id,void_reason}'::text[])", func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='717fd66c2376c4ed7e19515ab3c67083a1a25aec', operation='UPDATE', pgid='pgtrigger_price_is_kept_89cc3', table='offers_offerprice', when='BEFORE')), pgtrigger.compiler.Trigger(name='price_stays', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='26c0ebffd54b23ac612e9ffa1a01edb0990df5d4', operation='DELETE', pgid='pgtrigger_price_stays_44555', table='offers_offerprice', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "offers_offerpriceevent" ("form_key", "from_on", "id", "note", "offer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price", "price_per", "recorded_at", "recorded_by_id", "to_on", "void_reason", "voided_at", "voided_by_id", "weeks") SELECT new_values."form_key", new_values."from_on", new_values."id", new_values."note", new_values."offer_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."price", new_values."price_per", new_values."recorded_at", new_values."recorded_by_id", new_values."to_on", new_values."void_reason", new_values."voided_at", new_values."voided_by_id", new_values."weeks" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f31393cc3e7299923a390b961bc65d26ef09f920', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_49693', referencing='REFERENCING NEW TABLE AS new_values ', table='offers_offerprice', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "offers_offerpriceevent" ("form_key", "from_on", "id", "note", "offer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price", "price_per", "recorded_at", "recorded_by_id", "to_on", "void_reason", "voided_at", "voided_by_id", "weeks") SELECT new_values."form_key", new_values."from_on", new_values."id", new_values."note", new_values."offer_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."price", new_values."price_per", new_values."recorded_at", new_values."recorded_by_id", new_values."to_on", new_values."void_reason", new_values."voided_at", new_values."voided_by_id", new_values."weeks" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='c08726cc961bd6492122fb51598faf25a5acb42e', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_ac124', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='offers_offerprice', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "offers_offerpriceevent" ("form_key", "from_on", "id", "note", "offer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price", "price_per", "recorded_at", "recorded_by_id", "to_on", "void_reason", "voided_at", "voided_by_id", "weeks") SELECT old_values."form_key", old_values."from_on", old_values."id", old_values."note", old_values."offer_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."price", old_values."price_per", old_values."recorded_at", old_values."recorded_by_id", old_values."to_on", old_values."void_reason", old_values."voided_at", old_values."voided_by_id", old_values."weeks" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='43334db0aaac24e5e1c93804d7df089e1b6b69ec', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_fb16e', referencing='REFERENCING OLD TABLE AS old_values ', table='offers_offerprice', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='SupplierContractEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('from_on', models.DateField(verbose_name='fra')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='til')),
                ('types', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), default=list, size=None, verbose_name='omfattede tilbud')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='bemærkning')),
                ('form_key', models.UUIDField(blank=True, editable=False, null=True)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='offers.suppliercontract')),
                ('supplier', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='offers.supplier')),
            ],
            options={
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1a8bb6f48eb870f92de11add55309d6b952b6133', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_1142a', table='offers_suppliercontractevent', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='ColourPeriodEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('colour', models.CharField(choices=[('green', 'Grøn'), ('yellow', 'Gul'), ('red', 'Rød')], max_length=6, verbose_name='farve')),
                ('from_on', models.DateField(verbose_name='gælder fra')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='til')),
                ('reason', models.CharField(max_length=500, verbose_name='begrundelse')),
                ('cite', models.CharField(blank=True, max_length=200, verbose_name='kilde')),
                ('act', models.UUIDField(editable=False)),
                ('form_key', models.UUIDField(blank=True, editable=False, null=True)),
                ('recorded_at', models.DateTimeField(verbose_name='registreret')),
                ('voided_at', models.DateTimeField(blank=True, null=True, verbose_name='taget tilbage')),
                ('void_reason', models.CharField(blank=True, max_length=300)),
                ('cut', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='offers.colourperiod', verbose_name='afløser')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='offers.colourperiod')),
                ('recorded_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='registreret af')),
                ('voided_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('column', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='offers.column', verbose_name='målgruppe')),
                ('offer', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='offers.offer', verbose_name='tilbud')),
            ],
            options={
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='08c04032b2c394956938e1ac0ae34c605104afc6', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a3024', table='offers_colourperiodevent', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='OfferPriceEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('from_on', models.DateField(blank=True, null=True, verbose_name='gælder fra')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='til')),
                ('price', models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True, verbose_name='pris')),
                ('price_per', models.CharField(blank=True, choices=[('week', 'pr. uge'), ('total', 'i alt')], max_length=5, verbose_name='prisen er')),
                ('weeks', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='forløbets længde i uger')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='bemærkning')),
                ('form_key', models.UUIDField(blank=True, editable=False, null=True)),
                ('recorded_at', models.DateTimeField(blank=True, null=True, verbose_name='registreret')),
                ('voided_at', models.DateTimeField(blank=True, null=True, verbose_name='taget tilbage')),
                ('void_reason', models.CharField(blank=True, max_length=300)),
                ('offer', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='offers.offer', verbose_name='tilbud')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='offers.offerprice')),
                ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('voided_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3d01212724b8c5050920cff30d265981871ea3c1', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_1d890', table='offers_offerpriceevent', when='BEFORE'))],
            },
        ),
        install('offers'),
    ]
