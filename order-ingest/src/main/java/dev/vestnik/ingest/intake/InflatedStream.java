package dev.vestnik.ingest.intake;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A gzip body, unpacked while it is read; one that swells beyond measure ("a bomb") is refused. */
final class InflatedStream extends InputStream {
    private static final int MOST_SWELLING = 200;
    private static final long UNSUSPICIOUS = 16L << 20;

    private final Counted packed;
    private final Members unpacked;
    private long out;

    InflatedStream(InputStream body) throws IOException {
        packed = new Counted(body);
        try {
            unpacked = new Members(packed);
        } catch (ZipException | EOFException e) {
            throw broken(e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            int count = unpacked.read(bytes, offset, length);
            out += Math.max(0, count);
            if (count < 0 && unpacked.somethingFollows()) {
                throw new ZipException("something else follows it");
            }
            if (out > UNSUSPICIOUS && out > packed.count * MOST_SWELLING) {
                throw new BodyException(
                        BodyException.Kind.TOO_LARGE,
                        "the gzip body unpacks to more than " + MOST_SWELLING + " times its size");
            }
            return count;
        } catch (ZipException | EOFException e) {
            throw broken(e);
        }
    }

    @Override
    public void close() throws IOException {
        unpacked.close();
    }

    private static BodyException broken(IOException e) {
        String why = e instanceof EOFException ? "it breaks off" : "it is damaged, or something else";
        return new BodyException(BodyException.Kind.UNREADABLE, "the body is not valid gzip: " + why);
    }

    /** Java's stream takes whatever is no further gzip member for the end, as it does a reading error there. */
    private static final class Members extends GZIPInputStream {
        private static final int TRAILER = 8;

        private final Counted packed;
        private long filled;

        Members(Counted packed) throws IOException {
            super(packed, 16 << 10);
            this.packed = packed;
        }

        @Override
        protected void fill() throws IOException {
            super.fill();
            filled = packed.count;
        }

        /** To be asked at the end. */
        boolean somethingFollows() throws IOException {
            return inf.getRemaining() + packed.count - filled > TRAILER || packed.read() >= 0;
        }
    }

    private static final class Counted extends FilterInputStream {
        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count += one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
