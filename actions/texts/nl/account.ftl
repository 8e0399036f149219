# Signing in, one's own account, and colleagues; some words on the login page itself are in web.ftl.

account-form-old = Deze pagina is te lang open geweest. Ga terug, ververs de pagina en probeer het opnieuw.
account-wait =
    { $minutes ->
        [one] Het is te vaak niet gelukt. Wacht 1 minuut en probeer het dan opnieuw.
       *[other] Het is te vaak niet gelukt. Wacht { $minutes } minuten en probeer het dan opnieuw.
    }
account-demo-one-step = De tweede stap bij het inloggen staat hier uit.
account-here = Wie ben je?
account-switch = Wissel
account-sign-on = Inloggen met { $label }
account-or-sign-on = Je kunt ook inloggen zonder nieuw wachtwoord:
account-provider-away = Inloggen met je organisatie lukt nu niet. Met je wachtwoord kan het wel.
account-provider-no = Het inloggen werd niet afgemaakt. Probeer het nog een keer.
account-provider-unknown = Dit account hoort nog bij niemand hier. Vraag je beheerder om een uitnodiging.

## The second step
account-code-title = Nog één stap
account-code-lead = Open de app met codes op je telefoon.
account-code = Code van 6 cijfers
account-code-wrong = Deze code klopt niet, of is al gebruikt. Wacht op de volgende code.
account-remember = Vraag dit { $days } dagen niet op dit apparaat
account-go-on = Verder
account-back = Inloggen als iemand anders
account-phone-lost = Telefoon kwijt?
account-recovery-lead = Gebruik een van de codes die je bewaarde. Elke code werkt één keer.
account-recovery = Herstelcode
account-recovery-use = Code gebruiken
account-recovery-gone = Geen codes meer? Vraag je beheerder om een nieuwe link.
account-recovery-wrong = Deze herstelcode klopt niet, of is al gebruikt.
account-setup-title = Maak je account veilig
account-setup-lead = Je ziet hier gegevens van mensen. Daarom vraagt Stapje ook een code van je telefoon.
account-app-get = Open een app voor codes op je telefoon, zoals Aegis of Google Authenticator.
account-app-scan = Scan deze code met de app.
account-app-picture = QR-code voor je app
account-app-open = Openen in de app op dit toestel
account-app-type = Lukt scannen niet? Typ dan deze letters over in de app:
account-app-code = Typ de code die de app nu laat zien.
account-codes-title = Bewaar deze codes
account-codes-lead = Hiermee kom je binnen zonder telefoon. Elke code werkt één keer.
account-codes-once = Je ziet ze alleen nu. Bewaar ze niet op dezelfde telefoon.
account-codes-download = Opslaan als bestand
account-codes-print = Afdrukken
account-codes-kept = Ik heb ze bewaard
account-codes-file = herstelcodes
account-codes-new = Nieuwe herstelcodes
account-codes-new-lead = Je oude codes werken dan niet meer.
account-codes-left =
    { $count ->
        [0] Je herstelcodes zijn op. Maak nieuwe.
        [one] Nog 1 herstelcode over.
       *[other] Nog { $count } herstelcodes over.
    }

## A password
account-join-title = Welkom, { $name }
account-join-lead = Kies een wachtwoord. Daarna kun je aan het werk.
account-reset-title = Kies een nieuw wachtwoord
account-reset-lead = Je oude wachtwoord werkt niet meer.
account-your-username = Je gebruikersnaam
account-new-password = Nieuw wachtwoord
account-old-password = Je wachtwoord van nu
account-again = Nog een keer
account-show = Laat zien wat ik typ
account-password-hint = Minstens { $least } tekens. Vier losse woorden is al sterk.
account-password-short = Dit wachtwoord is te kort. Neem bijvoorbeeld vier losse woorden.
account-password-long = Dit wachtwoord is te lang. Neem er een van hooguit 1000 tekens.
account-password-common = Dit wachtwoord is makkelijk te raden. Neem bijvoorbeeld vier losse woorden.
account-password-name = Je naam staat in dit wachtwoord. Kies iets anders.
account-password-differs = De twee wachtwoorden zijn niet gelijk. Typ ze opnieuw.
account-password-old-wrong = Je wachtwoord van nu klopt niet.
account-link-old = Deze link is al gebruikt of te oud. Vraag een nieuwe aan wie je uitnodigde.

## One's own account
account-title = Mijn account
account-second-title = Tweede stap bij inloggen
account-on = aan
account-second-needed = Bij je volgende keer inloggen stel je een app in.
account-second-free = Je logt nu in met alleen een wachtwoord.
account-second-on = Tweede stap aanzetten
account-second-off = Tweede stap uitzetten
account-second-look = Codes of telefoon wijzigen
account-second-is-on =
    { $count ->
        [0] De tweede stap staat aan. Je herstelcodes zijn op.
        [one] De tweede stap staat aan. Je hebt nog 1 herstelcode.
       *[other] De tweede stap staat aan. Je hebt nog { $count } herstelcodes.
    }
account-other-phone = Andere telefoon instellen
account-no-password = Je logt in met het account van je organisatie. Daar regel je dit ook.
account-password-title = Wachtwoord
account-password-change = Wachtwoord wijzigen
account-sessions = Waar je bent ingelogd
account-sessions-lead = Doe je { $minutes } minuten niets? Dan log je vanzelf uit.
account-device-unknown = Onbekend apparaat
account-this-one = dit apparaat
account-since = Sinds { $moment }
account-seen = laatst { $moment }
account-end = Uitloggen
account-end-others = Alle andere uitloggen
account-end-all = Overal uitloggen
account-team-title = Voor wie je nu werkt
account-team = Team
account-team-hint = Je ziet de gesprekken van dit team. Dit geldt alleen op dit apparaat.
account-team-choose = Naar dit team
account-wishes = Voorkeuren
account-language = Taal van de pagina's
account-digest = Elke ochtend een overzicht in de chat
account-done-kept = Bewaard.
account-done-password = Je nieuwe wachtwoord werkt. Andere apparaten zijn uitgelogd.
account-done-ended = Uitgelogd.
account-done-team = Je werkt nu voor dit team.
account-done-recovery = Je bent binnen met een herstelcode. Telefoon echt kwijt? Stel hieronder een andere in.

## Colleagues
staff-nav = Collega's
staff-title = Collega's
staff-lead = Een uitnodiging is een link. Je collega kiest daarmee zelf een wachtwoord.
staff-new = Collega uitnodigen
staff-new-lead = Je krijgt een link voor je collega. Die werkt 7 dagen en één keer.
staff-make-link = Link maken
staff-no-team = Zonder team
staff-team-first = Er is nog geen team om iemand in te zetten.
staff-invited = uitgenodigd
staff-waits = moet even wachten
staff-lift = Wachttijd opheffen
staff-new-link = Nieuwe link
staff-invite-again = Opnieuw uitnodigen
staff-gone =
    { $count ->
        [one] 1 collega zonder toegang
       *[other] { $count } collega's zonder toegang
    }
staff-out = geen toegang
staff-field-display-name = Naam
staff-field-username = Gebruikersnaam
staff-field-role = Rol
staff-field-team-id = Vast team
staff-field-teams = Werkt ook voor
staff-field-identity = Account van de organisatie
staff-field-name = Naam van het team
staff-field-organisation = Organisatie
staff-field-municipality = Gemeente
staff-hint-username = Kleine letters en cijfers, of een mailadres. Hiermee logt je collega in.
staff-username-shape = Neem 2 tot 60 kleine letters of cijfers. Een punt, streepje of @ mag ook.
staff-username-taken = Iemand anders heet al zo. Kies een andere naam.
staff-choose = Kies er een uit de lijst.
staff-link-title = Link voor { $name }
staff-link-lead =
    { $days ->
        [one] Geef deze link aan je collega. Hij werkt 1 dag en één keer.
       *[other] Geef deze link aan je collega. Hij werkt { $days } dagen en één keer.
    }
staff-link = De link
staff-link-picture = QR-code van de link
staff-link-by-hand = Je ziet de link alleen nu. Laat je collega scannen, of stuur hem zelf.
staff-link-done = Klaar
staff-copy = Kopieer
staff-copied = Gekopieerd
staff-way-in = Inloggen
staff-way-in-now =
    { $sessions ->
        [0] Nu nergens ingelogd.
        [one] Nu op 1 apparaat ingelogd.
       *[other] Nu op { $sessions } apparaten ingelogd.
    }
staff-has-app = De tweede stap staat aan.
staff-has-no-app = De tweede stap staat nog niet aan.
staff-reset = Nieuw wachtwoord laten kiezen
staff-reset-lead = Je krijgt een link voor je collega. Het oude wachtwoord stopt meteen.
staff-reset-second = Telefoon en codes zijn ook kwijt
staff-yourself = Dit ben jij. Je eigen account regel je ergens anders:
staff-not-yourself = Dit kan niet bij je eigen account. Vraag een andere beheerder.
staff-has-clients = Deze collega is nog contactpersoon. Draag eerst de deelnemers over.
staff-identity = Account van de organisatie
staff-identity-subject = Kenmerk bij de aanbieder
staff-identity-hint = Dit heet daar vaak "sub" of "object-id". Een mailadres is niet genoeg.
staff-identity-link = Koppelen
staff-identity-unlink = Ontkoppelen
staff-identity-taken = Dit account hoort al bij iemand. Er is niets veranderd.
staff-close-title = Toegang stoppen
staff-close-lead = Je collega is dan overal meteen uitgelogd. Wat er geschreven is, blijft staan.
staff-close = Toegang nu stoppen
staff-work-left = Er wachten nog mensen op deze collega.
staff-work = Deelnemers: { $clients }. Gesprekken: { $given }. Afspraken: { $ahead }.
staff-work-hand-over = Overdragen
staff-done-kept = Bewaard.
staff-done-closed = De toegang is gestopt.
staff-done-lifted = Je collega kan het meteen weer proberen.
staff-done-linked = Het account is gekoppeld.
staff-done-unlinked = Het account is ontkoppeld.
staff-history-invited = uitgenodigd
staff-history-joined = toegang gekregen
staff-history-reset = nieuwe link voor het wachtwoord
staff-history-closed = toegang gestopt
staff-history-lifted = wachttijd opgeheven
staff-history-changed = gewijzigd

## Teams
staff-teams = Teams
staff-team-new = Nieuw team
staff-team-none = Er is nog geen team. Maak het eerste.
staff-team-taken = Er is al een team met deze naam.
staff-team-size =
    { $count ->
        [one] 1 collega
       *[other] { $count } collega's
    }
staff-rules = Regels voor inloggen
staff-rules-lead = Dit geldt vanaf de volgende keer dat iemand inlogt. Na 12 uur moet iedereen opnieuw.
staff-rule-second = Tweede stap nodig
staff-rule-shared = Gedeelde computer: laat namen zien
staff-rule-idle = Minuten niets doen
staff-rule-remember = Dagen onthouden
staff-rule-open = Let op: deze rol ziet gegevens van mensen.
staff-rule-told = tweede stap: { $factor ->
        [0] nee
       *[other] ja
    }, na { $minutes } min uit, { $days } dagen onthouden
staff-rule-switch = gedeelde computer
