package dev.vestnik.email.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.sender.http.HttpCall;
import dev.vestnik.sender.http.HttpCall.Method;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the vectors that Amazon publishes (its Signature Version 4 test suite). */
class AwsSignatureTest {
    private static final URI HOST = URI.create("https://example.amazonaws.com");
    private static final Instant THEN = Instant.parse("2015-08-30T12:36:00Z");
    private final AwsSignature signature =
            new AwsSignature("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "us-east-1", "service");

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "get-vanilla, GET, , '', host;x-amz-date, 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
        "post-vanilla, POST, , '', host;x-amz-date, 5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
        "post-x-www-form-urlencoded, POST, application/x-www-form-urlencoded, Param1=value1,"
                + " content-type;host;x-amz-date, ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a"
    })
    void signsAsAmazonDoes(String name, Method method, String type, String body, String headers, String expected) {
        Map<String, String> given = type == null ? Map.of() : Map.of("Content-Type", type);
        HttpCall call = new HttpCall(method, "/", given, body.getBytes(StandardCharsets.UTF_8));
        assertThat(signature.signed(call, HOST, THEN).headers())
                .containsEntry("X-Amz-Date", "20150830T123600Z")
                .containsEntry(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders="
                                + headers + ", Signature=" + expected);
    }
}
