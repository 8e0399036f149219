# Goals: what somebody wants to reach, in their own words. $tone is 1 to 3: the same in other words.

goal-what = Wat wil je bereiken? Schrijf het in je eigen woorden.
goal-domain = Waar hoort dit bij?
goal-kept = Mooi dat je dit wilt: { $goal }. Ik heb je doel bewaard.
goal-there-already = Dit doel staat er al: { $goal }.
goal-step-question = Zullen we een kleine stap kiezen?

goals-open =
    Dit wil je bereiken:
    { $goals }
goals-none = Er staat nog geen doel. Wil je er een opschrijven?
goal-one = Je doel: { $goal }.
goal-which = Om welk doel gaat het?

goal-reached = { $tone ->
    [1] Gefeliciteerd. Je doel is bereikt: { $goal }. Daar mag je trots op zijn.
    [2] Wat een mooi moment. Dit heb je bereikt: { $goal }. Gefeliciteerd.
   *[3] Het is je gelukt: { $goal }. Gefeliciteerd, dit heb jij gedaan.
}
goal-dropped = Dat is goed. Een doel mag veranderen. Dit is nu weg: { $goal }.
goal-made-together = { $who } heeft jullie doel opgeschreven: { $goal }.

button-small-step = Kleine stap kiezen
button-my-goals = Mijn doelen
button-new-goal = Doel toevoegen
button-goal-reached = Doel bereikt
button-goal-drop = Doel loslaten
button-goal-keep = Toch houden

## Beside a thread, for staff
inbox-goals = Doelen
inbox-goal-reached = Bereikt
inbox-goal-add = Doel toevoegen
inbox-goal-words = Doel, in eigen woorden
inbox-goal-domain = Leefgebied
inbox-goal-any-domain = Niet gekozen
inbox-goal-for = Hoort bij
inbox-goal-no = Geen doel
inbox-goal-new = Een nieuw doel
inbox-goal-save = Doel bewaren
inbox-goal-empty = Vul het doel in.
inbox-note-goal-made = Het doel staat. De deelnemer kreeg een bericht.
inbox-note-goal-ended = Het doel is bereikt.
