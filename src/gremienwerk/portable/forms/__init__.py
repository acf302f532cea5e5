"""What travels, in which form, and what stays? The table that everything else reads."""

from gremienwerk.portable.forms.form import Form, Listing
from gremienwerk.portable.forms.stays import STAYS
from gremienwerk.portable.forms.table import FORMS, ORGANIZATION, form_of, forms_of

__all__ = ["FORMS", "ORGANIZATION", "STAYS", "Form", "Listing", "form_of", "forms_of"]
