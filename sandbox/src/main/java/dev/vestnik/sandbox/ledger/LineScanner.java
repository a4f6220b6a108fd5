package dev.vestnik.sandbox.ledger;

import java.io.ByteArrayOutputStream;

/** Walks a ledger file from its start, one whole line after the other, a block at a time. */
final class LineScanner {
    private static final int BLOCK = 1 << 20;

    private final LedgerFile file;
    private long wholeUntil;

    LineScanner(LedgerFile file) {
        this.file = file;
    }

    interface Line {
        void at(long start, byte[] line);
    }

    void scan(Line consumer) {
        ByteArrayOutputStream open = new ByteArrayOutputStream();
        for (long position = 0; position < file.end(); ) {
            byte[] block = file.read(position, (int) Math.min(BLOCK, file.end() - position));
            int from = 0;
            for (int i = 0; i < block.length; i++) {
                if (block[i] == '\n') {
                    open.write(block, from, i - from);
                    consumer.at(wholeUntil, open.toByteArray());
                    open.reset();
                    from = i + 1;
                    wholeUntil = position + from;
                }
            }
            open.write(block, from, block.length - from);
            position += block.length;
        }
    }

    /** The end of the last whole line, behind which a crash has torn a line. */
    long wholeUntil() {
        return wholeUntil;
    }
}
