package dev.vestnik.sandbox.outbox;

import dev.vestnik.sandbox.ledger.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.util.MultiValueMap;
import org.springframework.web.ErrorResponseException;

/** The query of {@code GET /outbox}; everything wrong with it is said at once. */
record OutboxQuery(OutboxFilter filter, long since, int limit) {
    private static final int USUAL = 100;
    private static final int MOST = 1000;

    private record Fault(String path, String problem) {}

    static OutboxQuery of(MultiValueMap<String, String> parameters) {
        List<Fault> faults = new ArrayList<>();
        OutboxFilter filter =
                new OutboxFilter(channel(parameters.getFirst("channel"), faults), recipient(parameters.getFirst("to")));
        long since = number("since", parameters.getFirst("since"), -1, Long.MAX_VALUE, faults);
        long limit = number("limit", parameters.getFirst("limit"), USUAL, MOST, faults);
        if (!faults.isEmpty()) {
            throw refused(faults);
        }
        return new OutboxQuery(filter, since, (int) limit);
    }

    private static Set<Provider> channel(@Nullable String name, List<Fault> faults) {
        Set<Provider> providers = Stream.of(Provider.values())
                .filter(provider -> absent(name)
                        || provider.channel().equals(name)
                        || provider.id().equals(name))
                .collect(Collectors.toSet());
        if (providers.isEmpty()) {
            faults.add(new Fault("channel", "must be sms, email, push, smpp, smtp, apns, fcm or webpush"));
        }
        return providers;
    }

    private static @Nullable String recipient(@Nullable String to) {
        return to == null || to.isBlank() ? null : OutboxFilter.comparable(to);
    }

    private static long number(String name, @Nullable String text, long otherwise, long most, List<Fault> faults) {
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(text);
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        faults.add(new Fault(
                name, name.equals("since") ? "is no cursor of this outbox" : "must be a number up to " + most));
        return otherwise;
    }

    private static boolean absent(@Nullable String text) {
        return text == null || text.isEmpty();
    }

    private static ErrorResponseException refused(List<Fault> faults) {
        ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, "the query cannot be answered");
        problem.setProperty("errors", faults);
        return new ErrorResponseException(HttpStatus.BAD_REQUEST, problem, null);
    }
}
