"""Stapje's own parts of Rasa. They run in Rasa's environment (Python 3.10); nothing else of Stapje imports them."""
