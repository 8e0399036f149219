"""How far apart messages go out: the seconds of the channel's limits."""

from bot.throttle import Throttle


def test_a_chat_waits_a_second_after_its_last_message_had_an_answer() -> None:
    throttle = Throttle()
    assert throttle.wait_for("8001", 10.0) == 0
    throttle.sent("8001", 10.0)
    assert throttle.wait_for("8001", 10.0) == 1
    throttle.arrived("8001", 10.9)  # over a slow line: the channel may have counted it only now
    assert round(throttle.wait_for("8001", 11.0), 3) == 0.9
    assert throttle.wait_for("8002", 11.0) == 0, "others do not wait for it"


def test_a_group_has_room_again_when_its_oldest_message_is_a_minute_old() -> None:
    throttle = Throttle()
    for number in range(20):
        throttle.sent("-5", float(number))
    assert throttle.wait_for("-5", 30.0) == 30
    assert throttle.wait_for("-5", 60.0) == 0


def test_a_pause_is_for_everybody_and_never_gets_shorter() -> None:
    throttle = Throttle()
    throttle.pause(5, 0.0)
    throttle.pause(1, 1.0)
    assert throttle.wait_for("8001", 2.0) == 3
