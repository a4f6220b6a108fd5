package dev.vestnik.ingest.event;

import java.util.ArrayList;
import java.util.List;

/** Collects the faults of one event; after the first hundred, the list says only that there are more. */
final class FieldFaults {
    private static final int LISTED = 100;

    private static final int WARNINGS = 20;

    private final List<FieldFault> list = new ArrayList<>();
    private final List<FieldFault> warnings = new ArrayList<>();
    private int count;

    void add(String path, String problem) {
        count++;
        if (list.size() < LISTED) {
            list.add(new FieldFault(path, problem));
        }
    }

    /** Notes what is taken and probably not meant; after the first twenty no more. */
    void warn(String path, String problem) {
        if (warnings.size() < WARNINGS) {
            warnings.add(new FieldFault(path, problem));
        }
    }

    List<FieldFault> warnings() {
        return warnings;
    }

    boolean none() {
        return count == 0;
    }

    int count() {
        return count;
    }

    List<FieldFault> list() {
        if (count > list.size()) {
            List<FieldFault> all = new ArrayList<>(list);
            all.add(new FieldFault("", (count - list.size()) + " more faults are not listed"));
            return all;
        }
        return list;
    }
}
