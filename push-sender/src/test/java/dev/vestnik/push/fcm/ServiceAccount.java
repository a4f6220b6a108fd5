package dev.vestnik.push.fcm;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A service account's file as Google hands it out. */
final class ServiceAccount {
    private static final byte[] KEY = key();

    private ServiceAccount() {}

    private static byte[] key() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair().getPrivate().getEncoded();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    static Path file(Path directory, String tokenUri) throws Exception {
        Map<String, String> account = Map.of(
                "type", "service_account",
                "project_id", "shop-1",
                "private_key_id", "k1",
                "private_key",
                        "-----BEGIN PRIVATE KEY-----\n"
                                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(KEY)
                                + "\n-----END PRIVATE KEY-----\n",
                "client_email", "sender@shop-1.iam.example",
                "client_id", "1",
                "token_uri", tokenUri);
        return Files.writeString(directory.resolve("account.json"), new JsonMapper().writeValueAsString(account));
    }
}
