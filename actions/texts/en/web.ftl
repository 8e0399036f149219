# Words on the web pages: every page, signing in, errors, and the chat of a client.

web-name = Stapje
web-skip = Go to the content
web-nav-label = Pages
web-nav-more = More
web-nav-inbox = Messages
web-nav-beds = Beds
web-logout = Log out

## Help that is always in sight
web-help-danger = Danger?
web-help-call-112 = Call 112
web-help-suicide = Thinking of suicide?
web-help-call-113 = Call 113

## Signing in
web-login-title = Log in
web-login-intro = This page is for staff.
web-login-username = User name
web-login-password = Password
web-login-submit = Log in
web-login-wrong = The name or the password is not right. Please try again.
web-login-client = Looking for help? Go to the chat.
web-demo-title = Examples to log in with
web-demo-intro = These people are made up. Pick one and look around.
web-demo-name = Name
web-demo-role = Role

## When something goes wrong
web-error-title-403 = This page is not for you
web-error-text-403 = You may not see this page. Do you need it? Ask your administrator.
web-error-title-404 = We cannot find this page
web-error-text-404 = The link may be old. Go back and try again.
web-error-title-429 = Please wait a moment
web-error-text-429 = This is going too fast. Try again in a minute.
web-error-title-500 = Something went wrong
web-error-text-500 = That is our fault, not yours. Please try again soon.
web-error-home = Go to the start

## The chat
web-chat-title = Chat with Stapje
web-chat-log = Messages
# Shown when the page does not come to life: no JavaScript, an old browser, a broken connection.
web-chat-stuck = Is the chat not working? Reload the page, or ask a staff member for help.
web-chat-human = Talk to a human
# What the button above sends as the person's message.
web-chat-human-message = Talk to a human
web-chat-label = Your message
web-chat-placeholder = Your message
web-chat-send = Send
web-chat-computer = Stapje is a computer.
web-chat-newest = New message
web-chat-you = You
web-chat-bot = Stapje (computer)
web-chat-staff = Staff member
# Who answers now: a human, by name. NAME is filled in by the page.
web-chat-person = NAME (human)
web-chat-answers = Answers
web-chat-today = Today
web-chat-yesterday = Yesterday
web-chat-sending = Sending …
web-chat-waiting = Not sent yet. We are trying again.
web-chat-sent = Sent
web-chat-failed = This message was not sent.
web-chat-again = Try again
web-chat-offline = No connection. We are trying again.
web-chat-nlu-loading = Stapje is waking up. Buttons work already.
web-chat-nlu-down = Stapje does not understand everything now. Buttons do work.
web-chat-ended = This chat has ended. You can start a new one.
web-chat-invite-failed = This link no longer works. You can still chat.
# COUNT is filled in by the page, while somebody types.
web-chat-left = COUNT characters left.
web-chat-too-long = Your message is COUNT characters too long. Please make it shorter.
web-chat-new-window = (opens a new window)
web-chat-file = Attachment
web-chat-calendar = Open the file
web-chat-forget = Erase this chat from this device
web-chat-forget-title = Erase this chat from this device?
web-chat-forget-text = You will not see the chat on this device any more. Stapje keeps your messages.
web-chat-forget-unsent = Please note: some messages were not sent. You will lose them.
web-chat-forget-yes = Yes, erase
web-chat-forget-no = No, go back
