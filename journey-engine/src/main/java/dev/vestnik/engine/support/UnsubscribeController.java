package dev.vestnik.engine.support;

import dev.vestnik.rules.customer.Consent;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Stops messages in one click; the mail program's own button (RFC 8058) posts here too. */
@RestController
@RequestMapping(path = "/u/{token}", produces = MediaType.TEXT_HTML_VALUE)
@Tag(name = "unsubscribe")
final class UnsubscribeController {
    private final OptOutTokens tokens;
    private final CustomerEvents events;
    private final InstantSource clock;

    UnsubscribeController(OptOutTokens tokens, CustomerEvents events, InstantSource clock) {
        this.tokens = tokens;
        this.events = events;
        this.clock = clock;
    }

    @Operation(summary = "A page with a button")
    @GetMapping
    ResponseEntity<String> ask(@PathVariable String token) {
        return tokens.read(token)
                .map(optOut -> page(HttpStatus.OK, UnsubscribePage.question(optOut)))
                .orElseGet(() -> page(HttpStatus.NOT_FOUND, UnsubscribePage.unknown()));
    }

    @Operation(summary = "Unsubscribes: the page's button, or one click in the mail program")
    @PostMapping
    ResponseEntity<String> unsubscribe(@PathVariable String token) throws InterruptedException {
        Optional<OptOut> optOut = tokens.read(token);
        if (optOut.isEmpty()) {
            return page(HttpStatus.NOT_FOUND, UnsubscribePage.unknown());
        }
        OptOut wanted = optOut.get();
        events.consent(
                wanted.customer(),
                new Consent(wanted.channel(), wanted.topic(), false, clock.instant(), "unsubscribe-link", null));
        return page(HttpStatus.OK, UnsubscribePage.done(wanted));
    }

    private static ResponseEntity<String> page(HttpStatus status, String html) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'")
                .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
                .body(html);
    }
}
