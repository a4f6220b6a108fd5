package dev.vestnik.standalone.installation;

import dev.vestnik.standalone.installation.Ports.Part;
import java.util.HashMap;
import java.util.Map;

/** The properties of each service: addresses of the other parts, keys of callers, gateways of the sandbox. */
final class ServiceProperties {
    private final DataDirectory data;
    private final Ports ports;
    private final boolean sandbox;

    ServiceProperties(DataDirectory data, Ports ports, boolean sandbox) {
        this.data = data;
        this.ports = ports;
        this.sandbox = sandbox;
    }

    Map<String, Object> of(HostedService service) {
        Map<String, Object> properties = new HashMap<>(everywhere(service));
        properties.putAll(
                switch (service) {
                    case INGEST -> keys();
                    case ENGINE -> engine();
                    case SMS -> sms();
                    case EMAIL -> email();
                    case PUSH -> push();
                    case PAGES -> Map.of("vestnik.pages.engine-url", ports.url(Part.ENGINE));
                    case SANDBOX -> sandbox();
                });
        return properties;
    }

    private Map<String, Object> everywhere(HostedService service) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("server.address", "127.0.0.1");
        properties.put("server.port", ports.of(service.part()));
        properties.put("spring.jmx.enabled", false);
        properties.put("spring.main.banner-mode", "off");
        // each on its own, only these two have springdoc on their class path
        properties.put(
                "springdoc.api-docs.enabled", service == HostedService.INGEST || service == HostedService.ENGINE);
        properties.put("vestnik.kafka.bootstrap-servers", "127.0.0.1:" + ports.of(Part.KAFKA));
        properties.put("vestnik.kafka.registry-url", ports.url(Part.REGISTRY) + "/apis/ccompat/v7");
        properties.put("vestnik.security.keys[0].sha256", DataDirectory.sha256(data.apiKey()));
        properties.put("vestnik.security.keys[0].roles", "shop,marketer,support,ops");
        properties.put("vestnik.security.keys[0].shops", "*");
        properties.put("vestnik.links.url", ports.url(Part.PAGES));
        properties.put("vestnik.links.secrets[0]", data.secret("pages-secret"));
        properties.put("vestnik.sender.instance", service.label());
        properties.put("vestnik.sender.report-url", ports.url(service.part()));
        properties.put("vestnik.sender.report-secret", data.secret("report-secret"));
        return properties;
    }

    private Map<String, Object> keys() {
        return Map.of("vestnik.security.key-file", data.keyFile().toString());
    }

    private Map<String, Object> engine() {
        return Map.of(
                "vestnik.security.key-file", data.keyFile().toString(),
                "vestnik.engine.state-dir", data.directory("engine").toString(),
                "vestnik.engine.instance-id", "standalone",
                "vestnik.engine.advertised", "127.0.0.1:" + ports.of(Part.ENGINE),
                "vestnik.engine.public-url", ports.url(Part.ENGINE),
                "vestnik.engine.link-secret", data.secret("link-secret"));
    }

    private Map<String, Object> sms() {
        Map<String, Object> properties = new HashMap<>();
        properties.put("vestnik.sms.state-dir", data.directory("sms").toString());
        if (sandbox) {
            properties.put("vestnik.sms.gateways[0].name", "sandbox");
            properties.put("vestnik.sms.gateways[0].host", "127.0.0.1");
            properties.put("vestnik.sms.gateways[0].port", ports.of(Part.SMPP));
            properties.put("vestnik.sms.gateways[0].system-id", "vestnik");
            properties.put("vestnik.sms.gateways[0].password", "vestnik");
            properties.put("vestnik.sms.gateways[0].tags", true);
        }
        return properties;
    }

    private Map<String, Object> email() {
        return sandbox
                ? Map.of(
                        "vestnik.email.gateways[0].name", "sandbox",
                        "vestnik.email.gateways[0].host", "127.0.0.1",
                        "vestnik.email.gateways[0].port", ports.of(Part.SMTP),
                        "vestnik.email.gateways[0].from", "shop@example.com")
                : Map.of();
    }

    private Map<String, Object> push() {
        String files = data.root().resolve("sandbox") + "/";
        Map<String, Object> properties = new HashMap<>();
        if (sandbox) {
            properties.put("vestnik.push.apns.host", "127.0.0.1");
            properties.put("vestnik.push.apns.port", ports.of(Part.APNS));
            properties.put("vestnik.push.apns.trust", files + "apns-ca.pem");
            properties.put("vestnik.push.apns.key", files + "apns-key.p8");
            properties.put("vestnik.push.apns.team-id", "VESTNIKTM1");
            properties.put("vestnik.push.apns.key-id", "VESTNIKKEY");
            properties.put("vestnik.push.apns.topic", "dev.vestnik.shop");
            properties.put("vestnik.push.fcm.service-account", files + "fcm-service-account.json");
            properties.put("vestnik.push.fcm.url", ports.url(Part.SANDBOX));
            properties.put("vestnik.push.web.subject", "mailto:shop@example.com");
            properties.put(
                    "vestnik.push.web.key-file",
                    data.root().resolve("vapid.json").toString());
            properties.put("vestnik.push.web.allow-loopback", true);
        }
        return properties;
    }

    private Map<String, Object> sandbox() {
        return Map.of(
                "vestnik.sandbox.data-dir", data.directory("sandbox").toString(),
                "vestnik.sandbox.port", ports.of(Part.SANDBOX),
                "vestnik.sandbox.smpp.port", ports.of(Part.SMPP),
                "vestnik.sandbox.smtp.port", ports.of(Part.SMTP),
                "vestnik.sandbox.apns.port", ports.of(Part.APNS));
    }
}
