package dev.vestnik.sandbox.outbox;

import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves the page that shows the outbox to people; it reads the same JSON as programs do. */
@RestController
final class SiteController {
    /** Lets the page load its own files and e-mails alone, and pictures of messages from anywhere, as a phone does. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
            + "frame-src 'self'; img-src http: https: data:; base-uri 'none'; form-action 'none'";

    @GetMapping("/")
    ResponseEntity<Resource> page() {
        return file("outbox.html", "html");
    }

    @GetMapping("/outbox.css")
    ResponseEntity<Resource> style() {
        return file("outbox.css", "css");
    }

    @GetMapping("/outbox.js")
    ResponseEntity<Resource> script() {
        return file("outbox.js", "javascript");
    }

    private static ResponseEntity<Resource> file(String name, String subtype) {
        return ResponseEntity.ok()
                .contentType(new MediaType("text", subtype, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noCache())
                .header("Content-Security-Policy", POLICY)
                .body(new ClassPathResource("site/" + name));
    }
}
