"""Files that hold documents but that no reader takes, and what to do with each kind."""

from __future__ import annotations

import shlex
from pathlib import Path

from factcheck.documents.decode import printable
from factcheck.documents.reader import known_suffixes, reader_for

_PDF = "extract its text: pdftotext {file} {text}"
_PANDOC = "convert it: pandoc -t plain --wrap=none {file} -o {text}"
_OFFICE = "convert it: soffice --headless --convert-to txt:Text {file}"
_EXPORT = "open it in the program that made it and export it as plain text"
_MAIL = "save its message as plain text"
_PAGE = "open it in a browser and save the page as plain text"
_SPOKEN = "save the spoken words as plain text, without the times"
_SCAN = "recognise its text first, for instance with ocrmypdf, and save that as plain text"

#: Kinds of files that hold documents; files of any other kind in a folder are none.
ADVICE = {
    **dict.fromkeys((".pdf",), _PDF),
    **dict.fromkeys((".docx", ".epub", ".fb2", ".htm", ".html", ".odt", ".rtf"), _PANDOC),
    **dict.fromkeys((".org", ".rst", ".tex", ".xhtml"), _PANDOC),
    **dict.fromkeys((".doc", ".docm", ".dot", ".dotx", ".fodt", ".ott", ".wpd", ".wps"), _OFFICE),
    **dict.fromkeys((".hwp", ".key", ".odp", ".pages", ".ppt", ".pptx"), _EXPORT),
    **dict.fromkeys((".azw3", ".mobi", ".ps", ".xps"), _EXPORT),
    **dict.fromkeys((".eml", ".mbox", ".msg"), _MAIL),
    **dict.fromkeys((".mht", ".mhtml", ".shtml", ".webarchive"), _PAGE),
    **dict.fromkeys((".srt", ".vtt"), _SPOKEN),
    **dict.fromkeys((".djv", ".djvu"), _SCAN),
}
_OTHERWISE = "save it as plain text"
#: What word processors put beside a file that is open.
_LOCKS = ("~$", ".~")


def is_unread_document(path: Path) -> bool:
    """Whether the file ``path``, found in a folder, holds a document that no reader takes.

    A file beside which its text lies under the same name ("a.txt" beside "a.pdf") is not left
    unread.
    """
    if reader_for(path) or path.suffix.lower() not in ADVICE or path.name.startswith(_LOCKS):
        return False
    beside = (s for suffix in known_suffixes() for s in (suffix, suffix.upper()))
    return not any(path.with_suffix(suffix).is_file() for suffix in beside)


def why_unread(path: Path) -> str:
    """Why the file ``path`` is not read and what to do, in one line without the path."""
    advice = ADVICE.get(path.suffix.lower(), _OTHERWISE)
    file, text = (printable(shlex.quote(str(p))) for p in (path, path.with_suffix(".txt")))
    return (
        f"is not read, no reader takes {printable(path.suffix)} files "
        f"({', '.join(known_suffixes())} are read): {advice.format(file=file, text=text)}"
    )
