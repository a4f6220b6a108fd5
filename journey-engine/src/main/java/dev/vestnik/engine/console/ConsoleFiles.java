package dev.vestnik.engine.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;

/** The files that the module {@code console} has packed, each also compressed; nothing of them is held in memory. */
final class ConsoleFiles {
    private static final String ASSETS = "/assets/";

    /** The bundler's names: a hash of the content is in each, so that a name never means another content. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,120}");

    private static final int ETAG_BYTES = 12;

    private final String folder;

    /** @param folder of the class path */
    ConsoleFiles(String folder) {
        this.folder = folder;
    }

    /**
     * A file as it goes over the wire.
     *
     * @param encoding {@code identity} where it is not compressed
     * @param etag without quotes; another one for each encoding
     */
    record Packed(byte[] bytes, String encoding, String etag) {}

    /** Whether this path names a file; all others are addresses within the page. */
    static boolean isAsset(String path) {
        return path.startsWith(ASSETS);
    }

    /** The one page; empty where the console was left out of the build. */
    Optional<Packed> page(String accepted) {
        return packed("index.html", accepted)
                .map(page -> new Packed(page.bytes(), page.encoding(), hash(page.bytes())));
    }

    /** @param path beneath the console's address */
    Optional<Packed> asset(String path, String accepted) {
        String name = path.substring(ASSETS.length());
        return NAME.matcher(name).matches() ? packed("assets/" + name, accepted) : Optional.empty();
    }

    private Optional<Packed> packed(String name, String accepted) {
        for (Encoding encoding : Encoding.of(accepted)) {
            Resource file = new ClassPathResource(folder + "/" + name + encoding.suffix);
            if (file.exists()) {
                String etag = name.substring(name.lastIndexOf('/') + 1) + encoding.suffix;
                return Optional.of(new Packed(read(file), encoding.label(), etag));
            }
        }
        return Optional.empty();
    }

    private static byte[] read(Resource file) {
        try {
            return file.getContentAsByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, ETAG_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The forms of a file, the smallest first. */
    private enum Encoding {
        BR(".br"),
        GZIP(".gz"),
        IDENTITY("");

        private final String suffix;

        Encoding(String suffix) {
            this.suffix = suffix;
        }

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The encodings that the caller takes; an encoding with any weight counts as taken unless the weight is zero. */
        static List<Encoding> of(String accepted) {
            List<String> taken = Arrays.stream(accepted.toLowerCase(Locale.ROOT).split(","))
                    .map(String::strip)
                    .filter(one -> !one.endsWith(";q=0"))
                    .map(one -> one.split(";", 2)[0].strip())
                    .toList();
            return Arrays.stream(values())
                    .filter(one -> one == IDENTITY || taken.contains(one.label()))
                    .toList();
        }
    }

    /** The page that is there instead, where the console was left out. */
    static byte[] leftOut() {
        return """
                <!doctype html><html lang="en"><meta charset="utf-8"><title>Vestnik</title>
                <h1>This engine was built without the console</h1>
                <p>The build had no Node 20.19 (or 22.12 and newer) with npm, or was told to leave the console out (<code>-Dconsole.skip</code>).
                Install Node and build again: <code>mvn package</code>. The API is all here: <a href="/openapi">/openapi</a>.</p></html>
                """.getBytes(StandardCharsets.UTF_8);
    }
}
