"""Which pages does the portal have? Each stands under its language: `/de/...`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
