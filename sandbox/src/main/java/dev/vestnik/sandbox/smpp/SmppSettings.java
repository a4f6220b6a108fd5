package dev.vestnik.sandbox.smpp;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The SMS centre.
 *
 * @param port 0 for any free one
 * @param submitIds how ids are written in submit_sm_resp
 * @param receiptIds how the same ids are written in receipts: with some real centres not in the same way
 * @param receiptRetry after how long a receipt that was not acknowledged is sent again
 */
@ConfigurationProperties("vestnik.sandbox.smpp")
public record SmppSettings(
        @DefaultValue("2775") int port,
        @DefaultValue("vestnik") String systemId,
        @DefaultValue("vestnik") String password,
        @DefaultValue("hex") IdFormat submitIds,
        @DefaultValue("hex") IdFormat receiptIds,
        @DefaultValue("1s") Duration receiptRetry) {

    /** A message id is a number; this is how it is written. */
    public enum IdFormat {
        HEX(16),
        DECIMAL(10);

        private final int radix;

        IdFormat(int radix) {
            this.radix = radix;
        }

        String write(long id) {
            return Long.toString(id, radix);
        }

        long read(String text) {
            return Long.parseLong(text.strip(), radix);
        }
    }
}
