package dev.vestnik.email;

import java.nio.file.Path;

/**
 * @param domain that vouches for the letters, {@code d=}
 * @param selector names the public key in DNS: {@code selector._domainkey.domain}
 * @param key the private key's file
 */
record DkimSettings(String domain, String selector, Path key) {}
