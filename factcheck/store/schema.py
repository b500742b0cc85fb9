"""The tables of an index, and the steps that bring an older one up to date.

``index/README.md`` describes them for readers outside this package.
"""

from __future__ import annotations

#: Marks the SQLite file as an index of this program (bytes 68 to 71 of its header): "fact".
APPLICATION_ID = 0x66616374

_VERSION_1 = (
    """CREATE TABLE meta (
        key TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE documents (
        sha256 TEXT PRIMARY KEY,
        path TEXT NOT NULL,
        title TEXT,
        outlet TEXT,
        published TEXT,
        url TEXT,
        text TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX documents_path ON documents (path)",
    """CREATE TABLE parties (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE claims (
        id TEXT PRIMARY KEY,
        document TEXT NOT NULL REFERENCES documents (sha256) ON DELETE CASCADE,
        start INTEGER NOT NULL,
        party TEXT REFERENCES parties (id),
        act TEXT NOT NULL,
        body TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX claims_document ON claims (document, start)",
    "CREATE INDEX claims_party ON claims (party)",
    """CREATE TABLE vectors (
        claim TEXT PRIMARY KEY REFERENCES claims (id) ON DELETE CASCADE,
        vector BLOB NOT NULL
    ) STRICT""",
    """CREATE TABLE verdicts (
        key TEXT PRIMARY KEY,
        entailment REAL NOT NULL,
        neutral REAL NOT NULL,
        contradiction REAL NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE oppositions (
        id TEXT PRIMARY KEY,
        rank INTEGER NOT NULL,
        a TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
        b TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
        relation TEXT NOT NULL,
        score REAL NOT NULL,
        reason TEXT NOT NULL,
        matter TEXT NOT NULL,
        evidence TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX oppositions_a ON oppositions (a)",
    "CREATE INDEX oppositions_b ON oppositions (b)",
    "INSERT INTO meta VALUES ('identity', lower(hex(randomblob(16)))), ('generation', '0')",
)

_LABELS = (
    # No reference to a finding: a label outlives a build in which its finding is not found.
    """CREATE TABLE labels (
        finding TEXT PRIMARY KEY,
        label TEXT NOT NULL CHECK (label IN ('right', 'wrong', 'unsure')),
        note TEXT NOT NULL,
        labelled TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
)

_EXTRACTIONS = (
    # No reference to a document: rows are of those that the index does not hold yet.
    """CREATE TABLE extractions (
        key TEXT PRIMARY KEY,
        document TEXT NOT NULL,
        extractor TEXT NOT NULL,
        encoder TEXT NOT NULL,
        claims TEXT NOT NULL,
        vectors BLOB NOT NULL,
        skipped TEXT
    ) STRICT""",
)

_COMPARISONS = (
    # What a scan leaves for the next one; "factcheck.opposition.known" says what the columns hold.
    """CREATE TABLE comparisons (
        claim TEXT PRIMARY KEY REFERENCES claims (id) ON DELETE CASCADE,
        profile TEXT NOT NULL,
        positive BLOB,
        signature TEXT,
        near BLOB,
        ranks BLOB
    ) STRICT""",
)

_SURROUNDINGS = (
    # What version 2 left for the next scan is of another form.
    "DELETE FROM comparisons",
    """CREATE TABLE surroundings (
        document TEXT PRIMARY KEY REFERENCES documents (sha256) ON DELETE CASCADE,
        mark BLOB NOT NULL,
        near BLOB NOT NULL,
        ranks BLOB NOT NULL
    ) STRICT""",
)

_SINCE = (
    # The generation that the vector came with, so that the cache need not be made anew for a few.
    "ALTER TABLE vectors ADD COLUMN since INTEGER NOT NULL DEFAULT 0",
    "UPDATE vectors SET since = (SELECT value FROM meta WHERE key = 'generation')",
    "CREATE INDEX vectors_since ON vectors (since)",
)

_ADDITIONS = (
    # What adding documents asks of those that are there, so that it reads no others.
    """CREATE TABLE summaries (
        document TEXT PRIMARY KEY REFERENCES documents (sha256) ON DELETE CASCADE,
        setting BLOB NOT NULL,
        speakers TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE blocks (
        document TEXT PRIMARY KEY REFERENCES documents (sha256) ON DELETE CASCADE,
        claims BLOB NOT NULL,
        vectors BLOB NOT NULL
    ) STRICT""",
    """CREATE TABLE traits (
        trait TEXT NOT NULL,
        claim TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
        PRIMARY KEY (trait, claim)
    ) STRICT""",
    "CREATE INDEX traits_claim ON traits (claim)",
)

#: What adding documents asks, one row at least for each that is there.
_DERIVED = ("comparisons", "surroundings", "summaries", "speakers", "voices", "blocks")

_APART = (
    # Who speaks is read of all documents, so what many have in common is told once.
    """CREATE TABLE voices (
        id INTEGER PRIMARY KEY,
        told TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE speakers (
        document TEXT PRIMARY KEY REFERENCES documents (sha256) ON DELETE CASCADE,
        voices BLOB NOT NULL,
        counts BLOB NOT NULL
    ) STRICT""",
    "ALTER TABLE summaries DROP COLUMN speakers",
    # Thousands may count the same, so all that ranks a claim stands where its traits are sought.
    """CREATE TABLE alike (
        trait TEXT NOT NULL,
        claim TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
        document TEXT NOT NULL,
        place TEXT NOT NULL,
        answers BLOB,
        figures BLOB,
        vector BLOB NOT NULL,
        PRIMARY KEY (trait, claim)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX alike_claim ON alike (claim)",
    "DELETE FROM traits WHERE trait NOT LIKE 'says %'",
    "DELETE FROM meta WHERE key = 'settled'",
    # A row that goes leaves what is derived incomplete; to count all rows takes longer.
    *(
        f"CREATE TRIGGER {table}_gone AFTER DELETE ON {table} "  # noqa: S608
        "BEGIN DELETE FROM meta WHERE key = 'settled'; END"
        for table in _DERIVED
    ),
    *(
        f"CREATE TRIGGER {table}_gone AFTER DELETE ON {table} BEGIN DELETE FROM summaries "  # noqa: S608
        "WHERE document = (SELECT document FROM claims WHERE id = old.claim); END"
        for table in ("traits", "alike")
    ),
)

#: What adding documents asks that version 6 did not keep so.
_TOUCHED = ("summaries", "companies", "holders")

_NARROW = (
    # What all documents are about is read from end to end, in their order; all else of some.
    "DROP TABLE summaries",
    "DELETE FROM meta WHERE key = 'settled'",
    """CREATE TABLE summaries (
        document TEXT PRIMARY KEY REFERENCES documents (sha256) ON DELETE CASCADE,
        setting BLOB NOT NULL,
        mark BLOB,
        last BLOB
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE companies (
        document TEXT PRIMARY KEY REFERENCES documents (sha256) ON DELETE CASCADE,
        told TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE holders (
        document TEXT PRIMARY KEY REFERENCES documents (sha256) ON DELETE CASCADE,
        held BLOB NOT NULL
    ) STRICT""",
    *(
        f"CREATE TRIGGER {table}_gone AFTER DELETE ON {table} "  # noqa: S608
        "BEGIN DELETE FROM meta WHERE key = 'settled'; END"
        for table in _TOUCHED
    ),
)

_VERSION_2 = (*_LABELS, *_EXTRACTIONS, *_COMPARISONS)

#: ``MIGRATIONS[n]`` takes an index from version n to n + 1; version 0 is an empty file.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    _VERSION_1,
    _VERSION_2,
    _SURROUNDINGS,
    _SINCE,
    _ADDITIONS,
    _APART,
    _NARROW,
)
