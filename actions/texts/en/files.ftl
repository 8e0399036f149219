# Files that somebody sends: why one is not taken. Clients in the web chat and colleagues read this.

files-unknown-kind = “{ $name }” can't go along. Choose a photo or a pdf.
files-too-large = “{ $name }” is too big. Choose a file of at most 10 MB.
files-too-many = These are too many files. Send 5 at a time.
files-too-many-pixels = The photo “{ $name }” is too big. Make it smaller.
files-broken = The photo “{ $name }” is broken. Take a new photo.
files-photo = Photo: { $name }
files-add-photo = Photo or file
files-sent = You sent this: { $name }
