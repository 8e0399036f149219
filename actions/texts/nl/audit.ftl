# What somebody did, as the audit trail tells it after their name: one line for every action that the code records
# (`audit-did-`, then the action with - for . and _). actions/audit_words.py reads these.

## conversations
audit-did-conversation-read = heeft het gesprek gelezen
audit-did-conversation-answered = heeft geantwoord
audit-did-conversation-taken-over = heeft het gesprek overgenomen van Stapje
audit-did-conversation-handed-back = heeft het gesprek teruggegeven aan Stapje
audit-did-conversation-assigned = heeft het gesprek een eigenaar gegeven
audit-did-conversation-status-set = heeft de stand van het gesprek veranderd
audit-did-conversation-snoozed = heeft het gesprek uitgesteld
audit-did-conversation-woken = heeft het gesprek na uitstel teruggezet
audit-did-conversation-reopened = heeft het gesprek weer geopend
audit-did-conversation-returned = heeft het gesprek teruggezet in de wachtrij
audit-did-conversation-priority-set = heeft de prioriteit van het gesprek veranderd
audit-did-conversation-marked-unread = heeft het gesprek als ongelezen gemarkeerd
audit-did-conversation-labelled = heeft een label op het gesprek gezet
audit-did-conversation-unlabelled = heeft een label van het gesprek gehaald
audit-did-label-made = heeft een label gemaakt
audit-did-label-ended = heeft een label beëindigd
audit-did-staff-capacity-set = heeft ingesteld of er nieuwe gesprekken bij kunnen
audit-did-attachment-read = heeft een bestand uit het gesprek geopend
audit-did-message-meaning-corrected = heeft gezegd wat een bericht betekent
audit-did-contact-had = had contact
audit-did-crisis-heard = heeft gevaar gehoord in een bericht
audit-did-task-finished = heeft een taak afgerond
audit-did-nudge-cancelled = heeft een bericht van Stapje tegengehouden

## the person
audit-did-person-opted-out = wil geen berichten meer van Stapje
audit-did-person-opted-in = wil weer berichten van Stapje
audit-did-person-cold-notice = wil bericht bij extra bedden
audit-did-person-no-cold-notice = wil geen bericht meer bij extra bedden
audit-did-person-handed-over = heeft iemand overgedragen aan een collega
audit-did-absence-planned = heeft vervanging geregeld
audit-did-absence-ended = heeft de vervanging gestopt
audit-did-rhythm-changed = heeft het ritme van de check-ins veranderd
audit-did-recap-changed = heeft het weekoverzicht aan- of uitgezet
audit-did-reminders-changed = heeft de herinneringen veranderd

## steps, goals, praise
audit-did-step-made = heeft een stap toegevoegd
audit-did-step-done = heeft een stap als gedaan genoteerd
audit-did-step-partly = heeft een stap als deels gedaan genoteerd
audit-did-goal-made = heeft een doel toegevoegd
audit-did-goal-reached = heeft een doel als bereikt genoteerd
audit-did-milestone-registered = heeft een mijlpaal genoteerd
audit-did-milestone-line = heeft een regel bij een mijlpaal geschreven
audit-did-card-sent = heeft een kaart gestuurd

## appointments
audit-did-agenda-seen = heeft de agenda bekeken
audit-did-agenda-changed = heeft de agenda veranderd
audit-did-appointment-offered = heeft tijden voor een afspraak aangeboden
audit-did-appointment-planned = heeft een afspraak gepland
audit-did-appointment-booked = heeft een afspraak gemaakt
audit-did-appointment-moved = heeft een afspraak verzet
audit-did-appointment-accepted = heeft een voorstel voor een afspraak aangenomen
audit-did-appointment-cancelled = heeft een afspraak afgezegd
audit-did-appointment-kept = heeft genoteerd dat de afspraak doorging
audit-did-appointment-missed = heeft genoteerd dat de afspraak niet doorging
audit-did-appointment-record-undone = heeft een notitie over een afspraak teruggenomen
audit-did-calendar-linked = heeft de eigen agenda gekoppeld
audit-did-calendar-unlinked = heeft de eigen agenda losgekoppeld

## debts and money
audit-did-referral-consented = heeft ja gezegd tegen een vraag om schuldhulp
audit-did-referral-withdrawn = heeft de toestemming voor schuldhulp ingetrokken
audit-did-referral-added-to = heeft iets toegevoegd aan de vraag om schuldhulp
audit-did-referral-read = heeft een vraag om schuldhulp gelezen
audit-did-referral-exported = heeft een vraag om schuldhulp geëxporteerd
audit-did-referral-accepted = heeft een vraag om schuldhulp aangenomen
audit-did-referral-returned = heeft een vraag om schuldhulp teruggegeven
audit-did-referral-registration = heeft de schuldhulp op aanmelding gezet
audit-did-referral-crisis = heeft de schuldhulp op crisis gezet
audit-did-referral-intake = heeft de schuldhulp op eerste gesprek gezet
audit-did-referral-decision = heeft de schuldhulp op besluit gezet
audit-did-referral-plan = heeft de schuldhulp op plan gezet
audit-did-referral-stabilisation = heeft de schuldhulp op stabiel maken gezet
audit-did-referral-solution = heeft de schuldhulp op regeling gezet
audit-did-referral-aftercare = heeft de schuldhulp op nazorg gezet
audit-did-referral-closed = heeft de schuldhulp afgesloten
audit-did-referrals-listed = heeft de lijst met schuldhulp bekeken
audit-did-referrals-exported = heeft de lijst met schuldhulp geëxporteerd
audit-did-desk-changed = heeft een loket veranderd
audit-did-desk-routed = heeft veranderd welk loket een vraag krijgt
audit-did-help-place-changed = heeft een hulpplek veranderd
audit-did-money-begun = wil samen op het geld letten
audit-did-money-set-up = heeft afspraken over geld gemaakt
audit-did-money-changed = heeft afspraken over geld veranderd
audit-did-money-ended = heeft afspraken over geld gestopt
audit-did-post-seen = heeft post gezien
audit-did-post-done = heeft post afgerond

## beds
audit-did-beds-seen = heeft namen op het beddenbord gezien
audit-did-beds-printed = heeft de lijst voor een ontruiming geprint
audit-did-bed-in = heeft iemand ingecheckt
audit-did-bed-out = heeft iemand uitgecheckt
audit-did-bed-held = heeft een bed vastgehouden
audit-did-bed-extended = heeft een bed langer vastgehouden
audit-did-bed-released = heeft een bed vrijgegeven
audit-did-bed-no-show = heeft een bed vrijgegeven omdat er niemand kwam
audit-did-bed-named = heeft een naam bij een bed gezet
audit-did-bed-moved = heeft iemand een ander bed gegeven
audit-did-bed-mistake = heeft een vergissing bij een bed hersteld
audit-did-bed-undone = heeft iets bij een bed ongedaan gemaakt
audit-did-bed-broken = heeft een bed als kapot gemeld
audit-did-bed-mended = heeft een bed als gemaakt gemeld
audit-did-bed-counted = heeft de bedden geteld
audit-did-guest-searched = heeft naar een gast gezocht
audit-did-guests-seen = heeft de gastenlijst bekeken
audit-did-guests-stay = heeft gasten nog een nacht gegeven
audit-did-figures-names-seen = heeft namen achter de cijfers gezien
audit-did-waiting-seen = heeft de wachtlijst bekeken
audit-did-waiting-added = heeft iemand op de wachtlijst gezet
audit-did-waiting-placed = heeft iemand van de wachtlijst een plek gegeven
audit-did-waiting-left = heeft iemand van de wachtlijst gehaald
audit-did-waiting-back = heeft iemand teruggezet op de wachtlijst
audit-did-turn-away-noted = heeft genoteerd dat er geen plek was
audit-did-turn-away-referred = heeft genoteerd waar iemand heen ging
audit-did-turn-away-undone = heeft een notitie over geen plek teruggenomen
audit-did-handover-written = heeft een overdracht geschreven
audit-did-facility-closed = heeft een opvang gesloten
audit-did-facility-opened = heeft een opvang weer geopend
audit-did-cold-weather-on = heeft de extra bedden aangezet
audit-did-cold-weather-off = heeft de extra bedden uitgezet

## other systems
audit-did-api-listed-person = heeft de lijst met mensen opgehaald
audit-did-api-listed-conversation = heeft de lijst met gesprekken opgehaald
audit-did-api-listed-nudge = heeft de lijst met geplande berichten opgehaald
audit-did-api-listed-appointment = heeft de lijst met afspraken opgehaald
audit-did-api-listed-debt-referral = heeft de lijst met schuldhulp opgehaald
audit-did-api-listed-bed = heeft de lijst met bedden opgehaald
audit-did-api-listed-bed-hold = heeft de lijst met vastgehouden bedden opgehaald
audit-did-api-listed-stay = heeft de lijst met overnachtingen opgehaald
audit-did-api-listed-waiter = heeft de wachtlijst opgehaald
audit-did-api-listed-handover-note = heeft de overdrachten opgehaald

## accounts
audit-did-staff-logged-in = heeft ingelogd
audit-did-staff-logged-out = heeft uitgelogd

## accountability and rights
audit-did-emergency-begun = heeft noodtoegang genomen
audit-did-emergency-searched = heeft naar iemand gezocht bij nood
audit-did-emergency-read = heeft iemand ingezien bij nood
audit-did-emergency-ended = heeft de noodtoegang gestopt
audit-did-audit-searched = heeft in het logboek gezocht
audit-did-audit-exported = heeft het logboek geëxporteerd
audit-did-audit-cut = heeft het oudste deel van het logboek gewist
audit-did-audit-verified = heeft het logboek gecontroleerd
audit-did-privacy-requested = wil gegevens zien of laten wissen
audit-did-privacy-looked = vroeg wie er keek
audit-did-rights-opened = heeft een verzoek over gegevens geopend
audit-did-rights-seen = heeft de verzoeken over gegevens bekeken
audit-did-rights-read = heeft een verzoek over gegevens gelezen
audit-did-rights-identified = heeft genoteerd hoe de persoon is herkend
audit-did-rights-exported = heeft alle gegevens klaargezet
audit-did-rights-fetched = heeft alle gegevens opgehaald
audit-did-rights-corrected = heeft een verbetering genoteerd
audit-did-rights-refused = heeft een verzoek over gegevens geweigerd
audit-did-rights-proposed = heeft het wissen van gegevens voorgesteld
audit-did-rights-cancelled = heeft het wissen van gegevens tegengehouden
audit-did-rights-deleted = heeft gegevens gewist
audit-did-rights-finished = heeft een verzoek over gegevens afgerond
audit-did-hold-begun = heeft een bewaarplicht aangezet
audit-did-hold-ended = heeft een bewaarplicht uitgezet
audit-did-retention-seen = heeft de bewaartermijnen bekeken
audit-did-retention-changed = heeft een bewaartermijn veranderd
audit-did-retention-ran = heeft gegevens gewist na de bewaartermijn

## Writing in the inbox
audit-did-note-written = heeft een notitie geschreven
audit-did-note-changed = heeft een notitie veranderd
audit-did-note-taken-back = heeft een notitie teruggenomen
audit-did-later-planned = heeft een bericht voor later gepland
audit-did-later-changed = heeft een bericht voor later veranderd
audit-did-later-cancelled = heeft een bericht voor later tegengehouden
audit-did-later-sent-now = heeft een bericht voor later meteen verstuurd
audit-did-message-tried-again = heeft een bericht opnieuw laten versturen
audit-did-reply-changed = heeft een standaardantwoord veranderd

## The page of a person
audit-did-people-listed = heeft de lijst met mensen bekeken
audit-did-person-read = heeft de pagina van iemand bekeken
audit-did-person-changed = heeft gegevens van iemand verbeterd of veranderd
audit-did-contact-card-made = heeft iemand uit de omgeving toegevoegd
audit-did-contact-card-changed = heeft iemand uit de omgeving veranderd
audit-did-contact-card-ended = heeft iemand uit de omgeving weggehaald

## Searching
audit-did-inbox-searched = heeft in gesprekken gezocht
audit-did-people-suggested = kreeg namen te zien tijdens het typen
audit-did-view-kept = heeft een weergave bewaard
audit-did-view-dropped = heeft een weergave weggegooid

## Accounts
audit-did-staff-closed = heeft een account gesloten
audit-did-staff-code-failed = gaf een verkeerde code
audit-did-staff-codes-renewed = heeft nieuwe herstelcodes gemaakt
audit-did-staff-invited = heeft een collega uitgenodigd
audit-did-staff-joined = heeft een account in gebruik genomen
audit-did-staff-lifted = heeft een wachttijd bij het inloggen opgeheven
audit-did-staff-login-failed = kon niet inloggen
audit-did-staff-password-changed = heeft een wachtwoord veranderd
audit-did-staff-password-failed = gaf een verkeerd wachtwoord
audit-did-staff-reset = heeft een wachtwoord laten vernieuwen
audit-did-staff-second-factor-removed = heeft een tweede stap weggehaald
audit-did-staff-second-factor-set = heeft een tweede stap ingesteld
audit-did-staff-session-ended = heeft een sessie beëindigd
audit-did-staff-sign-on-failed = kon niet inloggen via de organisatie
audit-did-staff-sign-on-unknown = logde in via de organisatie zonder account
audit-did-staff-team-chosen = heeft een ander team gekozen
audit-did-login-rule-changed = heeft veranderd hoe een rol inlogt
audit-did-team-changed = heeft een team veranderd
audit-did-staff-changed = heeft gegevens van een collega veranderd

## What a region keeps itself
audit-did-facility-changed = heeft gegevens van een opvang veranderd
audit-did-rhythm-template-changed = heeft een ritme van check-ins veranderd
audit-did-term-changed = heeft een termijn veranderd
audit-did-text-changed = heeft een tekst van Stapje veranderd
