package dev.vestnik.ingest.intake;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A body that is read as a whole. */
final class Document {
    private static final int KIB = 1024;

    private final BodyMemory.Room room;
    private final int largest;
    private byte[] bytes = new byte[0];
    private int length;

    private Document(BodyMemory.Room room, int largest) {
        this.room = room;
        this.largest = largest;
    }

    /** @throws BodyException when it is too large, or there is no room for it now */
    static Document read(InputStream body, BodyMemory.Room room, int largest) throws IOException {
        Document document = new Document(room, largest);
        document.read(body);
        return document;
    }

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
        room.resize(size);
        bytes = Arrays.copyOf(bytes, size);
    }
}
