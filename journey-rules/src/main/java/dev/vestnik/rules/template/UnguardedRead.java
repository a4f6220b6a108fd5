package dev.vestnik.rules.template;

/**
 * A place where a text needs a value and says nothing about what happens without it.
 *
 * @param path of the value in what the engine gives; an element of a list is {@code []}: {@code event.items[].imageUrl}
 * @param present the beginning of the path that is surely there, because the text has asked for it; empty for none
 * @param written how the text writes it: {@code item.imageUrl}
 */
public record UnguardedRead(String path, String present, String written) implements Comparable<UnguardedRead> {

    /**
     * The remedy for the text.
     *
     * @param asked what it should ask for
     */
    public String remedy(String asked) {
        return "write {{ " + written + " | default: \"…\" }}, or put it between {% if " + asked + " %} and {% endif %}";
    }

    @Override
    public int compareTo(UnguardedRead other) {
        int byPath = path.compareTo(other.path);
        return byPath == 0 ? written.compareTo(other.written) : byPath;
    }
}
