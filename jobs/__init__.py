"""Work that must not be lost: the job row, its sweep, outgoing mail."""
