# Making a client, for staff.

client-new = New participant
client-new-lead = You get a link and a QR code right after this.
client-back = Back to People
client-field-name = Name or what to call them
client-hint-name = As somebody wants to be called. A first name is enough.
client-field-language = Language
client-language-nl = Dutch
client-language-en = English
client-field-municipality = Municipality
client-municipality-unknown = Not known yet
client-field-contact = Contact person and team
client-hint-contact = The contact person's team sees the conversations.
client-choose = Choose somebody
client-field-messages = May Stapje send messages of its own accord?
client-messages-yes = Yes, we talked about it and it is fine
client-messages-no = No, only answers
client-hint-consent = For debt help and regular questions Stapje asks by itself, in the chat.
client-make = Make the participant and the invitation
client-made = { $name } is added. Show or print the invitation now.
client-no-contact = There is no colleague with a team yet. Invite a colleague first.
client-add-named = Make a new participant with this name

## Somebody of this name is there
client-alike = There already?
client-other = No, this is somebody else

## What cannot be kept
client-choose-language = Choose a language.
client-choose-municipality = Choose a municipality, or “not known yet”.
client-choose-contact = Choose a contact person.
client-choose-messages = Choose yes or no.

## The trail
audit-did-person-made = added a participant
