package dev.vestnik.system.senders;

import java.util.List;

/** The sandbox's provider that takes the texts. */
public enum Via {
    /** Without a key: a text of the service class that is in doubt goes out again, and is marked. */
    SMPP {
        @Override
        List<String> arguments(Child sandbox, int smpp) {
            return List.of(
                    "--vestnik.sms.gateways[0].name=sandbox",
                    "--vestnik.sms.gateways[0].port=" + smpp,
                    "--vestnik.sms.gateways[0].system-id=vestnik",
                    "--vestnik.sms.gateways[0].password=vestnik",
                    "--vestnik.sms.gateways[0].window=50");
        }
    },
    /** Refuses an id that it has taken: any text in doubt is tried again, and none goes out twice. */
    INFOBIP {
        @Override
        List<String> arguments(Child sandbox, int smpp) {
            return List.of(
                    "--vestnik.sms.http[0].name=sandbox",
                    "--vestnik.sms.http[0].provider=infobip",
                    "--vestnik.sms.http[0].url=http://127.0.0.1:" + sandbox.port() + "/providers/infobip",
                    "--vestnik.sms.http[0].key=vestnik-sandbox-key",
                    "--vestnik.sms.http[0].sender=shop",
                    "--vestnik.sms.http[0].window=50",
                    "--vestnik.sender.report-secret=the reports of a test are read by nobody else");
        }
    };

    /** The settings of a sender's one gateway. */
    abstract List<String> arguments(Child sandbox, int smpp);
}
