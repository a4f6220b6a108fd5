package dev.vestnik.benchmarks.senders;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Counts the requests to the broker of this process, of whichever client. */
final class BrokerRequests {
    private BrokerRequests() {}

    static long count() {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        try {
            long count = 0;
            for (ObjectName name :
                    beans.queryNames(new ObjectName("kafka.network:type=RequestMetrics,name=RequestsPerSec,*"), null)) {
                count += (Long) beans.getAttribute(name, "Count");
            }
            return count;
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }
}
