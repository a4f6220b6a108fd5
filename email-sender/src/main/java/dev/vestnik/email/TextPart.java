package dev.vestnik.email;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * One alternative of a letter's body in UTF-8, encoded so that every mail server passes it unchanged.
 *
 * @param subtype {@code plain} or {@code html}
 */
record TextPart(String subtype, String text) {

    /** Headers, an empty line and the encoded content. */
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

    /** Quoted-printable costs two bytes more for each byte that is not ASCII, base64 a third of everything: the shorter one. */
    private static String encodingOf(byte[] content) {
        long foreign = 0;
        for (byte b : content) {
            foreign += b < 0 ? 1 : 0;
        }
        return foreign * 6 > content.length ? "base64" : "quoted-printable";
    }

    /** Encoders flush their last group when they are closed; what comes after them goes into the same buffer. */
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
