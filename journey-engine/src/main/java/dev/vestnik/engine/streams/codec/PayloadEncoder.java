package dev.vestnik.engine.streams.codec;

import java.util.Map;

/** Writes payloads: their length, then their maps as one scope. One that was read and is still the same is copied. */
final class PayloadEncoder {
    private final PrimitiveEncoder out;
    private final PrimitiveEncoder maps = new PrimitiveEncoder();
    private final ValueEncoder values = new ValueEncoder(maps);

    PayloadEncoder(PrimitiveEncoder out) {
        this.out = out;
    }

    void write(Map<String, Object> only) {
        Payload unchanged = Payload.of(only);
        if (unchanged != null) {
            unchanged.copyTo(out);
        } else {
            begin();
            values.map(only);
            end();
        }
    }

    void write(Map<String, Object> first, Map<String, Object> second) {
        Payload unchanged = Payload.of(first, second);
        if (unchanged != null) {
            unchanged.copyTo(out);
        } else {
            begin();
            values.map(first);
            values.map(second);
            end();
        }
    }

    private void begin() {
        maps.reset();
        values.reset();
    }

    private void end() {
        out.varint(maps.size());
        out.raw(maps, 0);
    }
}
