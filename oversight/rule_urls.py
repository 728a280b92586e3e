"""Addresses of the rules. The slug is the rule's id in lower case; tokens and choices stand in the query string."""

from django.urls import path

from oversight.views import rule_decision, rule_draft, rule_list, rule_page, try_rule

urlpatterns = [
    path("", rule_list.rules, name="rules"),
    path("<slug:slug>/", rule_page.rule, name="rule_in_force"),
    path("<slug:slug>/sager/", rule_list.cases, name="rule_cases"),
    path("<slug:slug>/v<int:number>/", rule_page.version, name="rule"),
    path("<slug:slug>/v<int:number>/fil/", rule_page.file, name="rule_file"),
    path("<slug:slug>/v<int:number>/proev/", try_rule.try_rule, name="try_rule"),
    path("<slug:slug>/v<int:number>/genregn/", rule_draft.recalculate, name="recalculate_draft"),
    path("<slug:slug>/v<int:number>/indfasning/", rule_draft.phases, name="draft_phases"),
    path("<slug:slug>/v<int:number>/sager/", rule_draft.cases, name="draft_cases"),
    path("<slug:slug>/v<int:number>/ny/", rule_decision.begin, name="begin_draft"),
    path("<slug:slug>/v<int:number>/gem/", rule_decision.save, name="save_draft"),
    path("<slug:slug>/v<int:number>/godkend/", rule_decision.approve, name="approve_draft"),
    path("<slug:slug>/v<int:number>/send-tilbage/", rule_decision.send_back, name="send_back_draft"),
    path("<slug:slug>/v<int:number>/traek-tilbage/", rule_decision.withdraw, name="withdraw_draft"),
    path("<slug:slug>/v<int:number>/fremdrift/", rule_decision.progress, name="rule_progress"),
    path("<slug:slug>/v<int:number>/koer-igen/", rule_decision.again, name="rule_again"),
]
