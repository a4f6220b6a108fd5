package dev.vestnik.service.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tokens of an OpenID provider that nobody here wrote; its discovery document and its keys are found as it publishes them. */
class NodeIssuerTest {
    private static final Path SOURCE = Path.of("src/test/js");
    private static final Path DIRECTORY = Path.of("target/node-issuer");
    private static final String AUDIENCE = "https://vestnik.shop.example";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Process process;
    private static String issuer;

    private Duration ahead = Duration.ZERO;

    @BeforeAll
    static void start() throws Exception {
        installed();
        process = new ProcessBuilder("node", "issuer.js")
                .directory(DIRECTORY.toFile())
                .redirectError(DIRECTORY.resolve("errors.log").toFile())
                .start();
        BufferedReader said = process.inputReader();
        issuer = said.lines()
                .filter(line -> line.startsWith("issuer "))
                .findFirst()
                .orElseThrow()
                .substring("issuer ".length());
    }

    /** A machine without Node or without an npm registry says so and skips. */
    private static void installed() throws IOException, InterruptedException {
        assumeTrue(works("node", "--version"), "skipped: there is no node on this machine");
        Files.createDirectories(DIRECTORY);
        for (String file : List.of("package.json", "issuer.js")) {
            Files.copy(SOURCE.resolve(file), DIRECTORY.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.isDirectory(DIRECTORY.resolve("node_modules/oidc-provider"))) {
            assumeTrue(
                    works(
                            "npm",
                            "install",
                            "--no-package-lock",
                            "--no-audit",
                            "--no-fund",
                            "--ignore-scripts",
                            "--loglevel=error"),
                    "skipped: npm install does not work here, see target/node-issuer/output.log");
        }
    }

    private static boolean works(String... command) throws InterruptedException {
        try {
            Files.createDirectories(DIRECTORY);
            Process run = new ProcessBuilder(command)
                    .directory(DIRECTORY.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(DIRECTORY.resolve("output.log").toFile())
                    .start();
            return run.waitFor(120, TimeUnit.SECONDS) && run.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @AfterAll
    static void stop() throws IOException {
        if (process != null) {
            process.getOutputStream().close();
            process.destroy();
        }
    }

    private IssuerTokens tokens(Duration later) {
        OidcSettings settings = new OidcSettings(issuer, null, AUDIENCE, "roles", "shops");
        return new IssuerTokens(
                settings,
                Clock.offset(Clock.systemUTC(), later),
                () -> Instant.now().plus(ahead));
    }

    /** As a program gets one: OAuth 2.0's client credentials, for a resource (RFC 8707). */
    private static String token(String audience) throws IOException, InterruptedException {
        String basic = Base64.getEncoder().encodeToString("pipeline:pipeline-secret".getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(issuer + "/token"))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials&resource="
                        + URLEncoder.encode(audience, StandardCharsets.UTF_8)))
                .build();
        String answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
        assertThat(answer).contains("access_token");
        return answer.replaceAll(".*\"access_token\":\"([^\"]+)\".*", "$1");
    }

    private static void ask(String path) throws IOException, InterruptedException {
        HTTP.send(
                HttpRequest.newBuilder(URI.create(issuer + path))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.discarding());
    }

    @Test
    void takesItsTokensWithTheirRolesAndShops() throws Exception {
        try (IssuerTokens tokens = tokens(Duration.ZERO)) {
            assertThat(tokens.verify(token(AUDIENCE))).isInstanceOfSatisfying(TokenVerdict.Good.class, good -> {
                assertThat(good.subject()).isEqualTo("pipeline");
                assertThat(good.claims())
                        .containsEntry("roles", List.of("ops", "support"))
                        .containsEntry("shops", "main");
            });
        }
    }

    @Test
    void refusesATokenForAnotherAudience() throws Exception {
        try (IssuerTokens tokens = tokens(Duration.ZERO)) {
            assertThat(tokens.verify(token("https://another.example")))
                    .isInstanceOfSatisfying(
                            TokenVerdict.Bad.class, bad -> assertThat(bad.why()).contains("aud"));
        }
    }

    @Test
    void refusesATokenThatHasExpired() throws Exception {
        try (IssuerTokens tokens = tokens(Duration.ofMinutes(12))) {
            assertThat(tokens.verify(token(AUDIENCE)))
                    .isInstanceOfSatisfying(
                            TokenVerdict.Bad.class, bad -> assertThat(bad.why()).contains("expired"));
        }
    }

    @Test
    void learnsItsNewKeysAndForgetsTheOldOnes() throws Exception {
        try (IssuerTokens tokens = tokens(Duration.ZERO)) {
            String old = token(AUDIENCE);
            assertThat(tokens.verify(old)).isInstanceOf(TokenVerdict.Good.class);

            ask("/rotate");
            ahead = IssuerKeys.PAUSE;
            assertThat(tokens.verify(token(AUDIENCE))).isInstanceOf(TokenVerdict.Good.class);
            assertThat(tokens.verify(old)).isInstanceOf(TokenVerdict.Good.class);

            ask("/forget");
            ahead = IssuerKeys.FRESH.plus(IssuerKeys.PAUSE).plusSeconds(1);
            assertThat(tokens.verify(token(AUDIENCE))).isInstanceOf(TokenVerdict.Good.class);
            assertThat(tokens.verify(old)).isInstanceOf(TokenVerdict.Bad.class);
        }
    }
}
