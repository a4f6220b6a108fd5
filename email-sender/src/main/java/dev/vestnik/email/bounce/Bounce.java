package dev.vestnik.email.bounce;

import dev.vestnik.sender.report.DeliveryReport;
import dev.vestnik.sender.report.ReportSubject;

/** The news in an e-mail that came to the address of our envelopes. */
sealed interface Bounce {

    /** The tag in metrics. */
    String tag();

    /** A report on one of our messages. */
    record Reported(ReportSubject subject, DeliveryReport report) implements Bounce {
        @Override
        public String tag() {
            return "reported";
        }
    }

    /** A notification without news, such as of a delay. */
    record Nothing(String reason) implements Bounce {
        @Override
        public String tag() {
            return "nothing";
        }
    }

    /** An e-mail for people to look at. */
    record NotUnderstood(String reason) implements Bounce {
        @Override
        public String tag() {
            return "not_understood";
        }
    }
}
