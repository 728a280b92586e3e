from django.db import migrations


def fill(apps, schema_editor):
    """Every name of a supplier becomes a supplier."""
    Offer, Supplier = apps.get_model("offers", "Offer"), apps.get_model("offers", "Supplier")
    for name in Offer.objects.exclude(supplier_name="").values_list("supplier_name", flat=True).distinct():
        supplier, _ = Supplier.objects.get_or_create(name=name)
        Offer.objects.filter(supplier_name=name).update(supplier=supplier)


class Migration(migrations.Migration):

    dependencies = [("offers", "0002_suppliers")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
