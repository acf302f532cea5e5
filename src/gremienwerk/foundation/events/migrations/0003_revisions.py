import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def number_the_head(apps, editor) -> None:  # type: ignore[no-untyped-def]  # historical models
    newest = apps.get_model("events", "Entry").objects.order_by("-pk").values_list("pk", flat=True).first()
    apps.get_model("events", "Head").objects.update(number=newest or 0)


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0002_append_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField(model_name="head", name="number", field=models.BigIntegerField(default=0)),
        migrations.AddField(model_name="head", name="revisions", field=models.BigIntegerField(default=0)),
        migrations.RunPython(number_the_head, migrations.RunPython.noop),
        migrations.AddIndex(model_name="entry", index=models.Index(fields=["recorded_at"], name="entry_recorded_at")),
        migrations.CreateModel(name="Anchor", fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("through", models.BigIntegerField(help_text="the number of the last one removed", unique=True)),
                ("hash", models.CharField(max_length=64)),
                ("revisions", models.BigIntegerField(help_text="the number of the newest revision then")),
            ],
        ),
        migrations.CreateModel(name="Revision", fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("row_model", models.CharField(max_length=100)),
                ("object_id", models.PositiveBigIntegerField()),
                ("field", models.CharField(max_length=50)),
                ("language", models.CharField(blank=True, help_text="empty: the row itself", max_length=10)),
                ("old", models.TextField(help_text="JSON; empty once erased")),
                ("new", models.TextField(help_text="JSON; empty once erased")),
                ("salt", models.CharField(help_text="empty once erased", max_length=32)),
                ("values_hash", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64, unique=True)),
                ("recorded_at", models.DateTimeField()),
                ("erased_at", models.DateTimeField(blank=True, null=True)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("entry", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="revisions", to="events.entry")),
            ],
            options={
                "indexes": [models.Index(fields=["row_model", "object_id", "-id"], name="revision_of_a_row")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("erased_at", None), models.Q(("new", ""), ("old", ""), ("salt", "")), _connector="OR"), name="revision_erased_says_nothing"),
                    models.CheckConstraint(condition=models.Q(("erased_at", None), ("erased_at__gte", models.F("recorded_at")), _connector="OR"), name="revision_erased_after_recorded"),
                ],
            },
        ),
    ]
