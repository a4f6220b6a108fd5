package dev.vestnik.pages;

import dev.vestnik.service.ServiceRuntime;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/** The service {@code customer-pages}: open to everybody, and no key of staff is known to it. Configured by {@code customer-pages.yml}. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ServiceRuntime.class, PagesConfiguration.class})
public class CustomerPages {

    public static void main(String[] args) {
        application().run(args);
    }

    /** The service, to be run with arguments or properties of one's own. */
    public static SpringApplicationBuilder application() {
        return ServiceRuntime.application(CustomerPages.class, "customer-pages");
    }
}
