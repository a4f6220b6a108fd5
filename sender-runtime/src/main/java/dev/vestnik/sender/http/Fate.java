package dev.vestnik.sender.http;

import dev.vestnik.schemas.message.FailureKind;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.Outcome.AddressState;
import dev.vestnik.sender.report.DeliveryReport;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The meaning of a provider's code for a message that was refused or came back, and for its address; as an outcome or as a report. */
public record Fate(FailureKind kind, AddressState address) {
    public static final Fate PERMANENT = new Fate(FailureKind.permanent, AddressState.USABLE);
    public static final Fate TEMPORARY = new Fate(FailureKind.temporary, AddressState.USABLE);
    public static final Fate DEAD = new Fate(FailureKind.permanent, AddressState.DEAD);
    public static final Fate OPTED_OUT = new Fate(FailureKind.permanent, AddressState.OPTED_OUT);

    private static final Pattern LOW_CARDINALITY = Pattern.compile("[A-Za-z0-9_.-]{1,48}");

    public Outcome outcome(String code) {
        return outcome(code, null);
    }

    /** @param retryAt the time before which another attempt is in vain; null where nobody knows */
    public Outcome outcome(String code, @Nullable Instant retryAt) {
        return new Outcome.Rejected(kind, code, address, List.of(), retryAt);
    }

    public DeliveryReport report(String code) {
        return report(code, null);
    }

    /** @param retryAt as for {@link #outcome(String, Instant)} */
    public DeliveryReport report(String code, @Nullable Instant retryAt) {
        return new DeliveryReport.Failed(kind, code, address, List.of(), retryAt);
    }

    /** The provider's code behind its name; {@code unknown} for what is no code. */
    public static String code(String provider, String code) {
        return provider + "-" + (LOW_CARDINALITY.matcher(code).matches() ? code : "unknown");
    }
}
