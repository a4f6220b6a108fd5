package dev.vestnik.sandbox.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A JSON Web Token as it was presented, not yet verified. */
public final class SignedToken {
    private final JsonNode header;
    private final JsonNode claims;
    private final byte[] signed;
    private final byte[] signature;

    private SignedToken(JsonNode header, JsonNode claims, byte[] signed, byte[] signature) {
        this.header = header;
        this.claims = claims;
        this.signed = signed;
        this.signature = signature;
    }

    /** The algorithms that the push services ask for. */
    public enum Algorithm {
        ES256("ES256", "SHA256withECDSAinP1363Format"),
        /** ES256 with its signature in DER instead of RFC 7518's form. */
        ES256_IN_DER("ES256", "SHA256withECDSA"),
        RS256("RS256", "SHA256withRSA");

        private final String id;
        private final String signature;

        Algorithm(String id, String signature) {
            this.id = id;
            this.signature = signature;
        }
    }

    /** Parses a token; empty when the text is none. */
    public static Optional<SignedToken> parse(String text) {
        String[] fields = text.split("\\.", -1);
        if (fields.length != 3) {
            return Optional.empty();
        }
        try {
            JsonMapper json = JsonMapper.shared();
            Base64.Decoder decoder = Base64.getUrlDecoder();
            byte[] signed = text.substring(0, text.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
            return Optional.of(new SignedToken(
                    json.readTree(decoder.decode(fields[0])),
                    json.readTree(decoder.decode(fields[1])),
                    signed,
                    decoder.decode(fields[2])));
        } catch (JacksonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public String header(String name) {
        return header.path(name).asString("");
    }

    public String claim(String name) {
        return claims.path(name).asString("");
    }

    /** A claim in seconds since 1970. */
    public @Nullable Instant time(String name) {
        JsonNode seconds = claims.path(name);
        return seconds.isNumber() ? Instant.ofEpochSecond(seconds.longValue()) : null;
    }

    public boolean signedBy(PublicKey key, Algorithm algorithm) {
        if (!algorithm.id.equals(header("alg"))) {
            return false;
        }
        try {
            Signature verifier = Signature.getInstance(algorithm.signature);
            verifier.initVerify(key);
            verifier.update(signed);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
