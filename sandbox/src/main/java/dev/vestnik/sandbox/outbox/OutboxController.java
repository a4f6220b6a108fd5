package dev.vestnik.sandbox.outbox;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Serves the outbox as JSON; sends a browser to the page that shows it. */
@RestController
final class OutboxController {
    /** Keeps an e-mail's own scripts, forms and frames dead; lets its pictures load, as a mail program does. */
    private static final String MAIL_POLICY =
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src http: https: data:; frame-ancestors 'self'";

    private final Outbox outbox;

    OutboxController(Outbox outbox) {
        this.outbox = outbox;
    }

    @GetMapping("/outbox")
    ResponseEntity<Object> outbox(
            @RequestParam MultiValueMap<String, String> parameters,
            @RequestHeader(name = "Accept", defaultValue = "*/*") String accept) {
        if (accept.contains("text/html")) {
            return ResponseEntity.status(HttpStatus.SEE_OTHER)
                    .location(URI.create("/"))
                    .build();
        }
        OutboxPage page = outbox.page(OutboxQuery.of(parameters));
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(page);
    }

    @GetMapping("/outbox/count")
    OutboxCounts count(@RequestParam(defaultValue = "") List<String> by) {
        return OutboxCounts.by(by, outbox.counts());
    }

    @GetMapping("/outbox/{seq}")
    OutboxItem one(@PathVariable long seq) {
        return outbox.item(seq).orElseThrow(() -> none(seq));
    }

    @GetMapping("/outbox/{seq}/html")
    ResponseEntity<String> html(@PathVariable long seq) {
        String html = one(seq).html();
        if (html == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "message " + seq + " has no HTML");
        }
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header("Content-Security-Policy", MAIL_POLICY)
                .body(html);
    }

    @DeleteMapping("/outbox")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void clear() {
        outbox.clear();
    }

    private static ResponseStatusException none(long seq) {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "there is no message " + seq);
    }
}
