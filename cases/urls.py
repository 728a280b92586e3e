"""Addresses of everything about citizens. A public id is opaque; a CPR number never stands in an address."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
