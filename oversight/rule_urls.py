"""Addresses of the rules. The slug is the rule's id in lower case; tokens and choices stand in the query string."""

from django.urls import path

from oversight.views import rule_list

urlpatterns = [
    path("", rule_list.rules, name="rules"),
    path("<slug:slug>/sager/", rule_list.cases, name="rule_cases"),
]
