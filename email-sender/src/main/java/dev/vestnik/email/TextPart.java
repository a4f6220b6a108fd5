package dev.vestnik.email;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * One alternative of an e-mail's body in UTF-8, encoded so that every mail server passes it unchanged.
 *
 * @param subtype {@code plain} or {@code html}
 */
record TextPart(String subtype, String text) {

    /** Writes headers, an empty line and the encoded content. */
    void writeTo(ByteArrayOutputStream out) throws IOException {
        byte[] content = text.replaceAll("\\r\\n|\\r|\\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        String encoding = encodingOf(content);
        out.writeBytes(("Content-Type: text/" + subtype + "; charset=UTF-8\r\nContent-Transfer-Encoding: " + encoding
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        try (OutputStream encoded = MimeUtility.encode(new Unclosed(out), encoding)) {
            encoded.write(content);
        } catch (MessagingException e) {
            throw new AssertionError("Every mail library has " + encoding, e);
        }
    }

    /** The shorter encoding: quoted-printable costs two bytes more for each byte outside ASCII, base64 a third of everything. */
    private static String encodingOf(byte[] content) {
        long foreign = 0;
        for (byte b : content) {
            foreign += b < 0 ? 1 : 0;
        }
        return foreign * 6 > content.length ? "base64" : "quoted-printable";
    }

    /** Keeps the buffer open when an encoder is closed, which flushes its last group: the next part goes into the same buffer. */
    private static final class Unclosed extends java.io.FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
