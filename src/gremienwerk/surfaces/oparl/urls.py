"""Where does OParl 1.1 stand? Addresses without a slash at the end, one per object."""

from django.urls import path, register_converter

from gremienwerk.surfaces.oparl import views


class Key:
    """A key without leading zeros: each object has one spelling (U2)."""

    regex = "[1-9][0-9]{0,17}"

    def to_python(self, value: str) -> int:
        """Read a key."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Write a key."""
        return str(value)


register_converter(Key, "key")
app_name = "oparl"
urlpatterns = [
    path("1.1/openapi.json", views.described, name="openapi"),
    path("1.1/system", views.system, name="system"),
    path("1.1/system/body", views.bodies, name="bodies"),
    path("1.1/<str:kind>/<key:key>", views.single, name="object"),
    path("1.1/<str:kind>/<key:key>/<str:name>", views.part, name="list"),
    path("<path:rest>", views.nothing),
]
