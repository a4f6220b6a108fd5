package dev.vestnik.sandbox.outbox;

import dev.vestnik.sandbox.ledger.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.util.MultiValueMap;
import org.springframework.web.ErrorResponseException;

/**
 * The query of {@code GET /outbox}; a refusal names all of its faults at once.
 *
 * @param latest begins so that the newest messages fill the page; {@code since} does not count then
 */
record OutboxQuery(OutboxFilter filter, long since, boolean latest, int limit) {
    private static final String LATEST = "latest";
    private static final int USUAL = 100;
    private static final int MOST = 1000;

    private record Fault(String path, String problem) {}

    static OutboxQuery of(MultiValueMap<String, String> parameters) {
        List<Fault> faults = new ArrayList<>();
        OutboxFilter filter =
                new OutboxFilter(channel(parameters.getFirst("channel"), faults), recipient(parameters.getFirst("to")));
        boolean latest = LATEST.equals(parameters.getFirst("since"));
        long since = number(latest ? null : parameters.getFirst("since"), -1, 0, Long.MAX_VALUE)
                .orElseGet(() -> faulty(faults, "since", "is no cursor of this outbox"));
        long limit = number(parameters.getFirst("limit"), USUAL, 1, MOST)
                .orElseGet(() -> faulty(faults, "limit", "must be a number from 1 to " + MOST));
        if (!faults.isEmpty()) {
            throw refused(faults);
        }
        return new OutboxQuery(filter, since, latest, (int) limit);
    }

    private static Set<Provider> channel(@Nullable String name, List<Fault> faults) {
        Set<Provider> providers = Stream.of(Provider.values())
                .filter(provider -> name == null || name.isEmpty() || provider.isMeantBy(name))
                .collect(Collectors.toSet());
        if (providers.isEmpty()) {
            faults.add(new Fault("channel", "must be " + Provider.names()));
        }
        return providers;
    }

    private static @Nullable String recipient(@Nullable String to) {
        return to == null || to.isBlank() ? null : OutboxFilter.comparable(to);
    }

    private static OptionalLong number(@Nullable String text, long otherwise, long least, long most) {
        if (text == null || text.isEmpty()) {
            return OptionalLong.of(otherwise);
        }
        try {
            long number = Long.parseLong(text);
            return number >= least && number <= most ? OptionalLong.of(number) : OptionalLong.empty();
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private static long faulty(List<Fault> faults, String path, String problem) {
        faults.add(new Fault(path, problem));
        return 0;
    }

    private static ErrorResponseException refused(List<Fault> faults) {
        ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, "the query cannot be answered");
        problem.setProperty("errors", faults);
        return new ErrorResponseException(HttpStatus.BAD_REQUEST, problem, null);
    }
}
