"""The other questions of `manage.py ask`, each answered by pure functions of a rule row."""
