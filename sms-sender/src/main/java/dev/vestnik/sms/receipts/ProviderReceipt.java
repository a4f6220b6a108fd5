package dev.vestnik.sms.receipts;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/**
 * A record of {@code sms.provider-receipts}: a provider's receipt as it came.
 *
 * @param id the normalised id; empty when the receipt has none
 * @param state the seven letters of SMPP 3.4, appendix B, or FAILED
 * @param error the provider's own code, may be empty
 */
public record ProviderReceipt(String gateway, String id, String state, String error) {
    private static final Set<String> FINAL = Set.of("DELIVRD", "EXPIRED", "DELETED", "UNDELIV", "FAILED", "REJECTD");

    public ProviderReceipt {
        requireNonNull(gateway);
        requireNonNull(id);
        requireNonNull(state);
        requireNonNull(error);
    }

    static String key(String gateway, String id) {
        return gateway + "/" + id;
    }

    String key() {
        return key(gateway, id);
    }

    /**
     * Whether the state is final. UNKNOWN is not, nor is a centre's own word: a message that may have arrived must not be sent again as a
     * failed one, and the real receipt may still come.
     */
    boolean isFinal() {
        return FINAL.contains(state);
    }
}
