package dev.vestnik.sandbox.fcm;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Settings of Google's service. A client configures itself from {@code fcm-service-account.json}. */
@ConfigurationProperties("vestnik.sandbox.fcm")
public record SandboxFcmSettings(
        @DefaultValue("vestnik-sandbox") String projectId) {}
