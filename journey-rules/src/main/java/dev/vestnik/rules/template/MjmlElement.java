package dev.vestnik.rules.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * MJML's elements: where each may stand and which attributes have an effect there, as the compiler has them (MJML 4's documentation names
 * a few more that change nothing). A line is {@code element < parents | attributes}; {@code !} is one without which the element does nothing,
 * {@code +} a group, {@code @} the content of columns, {@code *} every element of the body.
 */
final class MjmlElement {
    private static final Map<String, String> GROUPS = Map.of(
            "+padding", "padding padding-top padding-right padding-bottom padding-left",
            "+border", "border border-top border-right border-bottom border-left",
            "+box", "padding padding-top padding-right padding-bottom padding-left container-background-color",
            "+font", "color font-family font-size font-style font-weight line-height text-decoration",
            "+icon",
                    "icon-align icon-width icon-height icon-wrapped-url icon-wrapped-alt icon-unwrapped-url icon-unwrapped-alt icon-position",
            "@", "mj-column mj-hero mj-attributes mj-class",
            "*", "mj-attributes mj-class");
    private static final String TABLE = """
            mjml < |
            mj-head < mjml |
            mj-body < mjml * | width background-color css-class
            mj-attributes < mj-head |
            mj-all < mj-attributes |
            mj-class < mj-attributes | !name
            mj-breakpoint < mj-head | !width
            mj-font < mj-head | !name !href
            mj-html-attributes < mj-head |
            mj-selector < mj-html-attributes | !path
            mj-html-attribute < mj-selector | !name
            mj-preview < mj-head |
            mj-style < mj-head | inline
            mj-title < mj-head |
            mj-raw < mj-head mj-body mj-wrapper mj-section mj-group mj-column mj-hero mj-accordion mj-accordion-element mj-navbar mj-social |
            mj-wrapper < mj-body * | +padding +border background-color background-url background-repeat background-size background-position background-position-x background-position-y border-radius direction full-width text-align gap css-class
            mj-section < mj-body mj-wrapper * | +padding +border background-color background-url background-repeat background-size background-position background-position-x background-position-y border-radius direction full-width text-align css-class
            mj-hero < mj-body mj-wrapper * | +padding mode height background-url background-width background-height background-position inner-background-color inner-padding inner-padding-top inner-padding-left inner-padding-right inner-padding-bottom background-color vertical-align css-class
            mj-group < mj-section * | direction vertical-align width css-class
            mj-column < mj-section mj-group * | +padding +border background-color border-radius direction inner-background-color inner-border inner-border-bottom inner-border-left inner-border-radius inner-border-right inner-border-top vertical-align width css-class
            mj-text < @ | +box +font align height letter-spacing text-transform css-class
            mj-button < @ | +box +font +border align background-color border-radius height href name inner-padding letter-spacing rel target text-transform text-align vertical-align width css-class
            mj-image < @ | +box +border align alt href name src srcset sizes title rel border-radius fluid-on-mobile target width height max-height font-size usemap css-class
            mj-divider < @ | +box border-color border-style border-width width align css-class
            mj-spacer < @ | +box height css-class
            mj-table < @ | +box align border cellpadding cellspacing color font-family font-size line-height role table-layout width css-class
            mj-social < @ | +box +font align border-radius icon-size icon-height icon-padding inner-padding mode text-padding css-class
            mj-social-element < mj-social * | +padding +font align icon-position background-color border-radius href icon-size icon-height icon-padding name text-padding rel src srcset sizes alt title target vertical-align css-class
            mj-navbar < @ | +box align base-url hamburger ico-align ico-open ico-close ico-color ico-font-size ico-font-family ico-text-transform ico-padding ico-padding-left ico-padding-top ico-padding-right ico-padding-bottom ico-text-decoration ico-line-height css-class
            mj-navbar-link < mj-navbar * | +padding +font href name target rel letter-spacing text-transform css-class
            mj-accordion < @ | +box +icon border font-family css-class
            mj-accordion-element < mj-accordion * | +icon background-color border font-family css-class
            mj-accordion-title < mj-accordion-element * | +padding background-color color font-size font-family font-weight css-class
            mj-accordion-text < mj-accordion-element * | +padding background-color color font-size font-family font-weight letter-spacing line-height css-class
            mj-carousel < @ | +box align border-radius icon-width left-icon right-icon thumbnails tb-border tb-border-radius tb-hover-border-color tb-selected-border-color tb-width css-class
            mj-carousel-image < mj-carousel * | alt href rel target title src thumbnails-src border-radius tb-border tb-border-radius css-class
            """;

    /** Elements in which others only set attributes. */
    private static final Set<String> SETTERS = Set.of("mj-attributes", "mj-class");

    private static final Map<String, MjmlElement> ALL = read();
    /** Elements whose content is HTML or text. */
    private static final Set<String> OF_CONTENT = Set.of(
            "mj-raw",
            "mj-text",
            "mj-button",
            "mj-table",
            "mj-navbar-link",
            "mj-social-element",
            "mj-accordion-title",
            "mj-accordion-text",
            "mj-style",
            "mj-preview",
            "mj-title",
            "mj-html-attribute");

    private final Set<String> parents;
    private final Set<String> attributes;
    private final List<String> needed;

    private MjmlElement(Set<String> parents, Set<String> attributes, List<String> needed) {
        this.parents = parents;
        this.attributes = attributes;
        this.needed = needed;
    }

    static Set<String> names() {
        return ALL.keySet();
    }

    /** Null where MJML has none of this name. */
    static @Nullable MjmlElement of(String name) {
        return ALL.get(name);
    }

    static boolean hasContent(String name) {
        return OF_CONTENT.contains(name);
    }

    boolean isIn(String parent) {
        return parents.contains(parent);
    }

    /** The elements that it may stand in, but for those that only set its attributes. */
    List<String> parents() {
        return parents.stream()
                .filter(parent -> parents.size() == 1 || !SETTERS.contains(parent))
                .toList();
    }

    Set<String> attributes() {
        return attributes;
    }

    /** Attributes without which it does nothing. */
    List<String> needed() {
        return needed;
    }

    private static Map<String, MjmlElement> read() {
        Map<String, MjmlElement> all = new LinkedHashMap<>();
        Set<String> every = new TreeSet<>();
        for (String line : TABLE.split("\n")) {
            int less = line.indexOf(" <");
            int bar = line.indexOf('|');
            Set<String> parents = words(line.substring(less + 2, bar), new ArrayList<>());
            List<String> needed = new ArrayList<>();
            Set<String> attributes = words(line.substring(bar + 1), needed);
            boolean ofBody = parents.contains("mj-class");
            if (ofBody) {
                every.addAll(attributes);
                attributes.add("mj-class");
            }
            all.put(line.substring(0, less), new MjmlElement(parents, attributes, List.copyOf(needed)));
        }
        all.forEach((name, element) -> {
            if (name.equals("mj-all") || name.equals("mj-class")) {
                element.attributes.addAll(every);
            }
        });
        return all;
    }

    /** @param needed takes those that are marked with {@code !} */
    private static Set<String> words(String written, List<String> needed) {
        Set<String> words = new TreeSet<>();
        for (String word : written.strip().split(" ")) {
            if (word.startsWith("!")) {
                needed.add(word.substring(1));
            }
            words.addAll(
                    List.of(GROUPS.getOrDefault(word, word.replace("!", "")).split(" ")));
        }
        words.remove("");
        return words;
    }
}
