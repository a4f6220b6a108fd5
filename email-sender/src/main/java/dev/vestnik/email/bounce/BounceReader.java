package dev.vestnik.email.bounce;

import dev.vestnik.sender.report.DeliveryReport;
import dev.vestnik.sender.report.ReportSubject;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads an e-mail that came to the address of our envelopes. The message that it is about is in the address (VERP), or in the header of
 * our e-mail that it returns. Pure; bounded in its input's octets, lines and parts.
 */
public final class BounceReader {
    /** The header of our e-mails that names the message by its report token, for bounces that lost the address. */
    public static final String TOKEN_HEADER = "X-Vestnik-Report";

    static final int LARGEST = 5_000_000;

    /** Every line may be a header, and every line of two dashes the beginning of a part, which costs some kilobytes. */
    private static final int MOST_LINES = 100_000;

    private static final int MOST_PARTS = 2_000;

    private static final List<String> ADDRESSED_TO = List.of("To", "Delivered-To", "X-Original-To", "Envelope-To");

    /** Feedback types that are no complaint: RFC 5965, 7.3 and RFC 6591. */
    private static final Set<String> NO_COMPLAINT = Set.of("not-spam", "auth-failure");

    private static final Pattern TAGGED = Pattern.compile("\\+([A-Za-z0-9_-]{40,63})@");
    private static final Session SESSION = Session.getInstance(new Properties());

    private final Function<String, Optional<ReportSubject>> tokens;

    /** @param tokens reads a report token; empty when it is not ours */
    BounceReader(Function<String, Optional<ReportSubject>> tokens) {
        this.tokens = tokens;
    }

    Bounce read(byte[] mail) {
        if (!isBounded(mail)) {
            return new Bounce.NotUnderstood("too-large");
        }
        try {
            MimeMessage message = new MimeMessage(SESSION, new ByteArrayInputStream(mail));
            ReportParts parts = new ReportParts(message);
            byte[] feedback = parts.feedback();
            byte[] status = parts.status();
            if (feedback != null) {
                return complaint(HeaderFields.headers(feedback), message, parts);
            }
            return status == null ? new Bounce.NotUnderstood("no-report") : notification(status, message, parts);
        } catch (MessagingException
                | IOException
                | RuntimeException malformed) { // the library's parsers throw all of these
            return new Bounce.NotUnderstood("malformed");
        }
    }

    private static boolean isBounded(byte[] mail) {
        if (mail.length > LARGEST) {
            return false;
        }
        int lines = 0;
        int parts = 0;
        for (int i = 1; i < mail.length; i++) {
            lines += mail[i - 1] == '\n' ? 1 : 0;
            parts += mail[i - 1] == '-' && mail[i] == '-' && (i == 1 || mail[i - 2] == '\n') ? 1 : 0;
        }
        return lines <= MOST_LINES && parts <= MOST_PARTS;
    }

    private Bounce complaint(InternetHeaders feedback, MimeMessage message, ReportParts parts)
            throws MessagingException {
        String type = HeaderFields.value(feedback, "Feedback-Type").toLowerCase(Locale.ROOT);
        if (type.isEmpty()) {
            return new Bounce.NotUnderstood("no-feedback-type");
        }
        return NO_COMPLAINT.contains(type)
                ? new Bounce.Nothing("feedback-" + type)
                : reported(new DeliveryReport.OptedOut("complaint"), message, parts);
    }

    private Bounce notification(byte[] status, MimeMessage message, ReportParts parts) throws MessagingException {
        List<DeliveryStatus> recipients = HeaderFields.blocks(status).stream()
                .map(DeliveryStatus::of)
                .filter(recipient -> !recipient.action().isEmpty())
                .toList();
        Set<String> to = sentTo(parts.returned());
        Predicate<DeliveryStatus> ours = recipient -> to.isEmpty() || to.contains(recipient.recipient());
        // An e-mail of ours has one recipient; where an alias has made several of it, a failure is the news.
        Optional<DeliveryStatus> news = recipients.stream()
                .min(Comparator.comparing((DeliveryStatus recipient) -> !recipient.isFailure())
                        .thenComparing(recipient -> !ours.test(recipient)));
        if (news.isEmpty()) {
            return new Bounce.NotUnderstood("no-recipient");
        }
        return switch (news.get().verdict(ours.test(news.get()))) {
            case DeliveryStatus.Verdict.Report(DeliveryReport report) -> reported(report, message, parts);
            case DeliveryStatus.Verdict.Nothing(String reason) -> new Bounce.Nothing(reason);
            case DeliveryStatus.Verdict.Unknown(String reason) -> new Bounce.NotUnderstood(reason);
        };
    }

    /** The addresses of the returned header in lower case; empty when it was not returned. */
    private static Set<String> sentTo(@Nullable InternetHeaders returned) throws MessagingException {
        String to = returned == null ? "" : HeaderFields.value(returned, "To");
        return Stream.of(InternetAddress.parseHeader(to, false))
                .map(address -> String.valueOf(address.getAddress()).toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private Bounce reported(DeliveryReport report, MimeMessage message, ReportParts parts) throws MessagingException {
        return subject(message, parts)
                .<Bounce>map(subject -> new Bounce.Reported(subject, report))
                .orElseGet(() -> new Bounce.NotUnderstood("not-ours"));
    }

    private Optional<ReportSubject> subject(MimeMessage message, ReportParts parts) throws MessagingException {
        Stream.Builder<String> candidates = Stream.builder();
        for (String name : ADDRESSED_TO) {
            String[] values = message.getHeader(name);
            for (String value : values == null ? new String[0] : values) {
                tagged(value).forEach(candidates);
            }
        }
        InternetHeaders returned = parts.returned();
        if (returned != null) {
            candidates.add(HeaderFields.value(returned, TOKEN_HEADER).replaceAll("\\s", ""));
            HeaderFields.values(returned, "Return-Path")
                    .forEach(path -> tagged(path).forEach(candidates));
        }
        return candidates.build().flatMap(token -> tokens.apply(token).stream()).findFirst();
    }

    private static List<String> tagged(String addresses) {
        Matcher matcher = TAGGED.matcher(addresses);
        return matcher.results().limit(10).map(found -> found.group(1)).toList();
    }
}
