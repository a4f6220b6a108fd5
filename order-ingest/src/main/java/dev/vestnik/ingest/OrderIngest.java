package dev.vestnik.ingest;

import dev.vestnik.ingest.http.IngestHttpConfiguration;
import dev.vestnik.service.ServiceRuntime;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/** The service {@code order-ingest}: CloudEvents in over HTTP, Avro out to Kafka. Configured by {@code order-ingest.yml}. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ServiceRuntime.class, IngestConfiguration.class, IngestHttpConfiguration.class})
public class OrderIngest {

    public static void main(String[] args) {
        application().run(args);
    }

    /** The service, to be run with arguments or properties of one's own. */
    public static SpringApplicationBuilder application() {
        return ServiceRuntime.application(OrderIngest.class, "order-ingest");
    }
}
