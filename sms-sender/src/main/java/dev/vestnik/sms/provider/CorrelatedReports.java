package dev.vestnik.sms.provider;

import dev.vestnik.schemas.message.FailureKind;
import dev.vestnik.sender.Outcome.AddressState;
import dev.vestnik.sender.report.DeliveryReport;
import dev.vestnik.sender.report.ReportsById;
import dev.vestnik.sms.receipts.ProviderReceipt;
import dev.vestnik.sms.receipts.ProviderReceipt.Verdict;
import dev.vestnik.sms.receipts.ProviderReceipts;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes reports that know only the gateway's id to the correlation of SMPP's receipts, in its words. */
public final class CorrelatedReports implements ReportsById {
    private static final Pattern NETWORK_ERROR = Pattern.compile("[0-9]{3}");
    private static final String UNKNOWN_SUBSCRIBER = "001";
    private static final String ABSENT_SUBSCRIBER = "006";

    private final ProviderReceipts receipts;

    public CorrelatedReports(ProviderReceipts receipts) {
        this.receipts = receipts;
    }

    @Override
    public CompletableFuture<Void> write(String gateway, String id, DeliveryReport report) {
        return receipts.write(receipt(gateway, id, report));
    }

    static ProviderReceipt receipt(String gateway, String id, DeliveryReport report) {
        return switch (report) {
            case DeliveryReport.Delivered _, DeliveryReport.Read _, DeliveryReport.Opened _, DeliveryReport.Clicked _ ->
                new ProviderReceipt(gateway, id, "DELIVRD", "000");
            case DeliveryReport.OptedOut(String code) ->
                new ProviderReceipt(gateway, id, "DELIVRD", "000", new Verdict(code, true));
            case DeliveryReport.Expired _ -> new ProviderReceipt(gateway, id, "EXPIRED", "");
            case DeliveryReport.Failed failed ->
                new ProviderReceipt(gateway, id, "UNDELIV", error(failed), verdict(failed));
        };
    }

    private static Verdict verdict(DeliveryReport.Failed failed) {
        return new Verdict(failed.code(), failed.address() == AddressState.OPTED_OUT);
    }

    /** The network's error where the code ends with one; else one that says the same of the message. */
    private static String error(DeliveryReport.Failed failed) {
        if (failed.address() == AddressState.DEAD) {
            return UNKNOWN_SUBSCRIBER;
        }
        if (failed.kind() == FailureKind.temporary) {
            return ABSENT_SUBSCRIBER;
        }
        String last = last(failed.code());
        return NETWORK_ERROR.matcher(last).matches() ? last : "";
    }

    private static String last(@Nullable String code) {
        return code == null ? "" : code.substring(code.lastIndexOf('-') + 1);
    }
}
