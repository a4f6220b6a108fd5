package dev.vestnik.sms.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.sender.report.DeliveryReport;
import org.junit.jupiter.api.Test;

class CorrelatedReportsTest {

    @Test
    void saysTheSameInTheWordsOfReceipts() {
        assertThat(line(new DeliveryReport.Delivered())).isEqualTo("DELIVRD 000");
        assertThat(line(new DeliveryReport.Read())).isEqualTo("DELIVRD 000");
        assertThat(line(new DeliveryReport.Expired())).isEqualTo("EXPIRED ");
        assertThat(line(Codes.DEAD.report("smsc-bad-number"))).isEqualTo("UNDELIV 001");
        assertThat(line(Codes.TEMPORARY.report("smsc-no-money"))).isEqualTo("UNDELIV 006");
        assertThat(line(Codes.PERMANENT.report("smsc-253"))).isEqualTo("UNDELIV 253");
        assertThat(line(Codes.PERMANENT.report("vonage-rejected"))).isEqualTo("UNDELIV ");
    }

    private static String line(DeliveryReport report) {
        var receipt = CorrelatedReports.receipt("one", "1", report);
        return receipt.state() + " " + receipt.error();
    }
}
