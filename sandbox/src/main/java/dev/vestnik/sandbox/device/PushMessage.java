package dev.vestnik.sandbox.device;

import dev.vestnik.sandbox.ledger.Provider;
import dev.vestnik.sandbox.ledger.Tag;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A message for one device. {@code from} is the app or the application server, {@code to} the device's token or endpoint. */
public record PushMessage(
        Provider provider, String from, String to, Mark mark, Map<String, String> facts, byte[] body) {
    public PushMessage {
        facts = Map.copyOf(facts);
    }

    /** The fields that Vestnik writes into a message: its tag, and the address for reports. */
    public record Mark(Tag tag, @Nullable String report) {

        /** Reads {@code messageId}, {@code template}, {@code attempt} and {@code report} by the names given. */
        public static Mark of(Function<String, @Nullable String> field) {
            Tag tag = Tag.of(field.apply("messageId"), field.apply("template"), field.apply("attempt"));
            return new Mark(tag, field.apply("report"));
        }
    }

    Map<String, String> allFacts() {
        Map<String, String> all = new HashMap<>(facts);
        String report = mark.report();
        if (report != null) {
            all.put(DeviceReports.REPORT, report);
        }
        return all;
    }
}
