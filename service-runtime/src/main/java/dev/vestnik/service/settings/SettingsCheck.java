package dev.vestnik.service.settings;

/**
 * Reads one part of a service's settings and notes its faults. A bean of a static factory method without parameters: it is asked before any
 * other bean is made, so that the start ends with all faults of the service at once. It must leave the world as it is.
 */
@FunctionalInterface
public interface SettingsCheck {
    void check(SettingsReader settings);
}
