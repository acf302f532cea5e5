"""Which pages hand over what a leaving colleague holds?"""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
