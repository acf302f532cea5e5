"""Which pages show accounts, invitations and appointments?"""

from django.urls import path

from gremienwerk.surfaces.workspace.accounts import account, overview

urlpatterns = [
    path("konten/", overview.show, name="accounts"),
    path("konten/<int:pk>/", account.show, name="account"),
]
