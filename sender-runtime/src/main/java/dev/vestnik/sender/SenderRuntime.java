package dev.vestnik.sender;

import org.springframework.context.annotation.Configuration;

/**
 * Makes an application a sender: imported by its main class, next to one bean of type {@link Route}. Provides the beans {@link
 * dev.vestnik.sender.report.Reports} and {@link dev.vestnik.sender.report.ReportLinks}.
 */
@Configuration(proxyBeanMethods = false)
public class SenderRuntime {}
