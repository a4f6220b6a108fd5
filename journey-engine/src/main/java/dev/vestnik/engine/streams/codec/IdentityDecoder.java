package dev.vestnik.engine.streams.codec;

import dev.vestnik.rules.customer.Consent;
import dev.vestnik.rules.customer.Device;
import dev.vestnik.rules.customer.Profile;
import dev.vestnik.rules.customer.Reach;
import dev.vestnik.rules.customer.Suppression;
import java.util.List;
import java.util.Map;

/** Reads what {@link IdentityEncoder} wrote; one scope. */
final class IdentityDecoder {
    private static final int FLAGS = (1 << IdentityEncoder.FLAG_BITS) - 1;

    private final PrimitiveDecoder in;
    private final WordDecoder words;

    IdentityDecoder(PrimitiveDecoder in, Interned interned) {
        this.in = in;
        this.words = new WordDecoder(in, interned);
    }

    /** A profile in format 2. */
    static Profile profile(PrimitiveDecoder in, Interned interned) {
        Map<String, Object> fields = new ValueDecoder(in, interned).map();
        return fields.isEmpty() ? Profile.UNKNOWN : new Profile(fields);
    }

    /** A profile up to this place; its fields are read when they are looked at. */
    static Profile profile(int end, PrimitiveDecoder in, Interned interned) {
        Payload payload = Payload.read(end, in, interned);
        return payload.isEmpty() ? Profile.UNKNOWN : new Profile(payload.map(0));
    }

    Device device() {
        return new Device(Codes.platform(in.count()), words.text(), words.textOrNull(), words.textOrNull());
    }

    /** A consent in format 2. */
    Consent packedConsent() {
        int flags = in.u8();
        return consent(
                flags & 3, (flags & IdentityEncoder.GRANTED_2) != 0, (flags & IdentityEncoder.HAS_EVIDENCE_2) != 0);
    }

    Consent consent() {
        int head = in.count();
        int flags = head & FLAGS;
        if ((flags & ~(IdentityEncoder.GRANTED | IdentityEncoder.HAS_EVIDENCE)) != 0) {
            throw new UnreadableStateException("a customer's state with a consent of the flags " + flags);
        }
        return consent(
                head >> IdentityEncoder.FLAG_BITS,
                (flags & IdentityEncoder.GRANTED) != 0,
                (flags & IdentityEncoder.HAS_EVIDENCE) != 0);
    }

    private Consent consent(int channel, boolean granted, boolean evidence) {
        return new Consent(
                Codes.channelOrNull(channel),
                words.wordOrNull(),
                granted,
                in.instant(),
                words.word(),
                evidence ? words.text() : null);
    }

    /** The reach, up to the end of its section. */
    Reach reach(int end) {
        int flags = in.count();
        if (flags > 1) {
            throw new UnreadableStateException("a customer's state with the flags " + flags + " of what owners know");
        }
        List<Reach.Registration> registrations = DecodedLists.read(
                in.size(), Reach.Registration[]::new, () -> new Reach.Registration(in.int64(), in.instant()));
        List<Reach.Stop> stops = DecodedLists.readTo(
                end, in, Reach.Stop[]::new, () -> new Reach.Stop(Codes.channel(in.count()), in.int64(), in.instant()));
        return new Reach(flags == 1, registrations, stops);
    }

    Suppression suppression() {
        return new Suppression(Codes.channel(in.count()), in.int64(), words.word(), in.instant());
    }
}
