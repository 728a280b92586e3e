from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("offers", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Supplier",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "name",
                    models.CharField(
                        error_messages={"unique": "Leverandøren findes allerede."},
                        max_length=120,
                        unique=True,
                        verbose_name="navn",
                    ),
                ),
                ("active", models.BooleanField(default=True, verbose_name="aktiv")),
            ],
            options={"ordering": ("name",)},
        ),
        migrations.RemoveConstraint(model_name="offer", name="offer_once"),
        migrations.RenameField(model_name="offer", old_name="supplier", new_name="supplier_name"),
        migrations.AddField(
            model_name="offer",
            name="supplier",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=models.deletion.PROTECT,
                related_name="offers",
                to="offers.supplier",
                verbose_name="leverandør",
            ),
        ),
    ]
