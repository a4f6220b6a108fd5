package dev.vestnik.email.provider;

import dev.vestnik.schemas.message.FailureKind;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.Outcome.AddressState;
import dev.vestnik.sender.report.DeliveryReport;
import java.util.List;
import java.util.regex.Pattern;

/** A refused or returned e-mail as an outcome or as a report. */
record MailFate(FailureKind kind, AddressState address) {
    static final MailFate PERMANENT = new MailFate(FailureKind.permanent, AddressState.USABLE);
    static final MailFate TEMPORARY = new MailFate(FailureKind.temporary, AddressState.USABLE);
    static final MailFate DEAD = new MailFate(FailureKind.permanent, AddressState.DEAD);
    static final MailFate OPTED_OUT = new MailFate(FailureKind.permanent, AddressState.OPTED_OUT);

    private static final Pattern LOW_CARDINALITY = Pattern.compile("[A-Za-z0-9_.-]{1,48}");

    Outcome outcome(String code) {
        return new Outcome.Rejected(kind, code, address, List.of(), null);
    }

    DeliveryReport report(String code) {
        return new DeliveryReport.Failed(kind, code, address, List.of());
    }

    /** The provider's code behind its name; {@code unknown} for what is no code. */
    static String code(String provider, String code) {
        return provider + "-" + (LOW_CARDINALITY.matcher(code).matches() ? code : "unknown");
    }
}
