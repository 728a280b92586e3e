"""Addresses of users and teams (system administrator)."""

from django.urls import path

from staff.views import teams, users

urlpatterns = [
    path("", users.listing, name="users"),
    path("ny/", users.create, name="user_new"),
    path("<int:pk>/", users.edit, name="user"),
    path("<int:pk>/adgangskode/", users.reset_password, name="user_password"),
    path("teams/ny/", teams.create, name="team_new"),
    path("teams/<int:pk>/", teams.edit, name="team"),
]
