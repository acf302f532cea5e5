from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organizations", "0004_votes_at_source")]

    operations = [
        migrations.AddField(
            model_name="enteredrow",
            name="consents",
            field=models.JSONField(default=list),
        )
    ]
