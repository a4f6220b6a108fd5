package dev.vestnik.rules.document;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code shops} of a document: the shops that it is limited to. */
public final class ShopList {
    private static final int MOST = 100;
    private static final Pattern SHOP = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    public static final String NAME_RULE = "must be a shop's name: letters, digits, '.', '_' and '-'";

    private ShopList() {}

    public static boolean isName(String shop) {
        return SHOP.matcher(shop).matches();
    }

    /** Empty where nothing is there: every shop. */
    public static Set<String> read(Place place) {
        Set<String> shops = new LinkedHashSet<>();
        if (place.present() && (!place.isList() || place.elements().isEmpty())) {
            place.fault("must be a list of shops, [main]; without it, this is for every shop");
        } else if (place.present() && place.elements().size() > MOST) {
            place.fault("has more than " + MOST + " shops");
        } else if (place.present()) {
            place.elements().forEach(element -> read(element, shops));
        }
        return shops;
    }

    private static void read(Place place, Set<String> shops) {
        String shop = place.requiredText();
        if (shop != null && !isName(shop)) {
            place.fault(NAME_RULE);
        } else if (shop != null && !shops.add(shop)) {
            place.fault("is there already");
        }
    }
}
