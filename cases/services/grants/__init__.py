"""Grants: what is wished for, what the rules say of it, and the acts that grant, withdraw and decide."""
