package dev.vestnik.service.settings;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;

/**
 * Finds the sources of a list. A list is replaced as a whole: the strongest source that holds it counts, nothing below it shines through. Where
 * the elements have names, it counts where the first one's name is, and stronger sources may add to it: a secret by environment variable to a
 * gateway that a file describes.
 */
final class ListSources {
    private final Environment environment;
    private final List<ConfigurationPropertySource> all = new ArrayList<>();

    ListSources(Environment environment) {
        this.environment = environment;
        ConfigurationPropertySources.get(environment).forEach(all::add);
    }

    /** The binder of the list itself, whose elements are counted in one source. */
    Binder whole(String list) {
        int base = base(list);
        return base < 0 ? Binder.get(environment) : binder(all.subList(base, base + 1));
    }

    /** The binder of the list's elements. */
    Binder elements(String list) {
        int base = base(list);
        boolean named = base >= 0 && isNamed(all.get(base), list);
        return named ? binder(all.subList(0, base + 1)) : whole(list);
    }

    private Binder binder(List<ConfigurationPropertySource> sources) {
        return new Binder(List.copyOf(sources), new PropertySourcesPlaceholdersResolver(environment));
    }

    private int base(String list) {
        int holding = -1;
        for (int i = 0; i < all.size(); i++) {
            if (isNamed(all.get(i), list)) {
                return i;
            }
            holding = holding < 0 && holds(all.get(i), list) ? i : holding;
        }
        return holding;
    }

    private static boolean isNamed(ConfigurationPropertySource source, String list) {
        return source.getConfigurationProperty(ConfigurationPropertyName.of(list + "[0].name")) != null;
    }

    private static boolean holds(ConfigurationPropertySource source, String list) {
        ConfigurationPropertyName name = ConfigurationPropertyName.of(list);
        return source instanceof IterableConfigurationPropertySource
                && source.containsDescendantOf(name) == ConfigurationPropertyState.PRESENT;
    }
}
