# Signing in, one's own account, and colleagues; some words on the login page itself are in web.ftl.

account-form-old = This page has been open too long. Go back, refresh the page and try again.
account-wait =
    { $minutes ->
        [one] That went wrong too often. Wait 1 minute and then try again.
       *[other] That went wrong too often. Wait { $minutes } minutes and then try again.
    }
account-demo-one-step = The second step of signing in is off here.
account-here = Who are you?
account-switch = Switch
account-sign-on = Sign in with { $label }
account-or-sign-on = You can also sign in without a new password:
account-provider-away = Signing in with your organisation does not work now. Your password does.
account-provider-no = Signing in was not finished. Try once more.
account-provider-unknown = This account belongs to nobody here yet. Ask your admin for an invitation.

## The second step
account-code-title = One more step
account-code-lead = Open the app with codes on your phone.
account-code = Code of 6 digits
account-code-wrong = This code is not right, or was used before. Wait for the next one.
account-remember = Do not ask this on this device for { $days } days
account-go-on = Go on
account-back = Sign in as somebody else
account-phone-lost = Lost your phone?
account-recovery-lead = Use one of the codes that you kept. Each code works once.
account-recovery = Recovery code
account-recovery-use = Use this code
account-recovery-gone = No codes left? Ask your admin for a new link.
account-recovery-wrong = This recovery code is not right, or was used before.
account-setup-title = Make your account safe
account-setup-lead = You see data of people here. So Stapje also asks for a code from your phone.
account-app-get = Open an app for codes on your phone, such as Aegis or Google Authenticator.
account-app-scan = Scan this code with the app.
account-app-picture = QR code for your app
account-app-open = Open in the app on this device
account-app-type = Can you not scan it? Type these letters in the app:
account-app-code = Type the code that the app shows now.
account-codes-title = Keep these codes
account-codes-lead = With these you get in without your phone. Each code works once.
account-codes-once = You see them only now. Do not keep them on the same phone.
account-codes-download = Save as a file
account-codes-print = Print
account-codes-kept = I have kept them
account-codes-file = recovery-codes
account-codes-new = New recovery codes
account-codes-new-lead = Your old codes then work no more.
account-codes-left =
    { $count ->
        [0] You have no recovery codes left. Make new ones.
        [one] 1 recovery code left.
       *[other] { $count } recovery codes left.
    }

## A password
account-join-title = Welcome, { $name }
account-join-lead = Choose a password. Then you can begin.
account-reset-title = Choose a new password
account-reset-lead = Your old password works no more.
account-your-username = Your user name
account-new-password = New password
account-old-password = Your password now
account-again = Once more
account-show = Show what I type
account-password-hint = At least { $least } signs. Four separate words is strong already.
account-password-short = This password is too short. Take four separate words, for example.
account-password-long = This password is too long. Take one of at most 1000 signs.
account-password-common = This password is easy to guess. Take four separate words, for example.
account-password-name = Your name is in this password. Choose something else.
account-password-differs = The two passwords are not the same. Type them again.
account-password-old-wrong = Your password now is not right.
account-link-old = This link was used or is too old. Ask who invited you for a new one.

## One's own account
account-title = My account
account-second-title = Second step of signing in
account-on = on
account-second-needed = The next time you sign in, you set up an app.
account-second-free = You now sign in with a password alone.
account-second-on = Turn the second step on
account-second-off = Turn the second step off
account-second-look = Change codes or phone
account-second-is-on =
    { $count ->
        [0] The second step is on. You have no recovery codes left.
        [one] The second step is on. You have 1 recovery code left.
       *[other] The second step is on. You have { $count } recovery codes left.
    }
account-other-phone = Set up another phone
account-no-password = You sign in with your organisation's account. You arrange this there too.
account-password-title = Password
account-password-change = Change password
account-sessions = Where you are signed in
account-sessions-lead = Do you do nothing for { $minutes } minutes? Then you are signed out.
account-device-unknown = Unknown device
account-this-one = this device
account-since = Since { $moment }
account-seen = last { $moment }
account-end = Sign out
account-end-others = Sign out all others
account-end-all = Sign out everywhere
account-team-title = Whom you work for now
account-team = Team
account-team-hint = You see the conversations of this team. This holds on this device only.
account-team-choose = Go to this team
account-wishes = Preferences
account-language = Language of the pages
account-digest = An overview in the chat in the morning
account-done-kept = Kept.
account-done-password = Your new password works. Other devices are signed out.
account-done-ended = Signed out.
account-done-team = You now work for this team.
account-done-recovery = You are in with a recovery code. Is your phone really gone? Set up another below.

## Colleagues
staff-nav = Colleagues
staff-title = Colleagues
staff-lead = An invitation is a link. With it your colleague chooses a password.
staff-new = Invite a colleague
staff-new-lead = You get a link for your colleague. It works for 7 days, and once.
staff-make-link = Make a link
staff-no-team = Without a team
staff-team-first = There is no team yet to put somebody in.
staff-invited = invited
staff-waits = has to wait
staff-lift = Lift the wait
staff-new-link = New link
staff-invite-again = Invite again
staff-gone =
    { $count ->
        [one] 1 colleague without access
       *[other] { $count } colleagues without access
    }
staff-out = no access
staff-field-display-name = Name
staff-field-username = User name
staff-field-role = Role
staff-field-team-id = Home team
staff-field-teams = Also works for
staff-field-identity = Organisation's account
staff-field-name = Name of the team
staff-field-organisation = Organisation
staff-field-municipality = Municipality
staff-hint-username = Small letters and digits, or a mail address. Your colleague signs in with it.
staff-username-shape = Take 2 to 60 small letters or digits. A dot, dash or @ is fine too.
staff-username-taken = Somebody else is called that. Choose another name.
staff-choose = Choose one from the list.
staff-link-title = Link for { $name }
staff-link-lead =
    { $days ->
        [one] Give this link to your colleague. It works for 1 day, and once.
       *[other] Give this link to your colleague. It works for { $days } days, and once.
    }
staff-link = The link
staff-link-picture = QR code of the link
staff-link-by-hand = You see the link only now. Let your colleague scan it, or send it.
staff-link-done = Done
staff-copy = Copy
staff-copied = Copied
staff-way-in = Signing in
staff-way-in-now =
    { $sessions ->
        [0] Not signed in anywhere now.
        [one] Signed in on 1 device now.
       *[other] Signed in on { $sessions } devices now.
    }
staff-has-app = The second step is on.
staff-has-no-app = The second step is not on yet.
staff-reset = Let them choose a new password
staff-reset-lead = You get a link for your colleague. The old password stops at once.
staff-reset-second = Phone and codes are lost too
staff-yourself = This is you. You arrange your own account elsewhere:
staff-not-yourself = This cannot be done to your own account. Ask another admin.
staff-has-clients = This colleague is still a contact person. Hand over their people first.
staff-identity = Organisation's account
staff-identity-subject = Mark at the provider
staff-identity-hint = It is often called "sub" or "object id" there. A mail address is not enough.
staff-identity-link = Link
staff-identity-unlink = Unlink
staff-identity-taken = This account is somebody's already. Nothing was changed.
staff-close-title = End access
staff-close-lead = Your colleague is signed out everywhere at once. What was written stays.
staff-close = End access now
staff-work-left = People still wait for this colleague.
staff-work = People: { $clients }. Conversations: { $given }. Appointments: { $ahead }.
staff-work-hand-over = Hand over
staff-done-kept = Kept.
staff-done-closed = The access has ended.
staff-done-lifted = Your colleague can try again at once.
staff-done-linked = The account is linked.
staff-done-unlinked = The account is not linked any more.
staff-history-invited = invited
staff-history-joined = got access
staff-history-reset = new link for the password
staff-history-closed = access ended
staff-history-lifted = wait lifted
staff-history-changed = changed

## Teams
staff-teams = Teams
staff-team-new = New team
staff-team-none = There is no team yet. Make the first one.
staff-team-taken = There is a team with this name already.
staff-team-size =
    { $count ->
        [one] 1 colleague
       *[other] { $count } colleagues
    }
staff-rules = Rules for signing in
staff-rules-lead = This holds from the next time that somebody signs in. After 12 hours everybody signs in again.
staff-rule-second = Second step needed
staff-rule-shared = Shared computer: show names
staff-rule-idle = Minutes of doing nothing
staff-rule-remember = Days remembered
staff-rule-open = Mind: this role sees data of people.
staff-rule-told = second step: { $factor ->
        [0] no
       *[other] yes
    }, out after { $minutes } min, remembered { $days } days
staff-rule-switch = shared computer
