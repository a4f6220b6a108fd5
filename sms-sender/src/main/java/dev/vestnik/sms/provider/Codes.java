package dev.vestnik.sms.provider;

import dev.vestnik.schemas.message.FailureKind;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.Outcome.AddressState;
import dev.vestnik.sender.report.DeliveryReport;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a provider's code says of a message and its address, as an outcome or as a report. */
record Codes(FailureKind kind, AddressState address) {
    static final Codes PERMANENT = new Codes(FailureKind.permanent, AddressState.USABLE);
    static final Codes TEMPORARY = new Codes(FailureKind.temporary, AddressState.USABLE);
    static final Codes DEAD = new Codes(FailureKind.permanent, AddressState.DEAD);
    static final Codes OPTED_OUT = new Codes(FailureKind.permanent, AddressState.OPTED_OUT);

    private static final Pattern LOW_CARDINALITY = Pattern.compile("[A-Za-z0-9_.-]{1,48}");

    Outcome outcome(String code) {
        return outcome(code, null);
    }

    /** @param retryAt the time before which another attempt is in vain; null where nobody knows */
    Outcome outcome(String code, @Nullable Instant retryAt) {
        return new Outcome.Rejected(kind, code, address, List.of(), retryAt);
    }

    DeliveryReport report(String code) {
        return report(code, null);
    }

    /** @param retryAt as for {@link #outcome(String, Instant)} */
    DeliveryReport report(String code, @Nullable Instant retryAt) {
        return new DeliveryReport.Failed(kind, code, address, List.of(), retryAt);
    }

    /** The provider's code behind its name; {@code unknown} for what is no code. */
    static String code(String provider, String code) {
        return provider + "-" + (LOW_CARDINALITY.matcher(code).matches() ? code : "unknown");
    }
}
