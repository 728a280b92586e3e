"""Addresses of the rules. The slug is the rule's id in lower case; tokens and choices stand in the query string."""

from django.urls import path

from oversight.views import rule_list, rule_page, try_rule

urlpatterns = [
    path("", rule_list.rules, name="rules"),
    path("<slug:slug>/", rule_page.rule, name="rule_in_force"),
    path("<slug:slug>/sager/", rule_list.cases, name="rule_cases"),
    path("<slug:slug>/v<int:number>/", rule_page.version, name="rule"),
    path("<slug:slug>/v<int:number>/fil/", rule_page.file, name="rule_file"),
    path("<slug:slug>/v<int:number>/proev/", try_rule.try_rule, name="try_rule"),
]
