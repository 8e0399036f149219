"""Proof by simulation: the real code, in virtual time, with people who do not exist (docs/simulate.md)."""
