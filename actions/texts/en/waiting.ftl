# The waiting list of a night, and news of extra beds in cold weather.

waiting-joined = { $when ->
    [tonight] You're on the list for tonight.
   *[other] You're on the list for the night of { $day }.
}
waiting-already = { $when ->
    [tonight] You were already on the list for tonight.
   *[other] You were already on the list for the night of { $day }.
}
waiting-ahead = { $count ->
    [0] You're the first in line.
    [one] { $count } person is before you.
   *[other] { $count } people are before you.
}
waiting-i-tell-you = When a place comes free, I'll send you a message.
waiting-left = You're no longer on the list.
waiting-on-no-list = You're not on a list now.
waiting-night-over = That night is over. Are you looking for a place tonight?

button-waiting-join = Put me on the list
button-waiting-leave = Take me off the list
button-waiting-again = Back on the list
button-hold-still = Hold it longer

## Cold weather
cold-notice-on = Good. When there are extra beds in cold weather, I'll send a message.
cold-notice-now = There are extra beds already.
cold-notice-opted-out = You get no messages from me now. Want them again? Then I'll tell you of extra beds too.
cold-notice-off = Good. I'll send no more messages about extra beds in cold weather.
cold-notice-visitor =
    I can only send that message when I know who you are.
    A human will gladly arrange it with you. You can always ask me for a place.

button-cold-notice = Tell me in cold weather
button-no-cold-notice = No news in cold weather
