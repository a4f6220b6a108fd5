package dev.vestnik.sms.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.sender.http.Fate;
import dev.vestnik.sender.report.DeliveryReport;
import dev.vestnik.sms.receipts.ProviderReceipt.Verdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CorrelatedReportsTest {

    @Test
    void saysTheSameInTheWordsOfReceipts() {
        assertThat(line(new DeliveryReport.Delivered())).isEqualTo("DELIVRD 000");
        assertThat(line(new DeliveryReport.Read())).isEqualTo("DELIVRD 000");
        assertThat(line(new DeliveryReport.Expired())).isEqualTo("EXPIRED ");
        assertThat(line(Fate.DEAD.report("smsc-bad-number"))).isEqualTo("UNDELIV 001");
        assertThat(line(Fate.TEMPORARY.report("smsc-no-money"))).isEqualTo("UNDELIV 006");
        assertThat(line(Fate.PERMANENT.report("smsc-253"))).isEqualTo("UNDELIV 253");
        assertThat(line(Fate.PERMANENT.report("vonage-rejected"))).isEqualTo("UNDELIV ");
    }

    @Test
    void keepsTheProvidersCodeAndWhoOptedOut() {
        assertThat(verdict(Fate.OPTED_OUT.report("one-7"))).isEqualTo(new Verdict("one-7", true));
        assertThat(verdict(Fate.DEAD.report("smsc-249"))).isEqualTo(new Verdict("smsc-249", false));
        assertThat(verdict(new DeliveryReport.OptedOut("complaint"))).isEqualTo(new Verdict("complaint", true));
        assertThat(verdict(new DeliveryReport.Delivered())).isNull();
    }

    private static @Nullable Verdict verdict(DeliveryReport report) {
        return CorrelatedReports.receipt("one", "1", report).verdict();
    }

    private static String line(DeliveryReport report) {
        var receipt = CorrelatedReports.receipt("one", "1", report);
        return receipt.state() + " " + receipt.error();
    }
}
