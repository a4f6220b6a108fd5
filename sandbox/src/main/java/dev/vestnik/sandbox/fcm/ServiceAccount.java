package dev.vestnik.sandbox.fcm;

import dev.vestnik.sandbox.host.HostSettings;
import dev.vestnik.sandbox.host.PublicUrl;
import dev.vestnik.sandbox.token.Pem;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The only service account. Makes its key once, and writes its file whenever the HTTP port opens, since the file names the token endpoint.
 */
final class ServiceAccount implements ApplicationListener<WebServerInitializedEvent>, Ordered {
    private static final JsonMapper json =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final SandboxFcmSettings settings;
    private final Path file;
    private final PublicUrl url;
    private final RSAPrivateCrtKey key;

    ServiceAccount(SandboxFcmSettings settings, HostSettings host, PublicUrl url) {
        this.settings = settings;
        this.url = url;
        file = host.file("fcm-service-account.json");
        key = (RSAPrivateCrtKey) (Files.exists(file) ? storedKey() : newKey());
    }

    private PrivateKey storedKey() {
        String text = json.readTree(file.toFile()).path("private_key").asString("");
        return Pem.readPrivateKey("RSA", text);
    }

    private static PrivateKey newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair().getPrivate();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void onApplicationEvent(WebServerInitializedEvent event) {
        Map<String, String> account = new LinkedHashMap<>();
        account.put("type", "service_account");
        account.put("project_id", settings.projectId());
        account.put("private_key_id", keyId());
        account.put("private_key", Pem.privateKey(key));
        account.put("client_email", email());
        account.put("client_id", "100000000000000000001");
        account.put("token_uri", tokenUri());
        account.put("universe_domain", "googleapis.com");
        Pem.write(file, json.writeValueAsString(account) + "\n");
    }

    private String keyId() {
        return HexFormat.of().formatHex(digest("key id")).substring(0, 40);
    }

    String email() {
        return "sandbox@" + settings.projectId() + ".iam.gserviceaccount.com";
    }

    String tokenUri() {
        return url.get() + "/token";
    }

    PublicKey publicKey() {
        try {
            BigInteger modulus = key.getModulus();
            return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, key.getPublicExponent()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The secret that signs access tokens, as lasting as the key. */
    byte[] secret() {
        return digest("access tokens");
    }

    private byte[] digest(String purpose) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(purpose.getBytes(StandardCharsets.UTF_8));
            return digest.digest(key.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs after {@link PublicUrl}. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 1;
    }
}
