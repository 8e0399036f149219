# Greetings, thanks, yes and no, what Stapje can do, and that it is a computer.

greet = Hoi, ik ben Stapje. Ik ben een computer. Waar kan ik bij helpen?
greet-known = Hoi { $name }. Waar kan ik bij helpen?
# The first message in a new web chat.
greeting-visitor = Hoi, ik ben Stapje, een computer. We doen één stap tegelijk. Waar wil je beginnen?
help =
    Ik help met een slaapplek, schulden, stappen en afspraken.
    Je kunt ook altijd een mens spreken. Waar wil je beginnen?
help-staff = Vraag naar vrije bedden. Of typ kort wat er verandert: 2 mannen binnen nachtopvang.
goodbye = Tot later. Je kunt me altijd weer schrijven.
thank = Graag gedaan.
i-am-a-computer = Ik ben Stapje, een computer. Ik ben geen mens. Wil je iemand spreken, dan kan dat ook.
affirm-nothing-asked = Oké. Vertel maar, wat wil je doen?
fine = Dat is goed. Je kunt me altijd weer schrijven.
