package dev.vestnik.sandbox.smpp;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the SMS centre.
 *
 * @param port 0 for any free one
 * @param submitIds the form of ids in submit_sm_resp
 * @param receiptIds the form of the same ids in receipts, which differs at some real centres
 * @param receiptRetry the time after which a receipt without acknowledgement is sent again
 */
@ConfigurationProperties("vestnik.sandbox.smpp")
public record SmppSettings(
        @DefaultValue("2775") int port,
        @DefaultValue("vestnik") String systemId,
        @DefaultValue("vestnik") String password,
        @DefaultValue("hex") IdFormat submitIds,
        @DefaultValue("hex") IdFormat receiptIds,
        @DefaultValue("1s") Duration receiptRetry) {

    /** Forms of message ids, which are numbers. */
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
