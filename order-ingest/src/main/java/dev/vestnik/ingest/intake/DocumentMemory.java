package dev.vestnik.ingest.intake;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.Semaphore;

/** The memory that documents may take while they are read, all together. */
final class DocumentMemory {
    private static final int KIB = 1024;

    private final Semaphore free;
    private final int largest;

    DocumentMemory(IngestSettings settings) {
        free = new Semaphore((int) settings.documentMemory().toKilobytes());
        largest = (int) settings.maxDocument().toBytes();
    }

    /** A document that takes memory until it is closed. */
    final class Document implements AutoCloseable {
        private byte[] bytes = new byte[0];
        private int length;

        /** The document is in the first {@link #length()} of them. */
        byte[] bytes() {
            return bytes;
        }

        int length() {
            return length;
        }

        private void read(InputStream body) throws IOException {
            grow(16 * KIB);
            for (int count = 0; count >= 0; count = body.read(bytes, length, bytes.length - length)) {
                length += count;
                if (length > largest) {
                    throw new BodyException(
                            BodyException.Kind.TOO_LARGE,
                            "a document has at most " + largest + " bytes; send more as application/x-ndjson");
                }
                if (length == bytes.length) {
                    grow((int) Math.min(2L * length, largest + (long) KIB));
                }
            }
        }

        private void grow(int size) throws BodyException {
            if (!free.tryAcquire(kib(size) - kib(bytes.length))) {
                throw new BodyException(BodyException.Kind.NO_ROOM, "too many large documents at a time");
            }
            bytes = Arrays.copyOf(bytes, size);
        }

        @Override
        public void close() {
            free.release(kib(bytes.length));
            bytes = new byte[0];
            length = 0;
        }
    }

    /** @throws BodyException when it is too large, or there is no room for it now */
    Document read(InputStream body) throws IOException {
        Document document = new Document();
        try {
            document.read(body);
            return document;
        } catch (IOException | RuntimeException e) {
            document.close();
            throw e;
        }
    }

    private static int kib(int bytes) {
        return (bytes + KIB - 1) / KIB;
    }
}
