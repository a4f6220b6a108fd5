package dev.vestnik.rules.document;

/**
 * Something in a sound document that is allowed, and probably not meant.
 *
 * @param path where, as in a {@link Fault}
 * @param problem what happens, in words for its author
 * @param remedy what to write instead
 */
public record Warning(String path, String problem, String remedy) {
    public Warning {
        path = Fault.shortPath(path);
    }

    @Override
    public String toString() {
        return (path.isEmpty() ? "" : path + ": ") + problem + "; " + remedy;
    }
}
