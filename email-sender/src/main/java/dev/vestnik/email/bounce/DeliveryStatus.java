package dev.vestnik.email.bounce;

import dev.vestnik.schemas.message.FailureKind;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.report.DeliveryReport;
import jakarta.mail.internet.InternetHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The fields about one recipient (RFC 3464, 2.3).
 *
 * @param action {@code failed}, {@code delayed}, {@code delivered}, {@code relayed}, {@code expanded}
 * @param status the enhanced code, which many servers leave at {@code 5.0.0}
 * @param diagnostic the last server's answer, behind {@code smtp;}
 * @param recipient the address that the server speaks of, in lower case; an alias's member where the alias was our recipient
 */
record DeliveryStatus(String action, String status, String diagnostic, String recipient) {
    /** Registered subjects and details only, so that a strange server cannot invent codes without end. */
    private static final String CODE = "(?<![\\d.])([245]\\.[0-7]\\.[0-3]?\\d)(?![\\d.]*\\d)";

    private static final Pattern STATUS = Pattern.compile(CODE);
    private static final Pattern REPLY =
            Pattern.compile("^\\s*(?:smtp\\s*;)?\\s*([45])\\d\\d(?!\\d)", Pattern.CASE_INSENSITIVE);

    static DeliveryStatus of(InternetHeaders fields) {
        return new DeliveryStatus(
                HeaderFields.value(fields, "Action").toLowerCase(Locale.ROOT),
                HeaderFields.value(fields, "Status"),
                HeaderFields.value(fields, "Diagnostic-Code"),
                address(HeaderFields.value(fields, "Final-Recipient")));
    }

    /** The address behind {@code rfc822;} or {@code utf-8;}. */
    private static String address(String recipient) {
        return recipient
                .substring(recipient.indexOf(';') + 1)
                .replaceAll("[<>\\s]", "")
                .toLowerCase(Locale.ROOT);
    }

    /** The report, or the reason why there is none. */
    sealed interface Verdict {

        record Report(DeliveryReport report) implements Verdict {}

        record Nothing(String reason) implements Verdict {}

        record Unknown(String reason) implements Verdict {}
    }

    boolean isFailure() {
        return action.equals("failed");
    }

    /** @param ours whether it is about the address that our message went to, as far as is known: another's death says nothing of it */
    Verdict verdict(boolean ours) {
        return switch (action) {
            case "failed" ->
                code().<Verdict>map(code -> new Verdict.Report(failed(code, ours)))
                        .orElseGet(() -> new Verdict.Unknown("no-status"));
            case "delivered" -> new Verdict.Report(new DeliveryReport.Delivered());
            case "delayed", "relayed", "expanded" -> new Verdict.Nothing(action);
            default -> new Verdict.Unknown("unknown-action");
        };
    }

    /** Tells permanent from temporary by the code: a server that gave up after days of 4.x.x says "failed" too. */
    private static DeliveryReport failed(String code, boolean ours) {
        return new DeliveryReport.Failed(
                EnhancedCode.isTemporary(code) ? FailureKind.temporary : FailureKind.permanent,
                "dsn-" + code,
                ours && EnhancedCode.isDeadAddress(code) ? Outcome.AddressState.DEAD : Outcome.AddressState.USABLE,
                List.of());
    }

    /** The code that says most: the status, or where it says no more than its class, the last server's answer. */
    private Optional<String> code() {
        Optional<String> exact = enhanced(status).filter(code -> !code.endsWith(".0.0"));
        return exact.or(() -> enhanced(diagnostic))
                .or(() -> replied(diagnostic))
                .or(() -> enhanced(status))
                .filter(code -> !code.startsWith("2"));
    }

    private static Optional<String> enhanced(String text) {
        Matcher matcher = STATUS.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static Optional<String> replied(String text) {
        Matcher matcher = REPLY.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1) + ".0.0") : Optional.empty();
    }
}
