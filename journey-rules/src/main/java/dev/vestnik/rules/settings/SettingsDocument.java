package dev.vestnik.rules.settings;

import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.DocumentText;
import dev.vestnik.rules.document.Faults;
import dev.vestnik.rules.document.Place;
import dev.vestnik.rules.document.ShopList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The shop's settings as they are written: what holds for every shop, and under {@code perShop} what a shop has instead.
 *
 * @param toJson compact, keys in the order in which they were written
 */
public record SettingsDocument(String toJson, ShopSettings settings) {
    public static final String PER_SHOP = "perShop";
    public static final String TEXTS = ShopSettingsReader.TEXTS;

    /** The settings that a shop can have of its own. */
    public static final List<String> KEYS = ShopSettingsReader.KEYS;

    /** A shop's own copy of the settings is made for each: more are no shops any more. */
    private static final int MOST_SHOPS = 100;

    /** Reads JSON or YAML. */
    public static Checked<SettingsDocument> parse(String text) {
        Faults faults = new Faults();
        Place root = DocumentText.read(text, faults);
        return faults.of(root == null ? null : new SettingsDocument(DocumentText.json(root), read(root)));
    }

    private static ShopSettings read(Place root) {
        List<String> keys = new ArrayList<>(KEYS);
        keys.add(PER_SHOP);
        root.only(keys);
        ShopSettings ofAll = ShopSettingsReader.read(root, ShopSettings.DEFAULT);
        Map<String, Place> shops = root.at(PER_SHOP).entries();
        if (shops.size() > MOST_SHOPS) {
            root.at(PER_SHOP).fault("has more than " + MOST_SHOPS + " shops");
            return ofAll;
        }
        Map<String, ShopSettings> own = new HashMap<>();
        shops.forEach((shop, place) -> own.put(shop, ofShop(shop, place, ofAll)));
        return ofAll.with(own);
    }

    private static ShopSettings ofShop(String shop, Place place, ShopSettings ofAll) {
        if (!ShopList.isName(shop)) {
            place.fault(ShopList.NAME_RULE);
        }
        return ShopSettingsReader.read(place.only(KEYS), ofAll);
    }
}
