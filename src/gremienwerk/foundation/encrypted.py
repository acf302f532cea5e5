"""How does a column keep a text that the database itself must not know?

    text = EncryptedText()

Read and written like a text; not to be searched or sorted, by design. It never goes into the
log: `record_changes` refuses it.
"""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Lookup

from gremienwerk.foundation.keys import decrypt, encrypt


class EncryptedText(models.TextField[str, str]):
    """A text that lies encrypted in its column; null stays null, all else needs the key.

    Raises `WrongKey` when a row is read whose key is not there.
    """

    is_encrypted = True

    def get_db_prep_save(self, value: Any, connection: BaseDatabaseWrapper) -> Any:  # noqa: ANN401 -- Django's signature
        """Encrypt what is written."""
        text = self.get_prep_value(value)
        return super().get_db_prep_save(None if text is None else encrypt(text), connection)

    def from_db_value(self, value: str | None, *_context: object) -> str | None:
        """Decrypt what is read."""
        return None if value is None else decrypt(value)

    def get_lookup(self, lookup_name: str) -> type[Lookup[Any]] | None:
        """Know whether there is a value; no other question can be asked."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None
