package dev.vestnik.email;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An RSA key and an Ed25519 key of example.org, with selectors k0 and k1. */
final class DkimPair {
    /** An Ed25519 key in DNS is its 32 bytes alone (RFC 8463, 4.2), which end the encoding of X.509. */
    private static final int ED25519 = 32;

    private final List<Path> files;
    private final Map<String, String> records = new LinkedHashMap<>();

    DkimPair(Path directory) throws GeneralSecurityException, IOException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair rsa = generator.generateKeyPair();
        KeyPair edwards = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        files = List.of(
                Files.write(directory.resolve("rsa.der"), rsa.getPrivate().getEncoded()),
                Files.write(directory.resolve("ed.der"), edwards.getPrivate().getEncoded()));
        byte[] point = edwards.getPublic().getEncoded();
        record("k0", "rsa", rsa.getPublic().getEncoded());
        record("k1", "ed25519", Arrays.copyOfRange(point, point.length - ED25519, point.length));
    }

    private void record(String selector, String algorithm, byte[] key) {
        records.put(
                selector + "._domainkey.example.org",
                "v=DKIM1; k=" + algorithm + "; p=" + Base64.getEncoder().encodeToString(key));
    }

    List<DkimSettings> settings() {
        return List.of(
                new DkimSettings("example.org", "k0", files.getFirst()),
                new DkimSettings("example.org", "k1", files.getLast()));
    }

    MailWriter writer() {
        return Mails.writer(files.getFirst(), files.getLast());
    }

    /** The TXT records of DNS, by name. */
    Map<String, String> records() {
        return records;
    }
}
