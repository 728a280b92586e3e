import django.contrib.auth.models
import django.contrib.auth.validators
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

from staff.triggers import install


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='ClosingDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(unique=True, verbose_name='dag')),
                ('name', models.CharField(max_length=80, verbose_name='navn')),
            ],
            options={
                'ordering': ('on',),
            },
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                ('shortcuts', models.BooleanField(default=True, verbose_name='genvejstaster')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='telefon')),
                ('slot_minutes', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='samtalens længde i minutter')),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': 'user',
                'verbose_name_plural': 'users',
                'ordering': ('first_name', 'last_name', 'id'),
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "staff_userevent" ("date_joined", "email", "first_name", "id", "is_active", "is_staff", "is_superuser", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "shortcuts", "slot_minutes", "username") SELECT new_values."date_joined", new_values."email", new_values."first_name", new_values."id", new_values."is_active", new_values."is_staff", new_values."is_superuser", new_values."last_name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phone", new_values."shortcuts", new_values."slot_minutes", new_values."username" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='83675ae986b8494d52b81216d157a6527aee4f36', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_ee817', referencing='REFERENCING NEW TABLE AS new_values ', table='staff_user', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "staff_userevent" ("date_joined", "email", "first_name", "id", "is_active", "is_staff", "is_superuser", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "shortcuts", "slot_minutes", "username") SELECT new_values."date_joined", new_values."email", new_values."first_name", new_values."id", new_values."is_active", new_values."is_staff", new_values."is_superuser", new_values."last_name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."phone", new_values."shortcuts", new_values."slot_minutes", new_values."username" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."date_joined" IS DISTINCT FROM (new_values."date_joined") OR old_values."email" IS DISTINCT FROM (new_values."email") OR old_values."first_name" IS DISTINCT FROM (new_values."first_name") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_active" IS DISTINCT FROM (new_values."is_active") OR old_values."is_staff" IS DISTINCT FROM (new_values."is_staff") OR old_values."is_superuser" IS DISTINCT FROM (new_values."is_superuser") OR old_values."last_name" IS DISTINCT FROM (new_values."last_name") OR old_values."phone" IS DISTINCT FROM (new_values."phone") OR old_values."shortcuts" IS DISTINCT FROM (new_values."shortcuts") OR old_values."slot_minutes" IS DISTINCT FROM (new_values."slot_minutes") OR old_values."username" IS DISTINCT FROM (new_values."username")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a7f3913fdc1f238b0195b84d9b2e10fa26ee323e', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_8c3eb', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='staff_user', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "staff_userevent" ("date_joined", "email", "first_name", "id", "is_active", "is_staff", "is_superuser", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "shortcuts", "slot_minutes", "username") SELECT old_values."date_joined", old_values."email", old_values."first_name", old_values."id", old_values."is_active", old_values."is_staff", old_values."is_superuser", old_values."last_name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phone", old_values."shortcuts", old_values."slot_minutes", old_values."username" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='37742fad63834a58abbb1ff50715f21767bbabf7', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_4dad5', referencing='REFERENCING OLD TABLE AS old_values ', table='staff_user', when='AFTER'))],
            },
            managers=[
                ('objects', django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name='Team',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, unique=True, verbose_name='navn')),
                ('unit', models.CharField(blank=True, max_length=80, verbose_name='enhed')),
                ('slot_minutes', models.PositiveSmallIntegerField(default=45, verbose_name='samtalens længde i minutter')),
                ('norm', models.PositiveSmallIntegerField(default=60, verbose_name='norm, borgere pr. rådgiver')),
                ('active', models.BooleanField(default=True, verbose_name='aktiv')),
            ],
            options={
                'ordering': ('name',),
                'constraints': [models.CheckConstraint(condition=models.Q(('slot_minutes__range', (10, 240))), name='team_slot_minutes', violation_error_message='En samtale varer mellem 10 og 240 minutter.')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "staff_teamevent" ("active", "id", "name", "norm", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slot_minutes", "unit") SELECT new_values."active", new_values."id", new_values."name", new_values."norm", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."slot_minutes", new_values."unit" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a1dcf827efa03920c45ae5fa12f4d6b4b380868b', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_2e29f', referencing='REFERENCING NEW TABLE AS new_values ', table='staff_team', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "staff_teamevent" ("active", "id", "name", "norm", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slot_minutes", "unit") SELECT new_values."active", new_values."id", new_values."name", new_values."norm", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."slot_minutes", new_values."unit" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='276cb94eb2abe462307e0fab22de446e9d3c5a59', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_cacce', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='staff_team', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "staff_teamevent" ("active", "id", "name", "norm", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slot_minutes", "unit") SELECT old_values."active", old_values."id", old_values."name", old_values."norm", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."slot_minutes", old_values."unit" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='990338ff8b54309ee8c601cca15297973ab91a0c', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_51e30', referencing='REFERENCING OLD TABLE AS old_values ', table='staff_team', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='TeamEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=80, verbose_name='navn')),
                ('unit', models.CharField(blank=True, max_length=80, verbose_name='enhed')),
                ('slot_minutes', models.PositiveSmallIntegerField(default=45, verbose_name='samtalens længde i minutter')),
                ('norm', models.PositiveSmallIntegerField(default=60, verbose_name='norm, borgere pr. rådgiver')),
                ('active', models.BooleanField(default=True, verbose_name='aktiv')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='staff.team')),
            ],
            options={
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c65a059934255fe9585b05fe570f26cfb88b2b05', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_373cb', table='staff_teamevent', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='UserEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                ('shortcuts', models.BooleanField(default=True, verbose_name='genvejstaster')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='telefon')),
                ('slot_minutes', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='samtalens længde i minutter')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d9e3e5cda0d3e4611ee2539d3061fc48cb158c5f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_38e6a', table='staff_userevent', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='WorkingHours',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weekday', models.PositiveSmallIntegerField(verbose_name='ugedag')),
                ('starts', models.TimeField(verbose_name='fra')),
                ('ends', models.TimeField(verbose_name='til')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='working_hours', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('user', 'weekday', 'starts'),
                'constraints': [models.CheckConstraint(condition=models.Q(('weekday__lte', 6)), name='working_hours_weekday'), models.CheckConstraint(condition=models.Q(('ends__gt', models.F('starts'))), name='working_hours_order', violation_error_message='Arbejdstiden skal slutte efter, at den begynder.'), models.UniqueConstraint(fields=('user', 'weekday', 'starts'), name='working_hours_once')],
            },
        ),
        migrations.CreateModel(
            name='AccessLog',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('screen', models.CharField(max_length=60)),
                ('act', models.CharField(choices=[('view', 'Set'), ('list', 'Vist i liste'), ('search', 'Søgt'), ('change', 'Ændret'), ('reveal', 'Vist CPR'), ('refuse', 'Afvist')], max_length=10)),
                ('reason', models.CharField(blank=True, choices=[('substitute', 'Vikar'), ('enquiry', 'Henvendelse fra borger'), ('sparring', 'Sparring'), ('quality', 'Kvalitetskontrol'), ('other', 'Andet')], max_length=10)),
                ('reason_text', models.CharField(blank=True, max_length=200)),
                ('citizens', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), size=None)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['citizens'], name='access_citizens'), models.Index(fields=['user', '-at'], name='access_user_at')],
            },
        ),
        migrations.CreateModel(
            name='RoleAssignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('caseworker', 'Rådgiver'), ('job_consultant', 'Jobkonsulent'), ('team_leader', 'Funktionsleder'), ('specialist', 'Fagkonsulent'), ('administration', 'Administration'), ('system_admin', 'Systemadministrator'), ('auditor', 'Revisor')], max_length=20, verbose_name='rolle')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='role_assignments', to=settings.AUTH_USER_MODEL, verbose_name='bruger')),
                ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='members', to='staff.team')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('user', 'role', 'team'), name='role_once', nulls_distinct=False, violation_error_message='Personen har allerede rollen i teamet.'), models.CheckConstraint(condition=models.Q(models.Q(('role__in', ('caseworker', 'job_consultant', 'team_leader')), _negated=True), ('team__isnull', False), _connector='OR'), name='role_needs_team', violation_error_message='Vælg et team til rådgiver, jobkonsulent og funktionsleder.')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "staff_roleassignmentevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "team_id", "user_id") SELECT new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."role", new_values."team_id", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='831cca0b2cdef5ba8ed0a554638c9e4a45e18261', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_26b22', referencing='REFERENCING NEW TABLE AS new_values ', table='staff_roleassignment', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "staff_roleassignmentevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "team_id", "user_id") SELECT new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."role", new_values."team_id", new_values."user_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='3bde7f7dfa7b94e12974bd0d4259d7ac7df506f6', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_e7996', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='staff_roleassignment', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "staff_roleassignmentevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "team_id", "user_id") SELECT old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."role", old_values."team_id", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='90aab07293a0c169e032ba2e03db8939fae8c437', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_0eac1', referencing='REFERENCING OLD TABLE AS old_values ', table='staff_roleassignment', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='RoleAssignmentEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('role', models.CharField(choices=[('caseworker', 'Rådgiver'), ('job_consultant', 'Jobkonsulent'), ('team_leader', 'Funktionsleder'), ('specialist', 'Fagkonsulent'), ('administration', 'Administration'), ('system_admin', 'Systemadministrator'), ('auditor', 'Revisor')], max_length=20, verbose_name='rolle')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='staff.roleassignment')),
                ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='bruger')),
                ('team', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='staff.team')),
            ],
            options={
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3aa842c736cdc8c861d9ecc832b576013b0b38e7', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e4d1a', table='staff_roleassignmentevent', when='BEFORE'))],
            },
        ),
        install('staff'),
    ]
