package dev.vestnik.service.settings;

/**
 * A setting that a service cannot work with.
 *
 * @param setting its name
 * @param remedy the rule that it breaks, or the way to mend it, as the setting's name goes on: {@code must be at least 1}; never its value,
 *     which may be a secret
 */
public record SettingFault(String setting, String remedy) {

    /** Reads {@code NAME RULE} or {@code NAME: RULE}, as settings word what is wrong with them. */
    static SettingFault worded(String line) {
        int end = 0;
        while (end < line.length() && line.charAt(end) != ' ' && line.charAt(end) != ':') {
            end++;
        }
        return new SettingFault(line.substring(0, end), line.substring(end).strip());
    }

    @Override
    public String toString() {
        return remedy.startsWith(":") ? setting + remedy : setting + " " + remedy;
    }
}
