package dev.vestnik.engine.console;

import dev.vestnik.engine.console.ConsoleFiles.Packed;
import dev.vestnik.engine.problem.ProblemException;
import io.swagger.v3.oas.annotations.Hidden;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Serves the console's files to everybody; each call that its pages make takes a key. */
@RestController
@Hidden
final class ConsoleController {
    /** Styles may stand in the page, since the components write theirs there; scripts may not, and none is made of text. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'";

    private static final CacheControl FOR_GOOD =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);
    private static final Map<String, MediaType> TYPES = Map.of(
            "js",
            new MediaType("text", "javascript", StandardCharsets.UTF_8),
            "css",
            new MediaType("text", "css", StandardCharsets.UTF_8),
            "svg",
            MediaType.parseMediaType("image/svg+xml"),
            "woff2",
            MediaType.parseMediaType("font/woff2"));

    private final ConsoleFiles files;

    ConsoleController() {
        this(new ConsoleFiles("vestnik-console"));
    }

    ConsoleController(ConsoleFiles files) {
        this.files = files;
    }

    @GetMapping("/console")
    ResponseEntity<byte[]> home(@RequestHeader(name = HttpHeaders.ACCEPT_ENCODING, defaultValue = "") String accepted) {
        return page(accepted);
    }

    /** A file; or, under any other address, the page, which knows the address itself. */
    @GetMapping("/console/{*path}")
    ResponseEntity<byte[]> file(
            @PathVariable String path,
            @RequestHeader(name = HttpHeaders.ACCEPT_ENCODING, defaultValue = "") String accepted) {
        return ConsoleFiles.isAsset(path) ? asset(path, accepted) : page(accepted);
    }

    private ResponseEntity<byte[]> page(String accepted) {
        return files.page(accepted)
                .map(page -> answer(page, HTML, CacheControl.noCache()))
                .orElseGet(() -> ResponseEntity.ok()
                        .contentType(HTML)
                        .cacheControl(CacheControl.noStore())
                        .body(ConsoleFiles.leftOut()));
    }

    private ResponseEntity<byte[]> asset(String path, String accepted) {
        String suffix = path.substring(path.lastIndexOf('.') + 1);
        Packed file = files.asset(path, accepted)
                .orElseThrow(() -> ProblemException.notFound("such file of the console: load the page again"));
        return answer(file, TYPES.getOrDefault(suffix, MediaType.APPLICATION_OCTET_STREAM), FOR_GOOD);
    }

    private static ResponseEntity<byte[]> answer(Packed file, MediaType type, CacheControl caching) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok()
                .contentType(type)
                .cacheControl(caching)
                .eTag(file.etag())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .header("Content-Security-Policy", POLICY);
        if (!file.encoding().equals("identity")) {
            answer.header(HttpHeaders.CONTENT_ENCODING, file.encoding());
        }
        return answer.body(file.bytes());
    }
}
