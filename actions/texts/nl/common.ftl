# Words that many subjects share, invites, and what every channel may have to say.
# Inside other sentences: moment, your-contact-person and the group words begin with a small letter.

moment = { $day } om { $clock }
your-contact-person = je contactpersoon

## For whom a place is
group-one-man = Een man
group-one-vrouw = Een vrouw
group-one-gezin = Een gezin
group-one-jongere = Een jongere
group-one-kind = Een kind
group-many = { $group ->
    [man] mannen
    [vrouw] vrouwen
    [gezin] gezinnen
    [jongere] jongeren
    [kind] kinderen
   *[other] iedereen
}
group-some = { $group ->
    [man] { $count ->
        [one] { $count } man
       *[other] { $count } mannen
    }
    [vrouw] { $count ->
        [one] { $count } vrouw
       *[other] { $count } vrouwen
    }
    [gezin] { $count ->
        [one] { $count } gezin
       *[other] { $count } gezinnen
    }
    [jongere] { $count ->
        [one] { $count } jongere
       *[other] { $count } jongeren
    }
    [kind] { $count ->
        [one] { $count } kind
       *[other] { $count } kinderen
    }
   *[other] { $count ->
        [one] { $count } persoon
       *[other] { $count } personen
    }
}

## Life domains, as buttons
domain-wonen = Wonen
domain-familie = Familie en thuis
domain-gezondheid = Gezondheid
domain-mensen = Mensen om me heen
domain-geld = Geld
domain-schulden = Schulden
domain-leren = Leren
domain-werk = Werk en dagbesteding

## Roles
role-visitor = bezoeker
role-client = deelnemer
role-contact-person = contactpersoon
role-night-staff = medewerker nachtopvang
role-debt-specialist = medewerker schuldhulp
role-housing-officer = medewerker wonen
role-coordinator = coördinator
role-admin = beheerder

## Why somebody did not get in
turn-away-full = Vol
turn-away-too-young = Te jong
turn-away-too-old = Te oud
turn-away-no-fit = Past hier niet
turn-away-pet = Huisdier
turn-away-behaviour = Gedrag
turn-away-own-choice = Wilde zelf niet
turn-away-other = Anders

## Invites
invite-welcome-client =
    Hoi { $name }, ik ben Stapje.
    Ik ben een computer en help je met één stap tegelijk.
    Waar wil je beginnen?
invite-welcome-staff = Hoi { $name }. Je bent aangemeld als { $role }.
invite-unknown =
    Deze link ken ik niet. Vraag een medewerker om een nieuwe link.
    Je kunt hier wel gewoon vragen stellen.
invite-used =
    Deze link is al gebruikt. Vraag een medewerker om een nieuwe link.
    Je kunt hier wel gewoon vragen stellen.
invite-expired =
    Deze link is te oud. Vraag een medewerker om een nieuwe link.
    Je kunt hier wel gewoon vragen stellen.

## Messages that are not plain text, or that went wrong
attachment-received = { $kind ->
    [photo] Ik heb je foto bewaard. Een medewerker kan hem zien.
    [voice]
        Ik heb je spraakbericht bewaard. Een medewerker kan het horen.
        Ik kan zelf niet luisteren.
    [document] Ik heb je bestand bewaard. Een medewerker kan het openen.
    [sticker] Ik kan geen stickers lezen. Wat wil je zeggen?
   *[other] Ik heb dit bewaard. Een medewerker kan het zien.
}
too-long = Dit bericht is te lang voor mij. Een mens leest het. Kun je het korter zeggen?
empty-message = Ik zie geen tekst in je bericht. Wat wil je zeggen?
failed-sorry = Sorry, dit lukte mij niet. Ik heb je bericht bewaard. Een mens kijkt ernaar.
