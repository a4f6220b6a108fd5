package dev.vestnik.email;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Doubles the dots at which lines begin (RFC 5321, 4.5.2), so that no line of an e-mail ends it. */
final class DotStuffing {
    private DotStuffing() {}

    /** The e-mail as it goes over the wire, without the final dot. Its lines end in CR LF, the last one too. */
    static byte[] of(byte[] mime) {
        ByteArrayOutputStream stuffed = new ByteArrayOutputStream(mime.length + 64);
        int from = 0;
        for (int i = 0; i < mime.length; i++) {
            if (mime[i] == '.' && (i == 0 || mime[i - 1] == '\n')) {
                stuffed.write(mime, from, i - from);
                stuffed.write('.');
                from = i;
            }
        }
        stuffed.write(mime, from, mime.length - from);
        if (!endsALine(mime)) {
            stuffed.writeBytes(new byte[] {'\r', '\n'});
        }
        return stuffed.toByteArray();
    }

    private static boolean endsALine(byte[] mime) {
        return mime.length >= 2
                && Arrays.equals(Arrays.copyOfRange(mime, mime.length - 2, mime.length), new byte[] {'\r', '\n'});
    }
}
