package dev.vestnik.email.bounce;

import java.util.Set;

/** The meaning of the codes of RFC 3463, which answers and bounces carry. */
public final class EnhancedCode {
    /**
     * Codes of RFC 3463 and RFC 7505 for a recipient's mailbox or domain that does not exist. A bare 550 is none of them: servers also
     * say it to senders they do not like, and one listing of our address must not suppress every customer. 5.1.7 and 5.1.8 are about the
     * sender, 5.2.2 is a full mailbox.
     */
    private static final Set<String> NO_SUCH_ADDRESS = Set.of("5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10");

    /** "Non-ASCII addresses not permitted for that sender/recipient" (RFC 6531). */
    public static final String NO_UTF8 = "5.6.7";

    private EnhancedCode() {}

    /** Whether no e-mail will ever arrive at the address. */
    public static boolean isDeadAddress(String code) {
        return NO_SUCH_ADDRESS.contains(code);
    }

    /** Whether it tells the state of the mail system: full, closing, out of order. 5.3.4 is about an e-mail that is too large. */
    public static boolean isSystems(String code) {
        return (code.startsWith("4.3.") || code.startsWith("5.3.")) && !code.equals("5.3.4");
    }

    public static boolean isTemporary(String code) {
        return code.startsWith("4.");
    }
}
