package dev.vestnik.email;

import java.nio.file.Path;

/**
 * @param domain the domain that vouches for the e-mails, {@code d=}
 * @param selector the name of the public key in DNS: {@code selector._domainkey.domain}
 * @param key the private key's file
 */
record DkimSettings(String domain, String selector, Path key) {}
