"""The JSON API under /api/v1, for other systems and for the chat page (NL API Design Rules)."""
