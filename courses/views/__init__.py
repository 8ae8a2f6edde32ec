"""Doors of the room: pages that only read, and small addresses that record one act each."""
