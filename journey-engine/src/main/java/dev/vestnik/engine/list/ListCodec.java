package dev.vestnik.engine.list;

import dev.vestnik.rules.campaign.CustomerList;
import dev.vestnik.rules.document.DocumentId;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The bytes of a list in its topic: the format 1, the length of a head in JSON, the head, the customers' hashes. */
final class ListCodec {
    private static final byte FORMAT = 1;
    private static final JsonMapper JSON = new JsonMapper();

    private ListCodec() {}

    private record Head(String shop, String id, String author, long duplicates, long broken) {}

    static byte[] write(String shop, String id, String author, ListFile.ReadList file) {
        byte[] head = JSON.writeValueAsString(new Head(shop, id, author, file.duplicates(), file.broken()))
                .getBytes(StandardCharsets.UTF_8);
        long[] hashes = file.hashes();
        ByteBuffer bytes = ByteBuffer.allocate(1 + Integer.BYTES + head.length + hashes.length * Long.BYTES)
                .put(FORMAT)
                .putInt(head.length)
                .put(head);
        bytes.asLongBuffer().put(hashes);
        return bytes.array();
    }

    /**
     * @param savedAt when the topic took it
     * @throws IllegalArgumentException when it is no list that this engine can read
     */
    static UploadedList read(byte[] value, Instant savedAt) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(value);
            if (bytes.get() != FORMAT) {
                throw new IllegalArgumentException("another format than " + FORMAT);
            }
            Head head = head(bytes);
            return new UploadedList(
                    new CustomerList(head.shop(), head.id(), savedAt, hashes(bytes)),
                    head.author(),
                    head.duplicates(),
                    head.broken());
        } catch (BufferUnderflowException | JacksonException e) {
            throw new IllegalArgumentException("a list that is broken", e);
        }
    }

    private static Head head(ByteBuffer bytes) {
        int length = bytes.getInt();
        if (length < 0 || length > bytes.remaining()) {
            throw new IllegalArgumentException("a list that is broken");
        }
        byte[] text = new byte[length];
        bytes.get(text);
        Head head = JSON.readValue(text, Head.class);
        if (head == null || head.shop() == null || head.id() == null || !DocumentId.isValid(head.id())) {
            throw new IllegalArgumentException("a list without a name");
        }
        return head;
    }

    private static long[] hashes(ByteBuffer bytes) {
        if (bytes.remaining() % Long.BYTES != 0 || bytes.remaining() / Long.BYTES > ListFile.MOST_LINES) {
            throw new IllegalArgumentException("a list that is broken");
        }
        long[] hashes = new long[bytes.remaining() / Long.BYTES];
        bytes.asLongBuffer().get(hashes);
        Arrays.sort(hashes);
        return hashes;
    }
}
