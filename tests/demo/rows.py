"""What stands in the tables of the nouns? Asked of the models, so that no table is forgotten."""

import hashlib
import json

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import CharField, EmailField, TextField

from gremienwerk.demo.commands._wording import FIELDS
from gremienwerk.domain.organizations.models.organization import UNKNOWN
from gremienwerk.foundation.texts.models import Translation


def nouns():
    """Return the models of all nouns."""
    models = apps.get_models()
    return [model for model in models if model.__module__.startswith("gremienwerk.domain.")]


def state():
    """Return a hash of every row of every noun, the translations and the log included."""
    others = [apps.get_model("texts", "Translation"), apps.get_model("events", "Entry")]
    rows = [
        [model._meta.label, list(model._base_manager.order_by("pk").values())]
        for model in (*nouns(), *others)
    ]
    return hashlib.sha256(json.dumps(rows, cls=DjangoJSONEncoder).encode()).hexdigest()


def texts(kinds=(CharField, TextField)):
    """Return every text that is stored: (place, text)."""
    return [
        (f"{model._meta.label}.{field.name}", text)
        for model in (*nouns(), Translation)
        for field in model._meta.concrete_fields
        if isinstance(field, kinds)
        for text in model._base_manager.values_list(field.name, flat=True)
        if text
    ]


def mails():
    """Return every stored mail address."""
    return {text for place, text in texts((EmailField,)) if not place.startswith("accounts.")}


def without_english():
    """Return every German text that has no English wording."""
    there = set(Translation.objects.filter(language="en").values_list(*PLACE))
    return [
        f"{model.__name__}.{field}: {getattr(row, field)}"
        for model, fields in FIELDS.items()
        for row in model._base_manager.order_by("pk")
        for field in fields
        if getattr(row, field) not in ("", UNKNOWN)
        and (ContentType.objects.get_for_model(model).pk, row.pk, field) not in there
    ]


PLACE = ("content_type", "object_id", "field")
