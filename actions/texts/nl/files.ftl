# Files that somebody sends: why one is not taken. Clients in the web chat and colleagues read this.

files-unknown-kind = “{ $name }” kan niet mee. Kies een foto of een pdf.
files-too-large = “{ $name }” is te groot. Kies een bestand van hoogstens 10 MB.
files-too-many = Dit zijn te veel bestanden. Stuur er 5 tegelijk.
files-too-many-pixels = De foto “{ $name }” is te groot. Maak hem kleiner.
files-broken = De foto “{ $name }” is stuk. Maak een nieuwe foto.
files-photo = Foto: { $name }
files-add-photo = Foto of bestand
files-sent = Je hebt dit gestuurd: { $name }
