# Words that many subjects share, invites, and what every channel may have to say.
# Inside other sentences: moment, your-contact-person and the group words begin with a small letter.

moment = { $day } at { $clock }
your-contact-person = your contact person

## For whom a place is
group-one-man = A man
group-one-vrouw = A woman
group-one-gezin = A family
group-one-jongere = A young person
group-one-kind = A child
group-many = { $group ->
    [man] men
    [vrouw] women
    [gezin] families
    [jongere] young people
    [kind] children
   *[other] everyone
}
group-some = { $group ->
    [man] { $count ->
        [one] { $count } man
       *[other] { $count } men
    }
    [vrouw] { $count ->
        [one] { $count } woman
       *[other] { $count } women
    }
    [gezin] { $count ->
        [one] { $count } family
       *[other] { $count } families
    }
    [jongere] { $count ->
        [one] { $count } young person
       *[other] { $count } young people
    }
    [kind] { $count ->
        [one] { $count } child
       *[other] { $count } children
    }
   *[other] { $count ->
        [one] { $count } person
       *[other] { $count } people
    }
}

## Life domains, as buttons
domain-wonen = Housing
domain-familie = Family and home
domain-gezondheid = Health
domain-mensen = People around me
domain-geld = Money
domain-schulden = Debts
domain-leren = Learning
domain-werk = Work and daytime

## Roles
role-visitor = visitor
role-client = participant
role-contact-person = contact person
role-night-staff = night shelter worker
role-debt-specialist = debt help worker
role-housing-officer = housing worker
role-coordinator = coordinator
role-admin = administrator

## Why somebody did not get in
turn-away-full = Full
turn-away-too-young = Too young
turn-away-too-old = Too old
turn-away-no-fit = Does not fit here
turn-away-pet = Pet
turn-away-behaviour = Behaviour
turn-away-own-choice = Did not want to
turn-away-other = Other

## Invites
invite-welcome-client =
    Hi { $name }, I'm Stapje.
    I'm a computer and I help you one step at a time.
    Where would you like to start?
invite-welcome-staff = Hi { $name }. You are signed in as { $role }.
invite-unknown =
    I don't know this link. Ask a staff member for a new one.
    You can still ask me things here.
invite-used =
    This link has been used already. Ask a staff member for a new one.
    You can still ask me things here.
invite-expired =
    This link is too old. Ask a staff member for a new one.
    You can still ask me things here.

## Messages that are not plain text, or that went wrong
attachment-received = { $kind ->
    [photo] I've kept your photo. A staff member can see it.
    [voice]
        I've kept your voice message. A staff member can hear it.
        I can't listen myself.
    [document] I've kept your file. A staff member can open it.
    [sticker] I can't read stickers. What would you like to say?
   *[other] I've kept this. A staff member can see it.
}
too-long = This message is too long for me. A human will read it. Can you say it in fewer words?
empty-message = I see no text in your message. What would you like to say?
failed-sorry = Sorry, I couldn't do this. I've kept your message. A human will look at it.
