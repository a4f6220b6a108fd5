package dev.vestnik.rules.settings;

import dev.vestnik.rules.document.Checked;

/** Settings as their author writes them. */
public final class Settings {
    private Settings() {}

    /** Of a document without a fault. */
    public static ShopSettings of(String yaml) {
        return switch (SettingsDocument.parse(yaml)) {
            case Checked.Sound<SettingsDocument>(SettingsDocument document, var warnings) -> document.settings();
            case Checked.Faulty<SettingsDocument>(var faults) -> throw new AssertionError(faults.toString());
        };
    }
}
