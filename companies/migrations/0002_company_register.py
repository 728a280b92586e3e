
import companies.models.dated
import companies.models.numbers
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
import staff.models.order
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('companies', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        BtreeGistExtension(),
        TrigramExtension(),
        migrations.AddField(
            model_name='company',
            name='sort_name',
            field=models.GeneratedField(db_persist=True, expression=staff.models.order.Translate(django.db.models.functions.text.Replace(django.db.models.functions.text.Lower('name'), models.Value('aa'), models.Value('å')), models.Value('æøåäöü'), models.Value('{|}{|y')), output_field=models.CharField(db_collation='C', max_length=240)),
        ),
        migrations.CreateModel(
            name='Area',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, unique=True, verbose_name='område')),
                ('sort_name', models.GeneratedField(db_persist=True, expression=staff.models.order.Translate(django.db.models.functions.text.Replace(django.db.models.functions.text.Lower('name'), models.Value('aa'), models.Value('å')), models.Value('æøåäöü'), models.Value('{|}{|y')), output_field=models.CharField(db_collation='C', max_length=120))),
            ],
            options={
                'ordering': ('sort_name', 'id'),
            },
        ),
        migrations.CreateModel(
            name='Branch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=6, verbose_name='branchekode')),
                ('name', models.CharField(max_length=160, verbose_name='branche')),
                ('from_on', models.DateField(blank=True, null=True, verbose_name='fra')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='til')),
                ('hit_from', models.DateField(blank=True, null=True, verbose_name='kriseramt fra')),
                ('hit_to', models.DateField(blank=True, null=True, verbose_name='kriseramt til')),
            ],
            options={
                'verbose_name_plural': 'branches',
                'ordering': ('name', 'code'),
            },
        ),
        migrations.CreateModel(
            name='CompanyBranch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_on', models.DateField(blank=True, null=True, verbose_name='fra')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='til')),
            ],
            options={
                'verbose_name_plural': 'company branches',
                'ordering': ('from_on', 'id'),
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CompanyBranchEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('from_on', models.DateField(blank=True, null=True, verbose_name='fra')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='til')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CompanyEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=120, verbose_name='navn')),
                ('sort_name', models.GeneratedField(db_persist=True, expression=staff.models.order.Translate(django.db.models.functions.text.Replace(django.db.models.functions.text.Lower('name'), models.Value('aa'), models.Value('å')), models.Value('æøåäöü'), models.Value('{|}{|y')), output_field=models.CharField(db_collation='C', max_length=240))),
                ('cvr', models.CharField(blank=True, max_length=8, null=True, validators=[companies.models.numbers.validate_cvr], verbose_name='CVR-nummer')),
                ('active', models.BooleanField(default=True, verbose_name='aktiv')),
                ('address', models.CharField(blank=True, max_length=160, verbose_name='adresse')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='telefon')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('employees', models.PositiveIntegerField(blank=True, null=True, verbose_name='ansatte')),
                ('growing', models.BooleanField(default=False, verbose_name='vækster')),
                ('growth_source', models.CharField(blank=True, max_length=120, verbose_name='kilde til væksten')),
                ('short_of_people', models.BooleanField(default=False, verbose_name='har svært ved at rekruttere')),
                ('own_municipality', models.BooleanField(default=False, verbose_name='egen kommune som arbejdsgiver')),
                ('source', models.CharField(choices=[('manual', 'Oprettet i hånden'), ('register', 'Det offentlige register'), ('cases', 'Nævnt i indlæste sager')], default='cases', max_length=10, verbose_name='kilde')),
                ('register_on', models.DateField(blank=True, null=True, verbose_name='sidst set i registeret')),
                ('version', models.PositiveIntegerField(default=1)),
                ('form_key', models.UUIDField(blank=True, editable=False, null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CompanyName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_on', models.DateField(blank=True, null=True, verbose_name='fra')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='til')),
                ('name', models.CharField(max_length=120, verbose_name='navn')),
            ],
            options={
                'ordering': ('from_on', 'id'),
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ContactBan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_on', models.DateField(blank=True, null=True, verbose_name='fra')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='til')),
                ('reason', models.CharField(max_length=300, verbose_name='begrundelse')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('lift_reason', models.CharField(blank=True, max_length=300, verbose_name='begrundelse for at ophæve')),
            ],
            options={
                'ordering': ('from_on', 'id'),
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ContactBanEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('from_on', models.DateField(blank=True, null=True, verbose_name='fra')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='til')),
                ('reason', models.CharField(max_length=300, verbose_name='begrundelse')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('lift_reason', models.CharField(blank=True, max_length=300, verbose_name='begrundelse for at ophæve')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ContactPerson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_on', models.DateField(blank=True, null=True, verbose_name='fra')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='til')),
                ('name', models.CharField(max_length=120, verbose_name='navn')),
                ('title', models.CharField(blank=True, max_length=80, verbose_name='stilling')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='telefon')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('form_key', models.UUIDField(blank=True, editable=False, null=True, unique=True)),
            ],
            options={
                'ordering': ('from_on', 'id'),
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ContactPersonEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('from_on', models.DateField(blank=True, null=True, verbose_name='fra')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='til')),
                ('name', models.CharField(max_length=120, verbose_name='navn')),
                ('title', models.CharField(blank=True, max_length=80, verbose_name='stilling')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='telefon')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('form_key', models.UUIDField(blank=True, editable=False, null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('reason', models.CharField(max_length=300, verbose_name='begrundelse')),
                ('moved', models.JSONField(default=dict)),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('form_key', models.UUIDField(blank=True, editable=False, null=True, unique=True)),
            ],
        ),
        migrations.CreateModel(
            name='Ownership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_on', models.DateField(blank=True, null=True, verbose_name='fra')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='til')),
            ],
            options={
                'ordering': ('from_on', 'id'),
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OwnershipEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('from_on', models.DateField(blank=True, null=True, verbose_name='fra')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='til')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PostalCode',
            fields=[
                ('code', models.CharField(max_length=4, primary_key=True, serialize=False, validators=[django.core.validators.RegexValidator('^[0-9]{4}$')], verbose_name='postnummer')),
                ('town', models.CharField(max_length=60, verbose_name='by')),
            ],
            options={
                'ordering': ('code',),
            },
        ),
        migrations.CreateModel(
            name='ProductionUnit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_on', models.DateField(blank=True, null=True, verbose_name='fra')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='til')),
                ('p_number', models.CharField(max_length=10, unique=True, validators=[companies.models.numbers.validate_p_number], verbose_name='P-nummer')),
                ('name', models.CharField(blank=True, max_length=120, verbose_name='navn')),
                ('address', models.CharField(blank=True, max_length=160, verbose_name='adresse')),
            ],
            options={
                'ordering': ('from_on', 'id'),
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ProductionUnitEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('from_on', models.DateField(blank=True, null=True, verbose_name='fra')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='til')),
                ('p_number', models.CharField(max_length=10, validators=[companies.models.numbers.validate_p_number], verbose_name='P-nummer')),
                ('name', models.CharField(blank=True, max_length=120, verbose_name='navn')),
                ('address', models.CharField(blank=True, max_length=160, verbose_name='adresse')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AlterModelOptions(
            name='company',
            options={'ordering': ('sort_name', 'id'), 'verbose_name_plural': 'companies'},
        ),
        migrations.AddField(
            model_name='company',
            name='address',
            field=models.CharField(blank=True, max_length=160, verbose_name='adresse'),
        ),
        migrations.AddField(
            model_name='company',
            name='email',
            field=models.EmailField(blank=True, max_length=254, verbose_name='e-mail'),
        ),
        migrations.AddField(
            model_name='company',
            name='employees',
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name='ansatte'),
        ),
        migrations.AddField(
            model_name='company',
            name='form_key',
            field=models.UUIDField(blank=True, editable=False, null=True, unique=True),
        ),
        migrations.AddField(
            model_name='company',
            name='growing',
            field=models.BooleanField(default=False, verbose_name='vækster'),
        ),
        migrations.AddField(
            model_name='company',
            name='growth_source',
            field=models.CharField(blank=True, max_length=120, verbose_name='kilde til væksten'),
        ),
        migrations.AddField(
            model_name='company',
            name='merged_into',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='companies.company'),
        ),
        migrations.AddField(
            model_name='company',
            name='own_municipality',
            field=models.BooleanField(default=False, verbose_name='egen kommune som arbejdsgiver'),
        ),
        migrations.AddField(
            model_name='company',
            name='phone',
            field=models.CharField(blank=True, max_length=20, verbose_name='telefon'),
        ),
        migrations.AddField(
            model_name='company',
            name='register_on',
            field=models.DateField(blank=True, null=True, verbose_name='sidst set i registeret'),
        ),
        migrations.AddField(
            model_name='company',
            name='short_of_people',
            field=models.BooleanField(default=False, verbose_name='har svært ved at rekruttere'),
        ),
        migrations.AddField(
            model_name='company',
            name='source',
            field=models.CharField(choices=[('manual', 'Oprettet i hånden'), ('register', 'Det offentlige register'), ('cases', 'Nævnt i indlæste sager')], default='cases', max_length=10, verbose_name='kilde'),
        ),
        migrations.AddField(
            model_name='company',
            name='version',
            field=models.PositiveIntegerField(default=1),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='company',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "companies_companyevent" ("active", "address", "cvr", "email", "employees", "form_key", "growing", "growth_source", "id", "merged_into_id", "name", "own_municipality", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "postal_id", "register_on", "short_of_people", "source", "version") SELECT new_values."active", new_values."address", new_values."cvr", new_values."email", new_values."employees", new_values."form_key", new_values."growing", new_values."growth_source", new_values."id", new_values."merged_into_id", new_values."name", new_values."own_municipality", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phone", new_values."postal_id", new_values."register_on", new_values."short_of_people", new_values."source", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f4fe1f2b78430093fad6ed3b639cb3288bb99baa', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_a4101', referencing='REFERENCING NEW TABLE AS new_values ', table='companies_company', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='company',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "companies_companyevent" ("active", "address", "cvr", "email", "employees", "form_key", "growing", "growth_source", "id", "merged_into_id", "name", "own_municipality", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "postal_id", "register_on", "short_of_people", "source", "version") SELECT new_values."active", new_values."address", new_values."cvr", new_values."email", new_values."employees", new_values."form_key", new_values."growing", new_values."growth_source", new_values."id", new_values."merged_into_id", new_values."name", new_values."own_municipality", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."phone", new_values."postal_id", new_values."register_on", new_values."short_of_people", new_values."source", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='52c985497ff964de53e578548ed45f86a71f2c1f', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_3d5ae', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='companies_company', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='company',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "companies_companyevent" ("active", "address", "cvr", "email", "employees", "form_key", "growing", "growth_source", "id", "merged_into_id", "name", "own_municipality", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "postal_id", "register_on", "short_of_people", "source", "version") SELECT old_values."active", old_values."address", old_values."cvr", old_values."email", old_values."employees", old_values."form_key", old_values."growing", old_values."growth_source", old_values."id", old_values."merged_into_id", old_values."name", old_values."own_municipality", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phone", old_values."postal_id", old_values."register_on", old_values."short_of_people", old_values."source", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='5f07b801c6169a7c183204380cf32beea5ff048f', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_4fa84', referencing='REFERENCING OLD TABLE AS old_values ', table='companies_company', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='branch',
            constraint=models.UniqueConstraint(fields=('code',), name='branch_code_once'),
        ),
        migrations.AddConstraint(
            model_name='branch',
            constraint=models.CheckConstraint(condition=models.Q(('hit_to__isnull', True), ('hit_to__gte', models.F('hit_from')), _connector='OR'), name='branch_hit_order', violation_error_message='Slutdatoen kan ikke ligge før startdatoen.'),
        ),
        migrations.AddField(
            model_name='companybranch',
            name='branch',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='companies', to='companies.branch', verbose_name='branche'),
        ),
        migrations.AddField(
            model_name='companybranch',
            name='company',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='branches', to='companies.company'),
        ),
        migrations.AddField(
            model_name='companybranchevent',
            name='branch',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.branch', verbose_name='branche'),
        ),
        migrations.AddField(
            model_name='companybranchevent',
            name='company',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.company'),
        ),
        migrations.AddField(
            model_name='companybranchevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='companybranchevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='companies.companybranch'),
        ),
        migrations.AddField(
            model_name='companyevent',
            name='merged_into',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.company'),
        ),
        migrations.AddField(
            model_name='companyevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='companyevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='companies.company'),
        ),
        migrations.AddField(
            model_name='companyname',
            name='company',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='companies.company'),
        ),
        migrations.AddField(
            model_name='contactban',
            name='company',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bans', to='companies.company'),
        ),
        migrations.AddField(
            model_name='contactban',
            name='lifted_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='contactban',
            name='recorded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='contactbanevent',
            name='company',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.company'),
        ),
        migrations.AddField(
            model_name='contactbanevent',
            name='lifted_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='contactbanevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='contactbanevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='companies.contactban'),
        ),
        migrations.AddField(
            model_name='contactbanevent',
            name='recorded_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='contactperson',
            name='company',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='people', to='companies.company'),
        ),
        migrations.AddField(
            model_name='contactpersonevent',
            name='company',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.company'),
        ),
        migrations.AddField(
            model_name='contactpersonevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='contactpersonevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='companies.contactperson'),
        ),
        migrations.AddField(
            model_name='merge',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='merge',
            name='gone',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company'),
        ),
        migrations.AddField(
            model_name='merge',
            name='kept',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='merges', to='companies.company'),
        ),
        migrations.AddField(
            model_name='merge',
            name='undone_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='ownership',
            name='company',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='owners', to='companies.company'),
        ),
        migrations.AddField(
            model_name='ownership',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='companies', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='ownershipevent',
            name='company',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.company'),
        ),
        migrations.AddField(
            model_name='ownershipevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='ownershipevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='companies.ownership'),
        ),
        migrations.AddField(
            model_name='ownershipevent',
            name='user',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='postalcode',
            name='area',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='companies.area', verbose_name='område'),
        ),
        migrations.AddField(
            model_name='companyevent',
            name='postal',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.postalcode', verbose_name='postnummer'),
        ),
        migrations.AddField(
            model_name='company',
            name='postal',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='companies', to='companies.postalcode', verbose_name='postnummer'),
        ),
        migrations.AddIndex(
            model_name='company',
            index=models.Index(fields=['sort_name', 'id'], name='company_sort'),
        ),
        migrations.AddIndex(
            model_name='company',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('name'), name='gin_trgm_ops'), name='company_name_trgm'),
        ),
        migrations.AddConstraint(
            model_name='company',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into__isnull', True), ('active', False), _connector='OR'), name='company_merged_is_closed', violation_error_message='En sammenlagt virksomhed kan ikke være aktiv.'),
        ),
        migrations.AddConstraint(
            model_name='company',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into', models.F('id')), _negated=True), name='company_not_into_itself', violation_error_message='Vælg en anden virksomhed.'),
        ),
        migrations.AddField(
            model_name='productionunit',
            name='company',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='units', to='companies.company'),
        ),
        migrations.AddField(
            model_name='productionunit',
            name='postal',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='companies.postalcode', verbose_name='postnummer'),
        ),
        migrations.AddField(
            model_name='productionunitevent',
            name='company',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.company'),
        ),
        migrations.AddField(
            model_name='productionunitevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='productionunitevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='companies.productionunit'),
        ),
        migrations.AddField(
            model_name='productionunitevent',
            name='postal',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.postalcode', verbose_name='postnummer'),
        ),
        migrations.AddConstraint(
            model_name='companybranch',
            constraint=models.CheckConstraint(condition=models.Q(('from_on__isnull', True), ('to_on__isnull', True), ('to_on__gte', models.F('from_on')), _connector='OR'), name='companies_companybranch_order', violation_error_message='Slutdatoen kan ikke ligge før startdatoen.'),
        ),
        migrations.AddConstraint(
            model_name='companybranch',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('company', '='), (companies.models.dated.DateRange('from_on', 'to_on', django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_upper=True)), '&&')], name='company_branch_once', violation_error_message='Virksomheden har allerede en branche i perioden.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='companybranch',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "companies_companybranchevent" ("branch_id", "company_id", "from_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_on") SELECT new_values."branch_id", new_values."company_id", new_values."from_on", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."to_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='0ac61b9e756b06717d3a624474fb7323105358c9', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_61499', referencing='REFERENCING NEW TABLE AS new_values ', table='companies_companybranch', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='companybranch',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "companies_companybranchevent" ("branch_id", "company_id", "from_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_on") SELECT new_values."branch_id", new_values."company_id", new_values."from_on", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."to_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='78e9b7fa030371e911bc80b618d325b3267060d4', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_3f501', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='companies_companybranch', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='companybranch',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "companies_companybranchevent" ("branch_id", "company_id", "from_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_on") SELECT old_values."branch_id", old_values."company_id", old_values."from_on", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."to_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='22ba3c3b4ee971e99fe80e1c7e5f36482069ce42', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_cef51', referencing='REFERENCING OLD TABLE AS old_values ', table='companies_companybranch', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='companybranchevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='88eed97d7b4566b298866499bea82979f3ebe3a3', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_7b7e3', table='companies_companybranchevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='companyname',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('name'), name='gin_trgm_ops'), name='company_names_trgm'),
        ),
        migrations.AddConstraint(
            model_name='companyname',
            constraint=models.CheckConstraint(condition=models.Q(('from_on__isnull', True), ('to_on__isnull', True), ('to_on__gte', models.F('from_on')), _connector='OR'), name='companies_companyname_order', violation_error_message='Slutdatoen kan ikke ligge før startdatoen.'),
        ),
        migrations.AddConstraint(
            model_name='contactban',
            constraint=models.CheckConstraint(condition=models.Q(('from_on__isnull', True), ('to_on__isnull', True), ('to_on__gte', models.F('from_on')), _connector='OR'), name='companies_contactban_order', violation_error_message='Slutdatoen kan ikke ligge før startdatoen.'),
        ),
        migrations.AddConstraint(
            model_name='contactban',
            constraint=models.UniqueConstraint(condition=models.Q(('to_on__isnull', True)), fields=('company',), name='company_ban_once', violation_error_message='Virksomheden er allerede markeret: må ikke kontaktes.'),
        ),
        migrations.AddConstraint(
            model_name='contactban',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reason', ''), _negated=True), models.Q(('to_on__isnull', True), models.Q(('lift_reason', ''), _negated=True), _connector='OR')), name='company_ban_reasons', violation_error_message='Skriv en begrundelse.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contactban',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "companies_contactbanevent" ("company_id", "from_on", "id", "lift_reason", "lifted_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by_id", "to_on") SELECT new_values."company_id", new_values."from_on", new_values."id", new_values."lift_reason", new_values."lifted_by_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."recorded_at", new_values."recorded_by_id", new_values."to_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='98f37d8a2a7fb2603b00b3c451ce7735b0761662', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_94437', referencing='REFERENCING NEW TABLE AS new_values ', table='companies_contactban', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contactban',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "companies_contactbanevent" ("company_id", "from_on", "id", "lift_reason", "lifted_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by_id", "to_on") SELECT new_values."company_id", new_values."from_on", new_values."id", new_values."lift_reason", new_values."lifted_by_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."recorded_at", new_values."recorded_by_id", new_values."to_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='43dda3e5319af954e9cb3bc34c48c7a7b1ab1cef', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_699a4', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='companies_contactban', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contactban',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "companies_contactbanevent" ("company_id", "from_on", "id", "lift_reason", "lifted_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by_id", "to_on") SELECT old_values."company_id", old_values."from_on", old_values."id", old_values."lift_reason", old_values."lifted_by_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."recorded_at", old_values."recorded_by_id", old_values."to_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='765cd4c0f8f5e33d2c8f4db559725b5be6253d47', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_76d9a', referencing='REFERENCING OLD TABLE AS old_values ', table='companies_contactban', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contactbanevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='abab42a9a589af94d316e7bb22a11d376a9edb36', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ec339', table='companies_contactbanevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='contactperson',
            constraint=models.CheckConstraint(condition=models.Q(('from_on__isnull', True), ('to_on__isnull', True), ('to_on__gte', models.F('from_on')), _connector='OR'), name='companies_contactperson_order', violation_error_message='Slutdatoen kan ikke ligge før startdatoen.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contactperson',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "companies_contactpersonevent" ("company_id", "email", "form_key", "from_on", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "title", "to_on") SELECT new_values."company_id", new_values."email", new_values."form_key", new_values."from_on", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phone", new_values."title", new_values."to_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b24e8b65f61d85334d88c9d31976033719064ad9', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_30cef', referencing='REFERENCING NEW TABLE AS new_values ', table='companies_contactperson', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contactperson',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "companies_contactpersonevent" ("company_id", "email", "form_key", "from_on", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "title", "to_on") SELECT new_values."company_id", new_values."email", new_values."form_key", new_values."from_on", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."phone", new_values."title", new_values."to_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1480eeeaee884d159920465b61bf272583e5fc03', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_86390', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='companies_contactperson', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contactperson',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "companies_contactpersonevent" ("company_id", "email", "form_key", "from_on", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "title", "to_on") SELECT old_values."company_id", old_values."email", old_values."form_key", old_values."from_on", old_values."id", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phone", old_values."title", old_values."to_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='e285a3a7e0e2decd72dd250d6d4867e2407d8b32', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_3024e', referencing='REFERENCING OLD TABLE AS old_values ', table='companies_contactperson', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contactpersonevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='29397a96fe3e228d8afe20330d9841e573b51bc7', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_0524b', table='companies_contactpersonevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='merge',
            constraint=models.UniqueConstraint(condition=models.Q(('undone_at__isnull', True)), fields=('gone',), name='company_merged_once', violation_error_message='Virksomheden er allerede lagt sammen med en anden.'),
        ),
        migrations.AddConstraint(
            model_name='ownership',
            constraint=models.CheckConstraint(condition=models.Q(('from_on__isnull', True), ('to_on__isnull', True), ('to_on__gte', models.F('from_on')), _connector='OR'), name='companies_ownership_order', violation_error_message='Slutdatoen kan ikke ligge før startdatoen.'),
        ),
        migrations.AddConstraint(
            model_name='ownership',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('company', '='), (companies.models.dated.DateRange('from_on', 'to_on', django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_upper=True)), '&&')], name='company_owner_once', violation_error_message='Virksomheden har allerede en ansvarlig i perioden.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ownership',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "companies_ownershipevent" ("company_id", "from_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_on", "user_id") SELECT new_values."company_id", new_values."from_on", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."to_on", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9de9a96b90cb8fcb3efc91083053a1b937a20378', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_f7d6b', referencing='REFERENCING NEW TABLE AS new_values ', table='companies_ownership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ownership',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "companies_ownershipevent" ("company_id", "from_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_on", "user_id") SELECT new_values."company_id", new_values."from_on", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."to_on", new_values."user_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='92788e89f2d6254de63a42a744f723cdd1837b5a', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_d9b69', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='companies_ownership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ownership',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "companies_ownershipevent" ("company_id", "from_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_on", "user_id") SELECT old_values."company_id", old_values."from_on", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."to_on", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='b10dc4b1c27a3655459eb63421aa6e156d561f5a', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_8dce7', referencing='REFERENCING OLD TABLE AS old_values ', table='companies_ownership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ownershipevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='542361f963341f35aa869f9def37a1005e95c6f0', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_3d913', table='companies_ownershipevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='companyevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='05d3413d3fcf997ec12064383c808dae23fcee04', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_0943d', table='companies_companyevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='productionunit',
            constraint=models.CheckConstraint(condition=models.Q(('from_on__isnull', True), ('to_on__isnull', True), ('to_on__gte', models.F('from_on')), _connector='OR'), name='companies_productionunit_order', violation_error_message='Slutdatoen kan ikke ligge før startdatoen.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='productionunit',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "companies_productionunitevent" ("address", "company_id", "from_on", "id", "name", "p_number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postal_id", "to_on") SELECT new_values."address", new_values."company_id", new_values."from_on", new_values."id", new_values."name", new_values."p_number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."postal_id", new_values."to_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1367e0f1d775ee0305da4b36730cf09451e4e82a', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_9edeb', referencing='REFERENCING NEW TABLE AS new_values ', table='companies_productionunit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='productionunit',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "companies_productionunitevent" ("address", "company_id", "from_on", "id", "name", "p_number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postal_id", "to_on") SELECT new_values."address", new_values."company_id", new_values."from_on", new_values."id", new_values."name", new_values."p_number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."postal_id", new_values."to_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8bdec2c02fdf6f81bf6fce573586e95c8a4def58', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_c7455', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='companies_productionunit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='productionunit',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "companies_productionunitevent" ("address", "company_id", "from_on", "id", "name", "p_number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postal_id", "to_on") SELECT old_values."address", old_values."company_id", old_values."from_on", old_values."id", old_values."name", old_values."p_number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."postal_id", old_values."to_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='4d58afaa62c1c7a6f8700a2427b2f9c08648d641', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_6c0c0', referencing='REFERENCING OLD TABLE AS old_values ', table='companies_productionunit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='productionunitevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='85daaa273a1174201bc8ba7b54625569ec197647', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_2a238', table='companies_productionunitevent', when='BEFORE')),
        ),
    ]
