package dev.vestnik.engine.streams.codec;

import dev.vestnik.rules.customer.Consent;
import dev.vestnik.rules.customer.Device;
import dev.vestnik.rules.customer.Profile;
import dev.vestnik.rules.customer.Reach;
import dev.vestnik.rules.customer.Suppression;

/** Writes who the customer is: profile, devices, consents, suppressions, what owners of addresses know and say. */
final class IdentityEncoder {
    /** Format 2, beside the channel in the lowest two bits. */
    static final int GRANTED_2 = 4;

    static final int HAS_EVIDENCE_2 = 8;
    /** Format 3, in the lowest three bits; the channel is above them. */
    static final int GRANTED = 1;

    static final int HAS_EVIDENCE = 2;
    static final int FLAG_BITS = 3;

    private final PrimitiveEncoder out;
    private final StateFormat format;
    private final WordEncoder words;
    private final ValueEncoder values;

    IdentityEncoder(PrimitiveEncoder out, StateFormat format) {
        this.out = out;
        this.format = format;
        this.words = new WordEncoder(out);
        this.values = new ValueEncoder(out);
    }

    /** Begins a scope. */
    void begin() {
        words.reset();
        values.reset();
    }

    void profile(Profile profile) {
        values.map(profile.fields());
    }

    void device(Device device) {
        out.varint(Codes.of(device.platform()));
        words.word(device.address());
        words.word(device.p256dh());
        words.word(device.auth());
    }

    void consent(Consent consent) {
        boolean evidence = consent.evidence() != null;
        int channel = Codes.of(consent.channel());
        if (format == StateFormat.TWO) {
            out.u8(channel | (consent.granted() ? GRANTED_2 : 0) | (evidence ? HAS_EVIDENCE_2 : 0));
        } else {
            out.varint((long) channel << FLAG_BITS | (consent.granted() ? GRANTED : 0) | (evidence ? HAS_EVIDENCE : 0));
        }
        words.word(consent.topic());
        out.instant(consent.at());
        words.word(consent.source());
        if (evidence) {
            words.word(consent.evidence());
        }
    }

    void suppression(Suppression suppression) {
        out.varint(Codes.of(suppression.channel()));
        out.int64(suppression.address());
        words.word(suppression.reason());
        out.instant(suppression.at());
    }

    /** Format 3: a flag, the registrations with their number, the stops up to the end. */
    void reach(Reach reach) {
        out.varint(reach.told() ? 1 : 0);
        out.varint(reach.registrations().size());
        for (Reach.Registration registration : reach.registrations()) {
            out.int64(registration.device());
            out.instant(registration.at());
        }
        for (Reach.Stop stop : reach.stops()) {
            out.varint(Codes.of(stop.channel()));
            out.int64(stop.address());
            out.instant(stop.at());
        }
    }
}
