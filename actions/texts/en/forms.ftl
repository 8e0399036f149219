# Several questions, one at a time.

form-stopped = Okay, we'll stop this. You can always start again.
form-expired = We were busy with something. That has stopped, you can always start again.
form-resume = We'll go on where we were.
form-skipped = That's okay. We'll skip this question.
form-human = I'll ask a human to look. You can also try once more.
