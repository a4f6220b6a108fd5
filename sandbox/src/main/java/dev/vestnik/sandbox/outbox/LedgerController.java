package dev.vestnik.sandbox.outbox;

import dev.vestnik.sandbox.ledger.Ledger;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Serves the bare ledger with rejected messages and owed follow-ups: one JSON line a record, {@code since} is a position. */
@RestController
final class LedgerController {
    private static final int MOST = 1000;

    private final Ledger ledger;

    LedgerController(Ledger ledger) {
        this.ledger = ledger;
    }

    @GetMapping(path = "/ledger", produces = "application/x-ndjson")
    String records(@RequestParam(defaultValue = "0") long since, @RequestParam(defaultValue = "100") int limit) {
        long from = Math.max(0, since);
        long until = Math.min(ledger.size(), from + Math.clamp(limit, 1, MOST));
        return LongStream.range(from, until)
                .mapToObj(seq -> new String(ledger.readLine(seq), StandardCharsets.UTF_8) + "\n")
                .collect(Collectors.joining());
    }
}
