package dev.vestnik.email.provider;

import dev.vestnik.sender.http.HttpCall;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Amazon's Signature Version 4 of calls without a query, whose path has no characters that need encoding. Signs host, time, content type and
 * body.
 *
 * @param keyId the access key's id
 * @param secret the access key's secret
 * @param service as Amazon names it in signatures: {@code ses}
 */
record AwsSignature(String keyId, String secret, String region, String service) {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String HMAC = "HmacSHA256";
    private static final String END = "aws4_request";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int DAY = 8;

    /**
     * The call with its signature, which Amazon takes for five minutes.
     *
     * @param base the address to which the call goes
     */
    HttpCall signed(HttpCall call, URI base, Instant now) {
        String time = TIME.format(now);
        String scope = String.join("/", time.substring(0, DAY), region, service, END);
        SortedMap<String, String> headers = headers(call, base, time);
        String names = String.join(";", headers.keySet());
        String request = hex(
                sha256(request(call, path(base) + call.path(), headers, names).getBytes(StandardCharsets.UTF_8)));
        byte[] content = String.join("\n", ALGORITHM, time, scope, request).getBytes(StandardCharsets.UTF_8);
        String authorization = ALGORITHM + " Credential=" + keyId + "/" + scope + ", SignedHeaders=" + names
                + ", Signature=" + hex(hmac(key(time.substring(0, DAY)), content));
        return call.with("X-Amz-Date", time).with("Authorization", authorization);
    }

    private static SortedMap<String, String> headers(HttpCall call, URI base, String time) {
        SortedMap<String, String> headers = new TreeMap<>();
        headers.put("host", base.getPort() < 0 ? base.getHost() : base.getHost() + ":" + base.getPort());
        headers.put("x-amz-date", time);
        String type = call.headers().get("Content-Type");
        if (type != null) {
            headers.put("content-type", type);
        }
        return headers;
    }

    /** The path of an address that stands before Amazon's, such as a proxy's: it is signed too. */
    private static String path(URI base) {
        return base.getRawPath() == null ? "" : base.getRawPath();
    }

    private static String request(HttpCall call, String path, Map<String, String> headers, String names) {
        StringBuilder request = new StringBuilder(512);
        request.append(call.method()).append('\n').append(path).append("\n\n");
        headers.forEach(
                (name, value) -> request.append(name).append(':').append(value).append('\n'));
        return request.append('\n')
                .append(names)
                .append('\n')
                .append(hex(sha256(call.body())))
                .toString();
    }

    /** The key of one day, region and service. */
    private byte[] key(String day) {
        byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (String part : new String[] {day, region, service, END}) {
            key = hmac(key, part.getBytes(StandardCharsets.UTF_8));
        }
        return key;
    }

    private static byte[] hmac(byte[] key, byte[] content) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** Leaves the secret out. */
    @Override
    public String toString() {
        return "signature of " + service + " in " + region;
    }
}
