from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from gremienwerk.domain.accounts.models import SYSTEM_EMAIL


def make_system_user(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    user = apps.get_model("accounts", "User")
    user.objects.get_or_create(
        email=SYSTEM_EMAIL, defaults={"name": "Gremienwerk", "password": "!", "is_active": False}
    )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunPython(make_system_user, migrations.RunPython.noop)]
