import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0003_outlines"),
        ("surveys", "0004_paper_sheets_set_aside"),
    ]

    operations = [
        migrations.AddField(
            model_name="followup",
            name="unit",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
            ),
        ),
    ]
