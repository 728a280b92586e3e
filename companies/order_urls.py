"""Addresses of the jobs that companies have told us about."""

from django.urls import path

from companies.views import orders

urlpatterns = [
    path("", orders.job_orders, name="job_orders"),
    path("til-ledige/", orders.for_citizens, name="job_orders_for_citizens"),
    path("<int:pk>/", orders.job_order, name="job_order"),
    path("<int:pk>/ret/", orders.edit, name="job_order_edit"),
    path("<int:pk>/opdateret/", orders.confirm, name="job_order_confirm"),
    path("<int:pk>/afslut/", orders.close, name="job_order_close"),
]
