package dev.vestnik.engine.streams.codec;

import dev.vestnik.rules.decide.Signal.WakeClass;
import dev.vestnik.rules.verification.ContactState;
import dev.vestnik.rules.verification.ContactState.Sending;
import dev.vestnik.rules.verification.LiveCode;
import dev.vestnik.rules.verification.Purpose;
import dev.vestnik.rules.verification.VerificationRows.ContactRow;
import dev.vestnik.rules.verification.VerificationRows.Place;
import dev.vestnik.rules.verification.VerificationRows.PlaceRow;
import dev.vestnik.rules.verification.VerificationRows.Row;
import dev.vestnik.rules.verification.VerificationState;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a shop's codes: of the state the head of a customer's format 3, so that its wake-up is found as a customer's is, and one section;
 * of the rows beside it their keys and values. For one thread.
 */
public final class VerificationCodec {
    private static final int LOOK = 1 << Codes.of(WakeClass.HOUSEKEEPING);
    /** 1 is left to what is parked. */
    private static final int COUNTS = 2;

    private static final int FORMAT = 1;
    private static final char CONTACT = 'a';
    private static final char PLACE = 'p';

    private final Interned interned = new Interned();
    private final PrimitiveEncoder out = new PrimitiveEncoder();
    private final PrimitiveEncoder content = new PrimitiveEncoder();
    private final WordEncoder words = new WordEncoder(out);
    private final WordEncoder countries = new WordEncoder(content);

    /** @throws UnreadableStateException when the bytes are of a format that this engine does not know, or broken */
    public VerificationState read(byte[] bytes) {
        if (!StateFormat.THREE.isOf(bytes)) {
            throw new UnreadableStateException("the state of codes in another format than 3");
        }
        try {
            return state(new PrimitiveDecoder(bytes, 1));
        } catch (UnreadableStateException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new UnreadableStateException("the state of codes that is broken", e);
        }
    }

    private VerificationState state(PrimitiveDecoder in) {
        Instant lookAt = in.varint() == 0 ? null : Instant.ofEpochMilli(in.varint());
        in.count(); // of a timeline
        if (in.count() != COUNTS) {
            throw new UnreadableStateException("the state of codes without its counts");
        }
        in.size();
        long first = in.varint();
        long next = in.varint();
        Instant hour = Instant.ofEpochMilli(in.varint());
        Map<String, Integer> sent = new HashMap<>();
        WordDecoder read = new WordDecoder(in, interned);
        for (int left = in.count(); left > 0; left--) {
            sent.put(read.text(), in.count());
        }
        return new VerificationState(first, next, hour, sent, lookAt);
    }

    public byte[] write(VerificationState state) {
        out.reset();
        out.u8(StateFormat.THREE.number());
        out.varint(state.lookAt() == null ? 0 : LOOK);
        if (state.lookAt() != null) {
            out.varint(Millis.of(state.lookAt()));
        }
        out.varint(0); // of a timeline
        content.reset();
        countries.reset();
        content.varint(state.first());
        content.varint(state.next());
        content.varint(Millis.of(state.hour()));
        content.varint(state.sent().size());
        state.sent().forEach((country, number) -> {
            countries.word(country);
            content.varint(number);
        });
        out.varint(COUNTS);
        out.varint(content.size());
        out.raw(content, 0);
        return out.toBytes();
    }

    /** The key of an address's row in a shop's part of the store. */
    public static byte[] contact(byte[] codes, String name) {
        return StoreKeys.row(codes, CONTACT, name.getBytes(StandardCharsets.UTF_8));
    }

    /** The key of the row of the place of this number. */
    public static byte[] place(byte[] codes, long number) {
        return StoreKeys.row(
                codes, PLACE, ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }

    public static byte[] key(byte[] codes, Row row) {
        return switch (row) {
            case ContactRow(String name, var state) -> contact(codes, name);
            case PlaceRow(long number, var place) -> place(codes, number);
        };
    }

    /** Null where there is no such row any more. */
    public byte @Nullable [] value(Row row) {
        return switch (row) {
            case ContactRow(String name, ContactState state) -> state == null ? null : write(state);
            case PlaceRow(long number, Place place) -> place == null ? null : write(place);
        };
    }

    private void begin() {
        out.reset();
        words.reset();
        out.u8(FORMAT);
    }

    private byte[] write(Place place) {
        begin();
        out.instant(place.at());
        words.word(place.contact());
        return out.toBytes();
    }

    private byte[] write(ContactState state) {
        begin();
        out.varint(state.sendings().size());
        for (Sending sending : state.sendings()) {
            out.instant(sending.at());
            words.word(sending.askId());
        }
        out.varint(state.codes().size());
        for (LiveCode code : state.codes()) {
            words.word(code.purpose().label());
            words.word(code.request());
            out.varint(code.length());
            out.instant(code.expiresAt());
            out.varint(code.tries());
            words.word(code.usedBy());
        }
        return out.toBytes();
    }

    private static PrimitiveDecoder open(byte[] bytes) {
        if (bytes.length == 0 || bytes[0] != FORMAT) {
            throw new UnreadableStateException("a row of codes of an unknown format, known is 1");
        }
        return new PrimitiveDecoder(bytes, 1);
    }

    /** @throws UnreadableStateException when the bytes are of a format that this engine does not know */
    public Place place(byte[] bytes) {
        PrimitiveDecoder in = open(bytes);
        Instant at = in.instant();
        return new Place(new WordDecoder(in, interned).text(), at);
    }

    /** @throws UnreadableStateException when the bytes are of a format that this engine does not know */
    public ContactState contact(byte[] bytes) {
        PrimitiveDecoder in = open(bytes);
        WordDecoder read = new WordDecoder(in, interned);
        List<Sending> sendings = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            Instant at = in.instant();
            sendings.add(new Sending(at, read.text()));
        }
        List<LiveCode> codes = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            String purpose = read.text();
            codes.add(new LiveCode(
                    Purpose.labelled(purpose).orElseThrow(() -> new UnreadableStateException("a code for " + purpose)),
                    read.text(),
                    in.count(),
                    in.instant(),
                    in.count(),
                    read.textOrNull()));
        }
        return new ContactState(sendings, codes);
    }
}
