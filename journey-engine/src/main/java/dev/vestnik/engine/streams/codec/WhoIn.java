package dev.vestnik.engine.streams.codec;

import dev.vestnik.rules.customer.Consent;
import dev.vestnik.rules.customer.Device;
import dev.vestnik.rules.customer.Profile;
import dev.vestnik.rules.customer.Suppression;
import java.util.Map;

/** Reads what {@link WhoOut} wrote. */
final class WhoIn {
    private final Input in;
    private final WordsIn words;

    private WhoIn(Input in, Interned interned) {
        this.in = in;
        this.words = new WordsIn(in, interned);
    }

    static Who read(Input in, Interned interned) {
        Map<String, Object> fields = new ValuesIn(in, interned).map();
        WhoIn reader = new WhoIn(in, interned);
        return new Who(
                fields.isEmpty() ? Profile.UNKNOWN : new Profile(fields),
                Lists.read(in.size(), Device[]::new, reader::device),
                Lists.read(in.size(), Consent[]::new, reader::consent),
                Lists.read(in.size(), Suppression[]::new, reader::suppression));
    }

    private Device device() {
        return new Device(Codes.platform(in.u8()), words.text(), words.textOrNull(), words.textOrNull());
    }

    private Consent consent() {
        int flags = in.u8();
        return new Consent(
                Codes.channelOrNull(flags & 3),
                words.wordOrNull(),
                (flags & WhoOut.GRANTED) != 0,
                in.instant(),
                words.word(),
                (flags & WhoOut.HAS_EVIDENCE) != 0 ? words.text() : null);
    }

    private Suppression suppression() {
        return new Suppression(Codes.channel(in.u8()), in.int64(), words.word(), in.instant());
    }
}
