package dev.vestnik.service.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.DefaultResourceLoader;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Reads a service's files of settings again, as Spring read them at its start: the same places, imports and profiles. What does not come from
 * files (arguments, environment, defaults) is as it was.
 */
public final class FreshSettings {
    private static final String PACKAGED = "Config resource 'class path resource";
    private static final List<String> FILES = List.of("Config resource '", "Config tree '");

    private FreshSettings() {}

    /**
     * The environment as it would be after a restart.
     *
     * @throws SettingsException when a file cannot be read
     */
    public static ConfigurableEnvironment of(ConfigurableEnvironment running) {
        StandardEnvironment read = new StandardEnvironment();
        replace(
                read,
                running.getPropertySources().stream()
                        .filter(source -> !isFile(source))
                        .toList());
        try {
            ConfigDataEnvironmentPostProcessor.applyTo(
                    read, new DefaultResourceLoader(), null, running.getActiveProfiles());
        } catch (RuntimeException e) {
            throw new SettingsException(List.of(unreadable(e)));
        }
        StandardEnvironment fresh = new StandardEnvironment();
        replace(fresh, merged(running.getPropertySources(), read.getPropertySources()));
        return fresh;
    }

    private static SettingFault unreadable(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof MarkedYAMLException yaml) {
                return new SettingFault("a file of settings", "is no YAML: " + UnreadableFileAnalyzer.place(yaml));
            }
        }
        return new SettingFault(
                "a file of settings", "cannot be read: " + e.getClass().getSimpleName());
    }

    private static void replace(ConfigurableEnvironment environment, List<PropertySource<?>> sources) {
        MutablePropertySources all = environment.getPropertySources();
        all.stream().map(PropertySource::getName).toList().forEach(all::remove);
        sources.stream()
                .filter(source -> !source.getName().equals("configurationProperties")) // a view of the others
                .forEach(all::addLast);
    }

    /** The running order with what was read in place of the files: those outside where the first of them was, the packaged ones where they were. */
    private static List<PropertySource<?>> merged(MutablePropertySources running, MutablePropertySources read) {
        List<PropertySource<?>> outside = files(read, source -> !isPackaged(source));
        List<PropertySource<?>> packaged = files(read, FreshSettings::isPackaged);
        List<PropertySource<?>> merged = new ArrayList<>();
        boolean known = running.stream().anyMatch(source -> isFile(source) && !isPackaged(source));
        String before = lastOfProcess(running);
        for (PropertySource<?> source : running) {
            if (!isFile(source)) {
                merged.add(source);
            }
            boolean place = known
                    ? isFile(source) && !isPackaged(source)
                    : source.getName().equals(before);
            if (place) {
                merged.addAll(outside);
                outside = List.of();
            }
            if (isPackaged(source)) {
                merged.addAll(packaged);
                packaged = List.of();
            }
        }
        return merged;
    }

    /** The source behind which Spring puts files. */
    private static String lastOfProcess(MutablePropertySources running) {
        return running.contains("random") ? "random" : StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
    }

    private static List<PropertySource<?>> files(MutablePropertySources read, Predicate<PropertySource<?>> wanted) {
        return read.stream()
                .filter(FreshSettings::isFile)
                .filter(wanted)
                .<PropertySource<?>>map(source -> source)
                .toList();
    }

    private static boolean isFile(PropertySource<?> source) {
        return FILES.stream().anyMatch(source.getName()::startsWith);
    }

    private static boolean isPackaged(PropertySource<?> source) {
        return source.getName().startsWith(PACKAGED);
    }
}
