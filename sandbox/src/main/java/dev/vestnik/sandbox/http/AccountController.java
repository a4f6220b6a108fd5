package dev.vestnik.sandbox.http;

import dev.vestnik.sandbox.ledger.Ledger;
import dev.vestnik.sandbox.ledger.LedgerRecord.Inbound;
import dev.vestnik.sandbox.ledger.Provider;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The deeds of people outside of the providers' interfaces: shops in their accounts, customers on their phones. */
@RestController
final class AccountController {
    private static final int ADDRESS_MOST = 20;
    private static final int TEXT_MOST = 10_000;

    private final PlayedProviders providers;
    private final Hooks hooks;
    private final Ledger ledger;
    private final InstantSource clock;

    AccountController(PlayedProviders providers, Hooks hooks, Ledger ledger, InstantSource clock) {
        this.providers = providers;
        this.hooks = hooks;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Sets the address that the provider calls from now on, as a shop does in its account. */
    @PostMapping("/providers/{name}/hook")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void hook(@PathVariable String name, @RequestBody JsonNode body) {
        Provider provider = providers.named(name).provider();
        List<Map<String, String>> faults = new ArrayList<>();
        String url = text(body, "url", TEXT_MOST, faults);
        refuse(faults);
        try {
            hooks.set(provider, URI.create(url));
        } catch (IllegalArgumentException e) {
            refuse(List.of(Map.of("path", "url", "problem", "must be an address")));
        }
    }

    /** Takes a text as if a customer had written it. */
    @PostMapping("/providers/{name}/inbound")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Map<String, Long> write(@PathVariable String name, @RequestBody JsonNode body) {
        Provider provider = providers.named(name).provider();
        List<Map<String, String>> faults = new ArrayList<>();
        String from = text(body, "from", ADDRESS_MOST, faults);
        String to = text(body, "to", ADDRESS_MOST, faults);
        String text = text(body, "text", TEXT_MOST, faults);
        if (!provider.channel().equals("sms")) {
            faults.add(Map.of("path", "", "problem", name + " passes no texts on"));
        }
        refuse(faults);
        return Map.of("seq", ledger.append(new Inbound(clock.instant(), provider, from, to, text)));
    }

    private static String text(JsonNode body, String field, int most, List<Map<String, String>> faults) {
        String text = body.path(field).isString() ? body.path(field).stringValue() : "";
        if (text.isEmpty() || text.length() > most) {
            faults.add(Map.of("path", field, "problem", "must be a text of 1 to " + most + " characters"));
        }
        return text;
    }

    private static void refuse(List<Map<String, String>> faults) {
        if (faults.isEmpty()) {
            return;
        }
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST, faults.size() + " fault(s) in this request to the sandbox");
        problem.setProperty("errors", faults);
        throw new ErrorResponseException(HttpStatus.BAD_REQUEST, problem, null);
    }
}
