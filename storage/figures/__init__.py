"""Figures about beds, counted from what is remembered each time they are asked. Every rule: docs/figures.md."""
