-- Over the payload; null for states that were written before there were checksums.
ALTER TABLE grain_state ADD COLUMN checksum INTEGER;
