package dev.vestnik.engine.streams.codec;

/** Walks over the sections of a state that was read, in their order, to copy some of them. */
final class StoredSections {
    static final StoredSections NONE = new StoredSections();

    private final PrimitiveDecoder in;
    /** The tag of the section that comes next. */
    private int tag;

    private int from;

    private StoredSections() {
        this.in = new PrimitiveDecoder(new byte[0], 0);
        this.tag = Integer.MAX_VALUE;
    }

    /** @param state in format 3, read before without a fault */
    StoredSections(byte[] state) {
        this.in = new PrimitiveDecoder(state, 1);
        Format3Decoder.skipHead(in);
        next();
    }

    private void next() {
        from = in.at();
        tag = from < in.bytes().length ? in.count() : Integer.MAX_VALUE;
    }

    /** Copies the sections with these tags, the last one included; none with a lower tag can be copied afterwards. */
    void copy(int first, int last, PrimitiveEncoder out) {
        while (tag <= last) {
            in.skip(in.size());
            if (tag >= first) {
                out.raw(in.bytes(), from, in.at() - from);
            }
            next();
        }
    }
}
