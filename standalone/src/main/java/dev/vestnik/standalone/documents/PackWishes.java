package dev.vestnik.standalone.documents;

import dev.vestnik.standalone.command.CommandFailedException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The wishes of an installation's caller.
 *
 * @param settings values by the names that the pack gives them
 * @param taken paths of documents that are to be as the pack says, whatever the shop has made of them
 */
public record PackWishes(Map<String, String> settings, Set<String> taken) {
    public PackWishes {
        settings = Map.copyOf(settings);
        taken = Set.copyOf(taken);
    }

    /** @param settings each {@code NAME=VALUE} */
    public static PackWishes of(List<String> settings, List<String> taken) {
        Map<String, String> values = new HashMap<>();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw new CommandFailedException("--set takes NAME=VALUE, not " + setting);
            }
            values.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        return new PackWishes(values, Set.copyOf(taken));
    }
}
