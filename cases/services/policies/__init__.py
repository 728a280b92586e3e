"""The municipality's rules: which hold, how they change, and who decides it."""
