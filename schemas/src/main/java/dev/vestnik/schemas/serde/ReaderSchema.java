package dev.vestnik.schemas.serde;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;

/** Adapts our schema to a newer writer's: branches of {@code payload} that we do not know are taken over as they are. */
final class ReaderSchema {
    private ReaderSchema() {}

    static Schema forWriter(Schema own, Schema writer) {
        Field ours = own.getField("payload");
        Field theirs = writer.getField("payload");
        if (ours == null
                || theirs == null
                || !ours.schema().isUnion()
                || !theirs.schema().isUnion()) {
            return own;
        }
        List<Schema> branches = new ArrayList<>(ours.schema().getTypes());
        for (Schema branch : theirs.schema().getTypes()) {
            if (branches.stream().noneMatch(known -> known.getFullName().equals(branch.getFullName()))) {
                branches.add(branch);
            }
        }
        return branches.size() == ours.schema().getTypes().size() ? own : withPayload(own, branches);
    }

    private static Schema withPayload(Schema own, List<Schema> branches) {
        List<Field> fields = own.getFields().stream()
                .map(field -> field.name().equals("payload")
                        ? new Field("payload", Schema.createUnion(branches), field.doc())
                        : new Field(field, field.schema()))
                .toList();
        return Schema.createRecord(own.getName(), own.getDoc(), own.getNamespace(), own.isError(), fields);
    }
}
