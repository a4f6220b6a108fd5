package dev.vestnik.email;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;

/**
 * The keys of a gateway. An e-mail gets a signature by each key whose domain vouches for its From: an RSA and an Ed25519 key of one domain
 * sign together (RFC 8463, 5).
 *
 * @param keys may be empty
 */
record DkimKeys(EmailAddress sender, List<DkimKey> keys) {
    DkimKeys {
        keys = List.copyOf(keys);
    }

    static DkimKeys of(SmtpGatewaySettings settings) {
        return new DkimKeys(
                settings.sender(), settings.dkim().stream().map(DkimKey::read).toList());
    }

    /**
     * The e-mail with its signatures in front. Where no key fits its From, those of the gateway's own sender vouch for it, which lets it
     * through most filters but is no alignment.
     */
    byte[] sign(byte[] mime, String fromDomain, Instant now) {
        List<DkimKey> fitting = aligned(fromDomain);
        DkimSignature unsigned = new DkimSignature(mime, now);
        ByteArrayOutputStream signed = new ByteArrayOutputStream(mime.length + 1024);
        for (DkimKey key : fitting.isEmpty() ? aligned(sender.domain()) : fitting) {
            signed.writeBytes(unsigned.by(key));
        }
        signed.writeBytes(mime);
        return signed.toByteArray();
    }

    private List<DkimKey> aligned(String fromDomain) {
        return keys.stream().filter(key -> isAligned(key.domain(), fromDomain)).toList();
    }

    /**
     * Whether a signature of that domain counts for the From (DMARC's relaxed alignment, RFC 7489, 3.1.1): one is the other or is below it.
     * Domains that are only neighbours may have the same owner, but which have is known to the public suffix list alone.
     */
    static boolean isAligned(String signing, String from) {
        return signing.equals(from) || isBelow(from, signing) || isBelow(signing, from);
    }

    private static boolean isBelow(String lower, String upper) {
        return upper.contains(".") && lower.endsWith("." + upper);
    }
}
