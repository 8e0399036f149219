"""How the stand-in refuses a call."""


class ApiError(Exception):
    """A refusal in the envelope of the Bot API: an HTTP status, a description and sometimes parameters."""

    def __init__(self, status: int, description: str) -> None:
        super().__init__(description)
        self.status = status
        self.description = description


def bad_request(reason: str) -> ApiError:
    """A 400 with the prefix that Telegram puts in front of its reasons."""
    return ApiError(400, f"Bad Request: {reason}")
