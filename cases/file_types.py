"""What a file is, told by its bytes: the name and the type that a browser states are the sender's word only."""

import zlib
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile


@dataclass(frozen=True, slots=True)
class FileType:
    """A kind of file that is taken in. `label` is for people, `ending` belongs to the name when it is sent out."""

    label: str
    ending: str
    media_type: str


PDF = FileType("PDF", "pdf", "application/pdf")
JPEG = FileType("JPEG", "jpg", "image/jpeg")
PNG = FileType("PNG", "png", "image/png")
DOCX = FileType("Word", "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
ODT = FileType("OpenDocument", "odt", "application/vnd.oasis.opendocument.text")
TYPES = (PDF, JPEG, PNG, DOCX, ODT)
BY_MEDIA_TYPE = {kind.media_type: kind for kind in TYPES}
SIGNATURES = ((b"%PDF-", PDF), (b"\xff\xd8\xff", JPEG), (b"\x89PNG\r\n\x1a\n", PNG))
PACKED = b"PK\x03\x04"
MACROS = "word/vbaProject.bin"
MOST_MEMBERS = 2000
NAME_OF_ODT = len(ODT.media_type) + 1


def type_of(content: bytes) -> FileType | None:
    """The type of a file by its first bytes, of a packed one by its members; None for what is not taken in.

    A Word file with macros is none of them.
    """
    for signature, kind in SIGNATURES:
        if content.startswith(signature):
            return kind
    return _packed(content) if content.startswith(PACKED) else None


def _packed(content: bytes) -> FileType | None:
    try:
        with ZipFile(BytesIO(content)) as packed:
            members = set(packed.namelist()[:MOST_MEMBERS])
            if "word/document.xml" in members and MACROS not in packed.namelist():
                return DOCX
            if "mimetype" in members:
                with packed.open("mimetype") as stated:
                    return ODT if stated.read(NAME_OF_ODT) == ODT.media_type.encode() else None
    except (BadZipFile, EOFError, zlib.error, RuntimeError):
        return None  # damaged, cut off, or locked with a password or packed in a way that is not read here
    return None
