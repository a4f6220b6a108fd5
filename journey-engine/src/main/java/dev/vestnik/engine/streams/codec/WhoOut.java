package dev.vestnik.engine.streams.codec;

import dev.vestnik.rules.customer.Consent;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Device;
import dev.vestnik.rules.customer.Suppression;

/** Writes who the customer is: profile, then devices, consents and suppressions, each list with its length before it. */
final class WhoOut {
    static final int GRANTED = 4;
    static final int HAS_EVIDENCE = 8;

    private final Output out;
    private final WordsOut words;
    private final ValuesOut values;

    WhoOut(Output out) {
        this.out = out;
        this.words = new WordsOut(out);
        this.values = new ValuesOut(out);
    }

    void write(CustomerState state) {
        words.reset();
        values.reset();
        values.map(state.profile().fields());
        out.varint(state.devices().size());
        state.devices().forEach(this::device);
        out.varint(state.consents().size());
        state.consents().forEach(this::consent);
        out.varint(state.suppressions().size());
        state.suppressions().forEach(this::suppression);
    }

    private void device(Device device) {
        out.u8(Codes.of(device.platform()));
        words.word(device.address());
        words.word(device.p256dh());
        words.word(device.auth());
    }

    private void consent(Consent consent) {
        boolean evidence = consent.evidence() != null;
        out.u8(Codes.of(consent.channel()) | (consent.granted() ? GRANTED : 0) | (evidence ? HAS_EVIDENCE : 0));
        words.word(consent.topic());
        out.instant(consent.at());
        words.word(consent.source());
        if (evidence) {
            words.word(consent.evidence());
        }
    }

    private void suppression(Suppression suppression) {
        out.u8(Codes.of(suppression.channel()));
        out.int64(suppression.address());
        words.word(suppression.reason());
        out.instant(suppression.at());
    }
}
