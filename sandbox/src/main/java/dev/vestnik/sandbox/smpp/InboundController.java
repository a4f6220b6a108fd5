package dev.vestnik.sandbox.smpp;

import dev.vestnik.sandbox.ledger.Ledger;
import dev.vestnik.sandbox.ledger.LedgerRecord.Inbound;
import dev.vestnik.sandbox.ledger.Provider;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Takes a text as if a customer had written it; it is sent to a bound receiver, again until it is acknowledged. */
@RestController
final class InboundController {
    private static final int ADDRESS_MOST = 20;
    private static final int TEXT_MOST = 10_000;

    private final Ledger ledger;
    private final InstantSource clock;

    InboundController(Ledger ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    @PostMapping("/smpp/inbound")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Map<String, Long> write(@RequestBody JsonNode body) {
        List<Map<String, String>> faults = new ArrayList<>();
        String from = text(body, "from", ADDRESS_MOST, faults);
        String to = text(body, "to", ADDRESS_MOST, faults);
        String text = text(body, "text", TEXT_MOST, faults);
        if (!faults.isEmpty()) {
            ProblemDetail problem =
                    ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, "this is no text from a customer");
            problem.setProperty("errors", faults);
            throw new ErrorResponseException(HttpStatus.BAD_REQUEST, problem, null);
        }
        return Map.of("seq", ledger.append(new Inbound(clock.instant(), Provider.SMPP, from, to, text)));
    }

    private static String text(JsonNode body, String field, int most, List<Map<String, String>> faults) {
        @Nullable String text = body.path(field).isString() ? body.path(field).stringValue() : null;
        if (text == null || text.isEmpty() || text.length() > most) {
            faults.add(Map.of("path", field, "problem", "must be a text of 1 to " + most + " characters"));
            return "";
        }
        return text;
    }
}
