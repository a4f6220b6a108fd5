package dev.vestnik.engine.console;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The console's files, and the one call that only pages need. */
@Configuration(proxyBeanMethods = false)
@Import({ConsoleController.class, CallerController.class})
public class ConsoleConfiguration {}
