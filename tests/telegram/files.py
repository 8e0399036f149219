"""Files that were uploaded or injected: their bytes are kept, their ids can be used again."""

from dataclasses import dataclass

from tests.telegram.errors import ApiError, bad_request
from tests.telegram.wire import Json, Request, Upload

FOLDERS = {"photo": "photos", "voice": "voice", "sticker": "stickers", "document": "documents"}


@dataclass(frozen=True, kw_only=True)
class StoredFile:
    """One file with the name it has on the stand-in."""

    file_id: str
    kind: str  # photo, voice, sticker or document
    path: str
    upload: Upload

    def as_json(self) -> Json:
        """The File object of the Bot API."""
        return {**self.brief(), "file_path": self.path}

    def brief(self) -> Json:
        """The fields that every kind of file shares inside a message."""
        size = len(self.upload.content)
        return {"file_id": self.file_id, "file_unique_id": f"unique-{self.file_id}", "file_size": size}

    def in_message(self) -> object:
        """The value under the key `kind` of a message."""
        if self.kind == "photo":
            return [{**self.brief(), "width": 640, "height": 480}]
        if self.kind == "sticker":
            still = {"is_animated": False, "is_video": False}
            return {**self.brief(), "type": "regular", "width": 512, "height": 512, **still}
        if self.kind == "voice":
            return {**self.brief(), "duration": 1, "mime_type": "audio/ogg"}
        return {**self.brief(), "file_name": self.upload.filename, "mime_type": self.upload.content_type}


class Files:
    """The store behind uploads, getFile and the download address."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}

    def keep(self, kind: str, upload: Upload) -> StoredFile:
        """Store a file; every upload gets an id of its own."""
        number = len(self._by_id) + 1
        path = f"{FOLDERS[kind]}/file_{number}"
        stored = StoredFile(file_id=f"file-{kind}-{number}", kind=kind, path=path, upload=upload)
        self._by_id[stored.file_id] = stored
        return stored

    def from_request(self, kind: str, request: Request) -> StoredFile:
        """The file a send method names: `attach://PART`, a part of that very name, or a known file id."""
        name = request.text(kind).removeprefix("attach://") or kind
        if name in request.files:
            return self.keep(kind, request.files[name])
        if not request.text(kind):
            raise bad_request(f"there is no {kind} in the request")
        known = self._by_id.get(name)
        if known is None or known.kind != kind:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return known

    def get_file(self, request: Request) -> Json:
        """The method getFile."""
        stored = self._by_id.get(request.text("file_id"))
        if stored is None:
            raise bad_request("invalid file_id")
        return stored.as_json()

    def content(self, path: str) -> bytes:
        """The bytes under a path that getFile gave."""
        for stored in self._by_id.values():
            if stored.path == path:
                return stored.upload.content
        raise ApiError(404, "Not Found")
