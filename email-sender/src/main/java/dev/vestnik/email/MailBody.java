package dev.vestnik.email;

import dev.vestnik.sender.Content;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Writes a body as alternatives, the page together with its pictures. None of the encodings of its parts can produce a boundary: "=_" is in
 * none of them.
 */
final class MailBody {
    private static final int LINE = 76;

    private final ByteArrayOutputStream out;
    private final String alternatives;
    private final String related;

    /** @param id of the message, for boundaries */
    MailBody(String id, int size) {
        this.out = new ByteArrayOutputStream(size);
        this.alternatives = "=_" + id;
        this.related = "=_r" + id;
    }

    /** The header's announcement of this body. */
    void announce(MailHeaders headers) throws RefusedMailException {
        headers.token("MIME-Version", "1.0").alternatives(alternatives);
        out.writeBytes(headers.bytes());
    }

    /** Writes the body; an alternative without text is left out. */
    byte[] write(Content.Body body, InlinePictures page) {
        try {
            if (!body.text().isBlank()) {
                begin(alternatives);
                new TextPart("plain", body.text()).writeTo(out);
            }
            if (!body.html().isBlank()) {
                begin(alternatives);
                html(page);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory", e);
        }
        end(alternatives);
        return out.toByteArray();
    }

    private void html(InlinePictures page) throws IOException {
        TextPart html = new TextPart("html", page.html());
        if (page.pictures().isEmpty()) {
            html.writeTo(out);
            return;
        }
        ascii("Content-Type: multipart/related; type=\"text/html\";\r\n\tboundary=\"" + related + "\"\r\n");
        begin(related);
        html.writeTo(out);
        for (InlinePictures.Picture picture : page.pictures()) {
            begin(related);
            ascii("Content-Type: image/" + picture.subtype() + "\r\nContent-Transfer-Encoding: base64\r\nContent-ID: <"
                    + picture.id() + ">\r\nContent-Disposition: inline\r\n\r\n");
            out.writeBytes(Base64.getMimeEncoder(LINE, new byte[] {'\r', '\n'}).encode(picture.octets()));
        }
        end(related);
    }

    private void begin(String boundary) {
        ascii("\r\n--" + boundary + "\r\n");
    }

    private void end(String boundary) {
        ascii("\r\n--" + boundary + "--\r\n");
    }

    private void ascii(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
