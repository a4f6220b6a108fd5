package dev.vestnik.sandbox.http;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The signature of a call by Amazon's Signature Version 4, as the call bears it. Calls without a query, of paths without characters that need
 * encoding.
 *
 * @param scope day, region, service and an end
 * @param headers the names of those that are signed, in their order
 */
record AwsSignature(String scope, String headers, String signature) {
    private static final String HMAC = "HmacSHA256";
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final Pattern FORM = Pattern.compile(ALGORITHM + " Credential=[A-Z0-9]{16,128}/"
            + "([0-9]{8}/[a-z0-9-]{1,40}/[a-z]{1,20}/aws4_request), ?SignedHeaders=([a-z0-9;-]{1,400}),"
            + " ?Signature=([0-9a-f]{64})");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Duration VALID = Duration.ofMinutes(5);

    /** Whether the call was signed with the secret, for this path, not long ago. */
    static boolean isGenuine(ProviderCall call, String path, String secret, Instant now) {
        Matcher form = FORM.matcher(call.header("Authorization"));
        return form.matches()
                && isFresh(call.header("X-Amz-Date"), now)
                && new AwsSignature(form.group(1), form.group(2), form.group(3)).fits(call, path, secret);
    }

    private static boolean isFresh(String time, Instant now) {
        try {
            Instant signed = TIME.parse(time, Instant::from);
            return Duration.between(signed, now).abs().compareTo(VALID) <= 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private boolean fits(ProviderCall call, String path, String secret) {
        String content = String.join("\n", ALGORITHM, call.header("X-Amz-Date"), scope, hash(request(call, path)));
        byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (String part : scope.split("/")) {
            key = Signatures.hmac(HMAC, key, part);
        }
        return ProviderCall.same(HexFormat.of().formatHex(Signatures.hmac(HMAC, key, content)), signature);
    }

    private String request(ProviderCall call, String path) {
        String lines = Arrays.stream(headers.split(";"))
                .map(name -> name + ":" + call.header(name).strip() + "\n")
                .collect(Collectors.joining());
        return String.join("\n", call.method(), path, "", lines, headers, Signatures.hash("SHA-256", call.body()));
    }

    private static String hash(String content) {
        return Signatures.hash("SHA-256", content);
    }
}
