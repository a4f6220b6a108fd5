package dev.vestnik.schemas.release;

import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;

/** The value schemas as they were at the last release, one {@code NAME.avsc} each, in a directory that is committed. */
record ReleasedSchemas(Path directory) {

    static Map<String, Schema> current() {
        Map<String, Schema> schemas = new TreeMap<>();
        Topics.all().stream()
                .map(Topic::value)
                .filter(Objects::nonNull)
                .forEach(schema -> schemas.put(schema.getName(), schema));
        return schemas;
    }

    Map<String, Schema> read() throws IOException {
        Map<String, Schema> schemas = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".avsc")).toList()) {
                schemas.put(
                        file.getFileName().toString().replace(".avsc", ""),
                        new Schema.Parser().parse(Files.readString(file)));
            }
        }
        return schemas;
    }

    void write(Map<String, Schema> schemas) throws IOException {
        for (Map.Entry<String, Schema> schema : schemas.entrySet()) {
            Files.writeString(
                    directory.resolve(schema.getKey() + ".avsc"),
                    schema.getValue().toString(true) + "\n");
        }
    }

    /** Why readers with the current schemas could not read what writers with the released ones have written. */
    static List<String> problems(Map<String, Schema> released, Map<String, Schema> current) {
        List<String> problems = new ArrayList<>();
        released.forEach((name, writer) -> {
            Schema reader = current.get(name);
            if (reader == null) {
                problems.add(name + " was released and is no topic's value any more");
            } else {
                problems.addAll(incompatibilities(name, reader, writer));
            }
        });
        return problems;
    }

    private static List<String> incompatibilities(String name, Schema reader, Schema writer) {
        List<String> problems = new ArrayList<>();
        SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult()
                .getIncompatibilities()
                .forEach(found -> problems.add(name + found.getLocation() + ": " + found.getMessage()));
        if (!problems.isEmpty()) {
            problems.addAll(branchProblems(name, payload(reader), payload(writer)));
        }
        return problems;
    }

    /** Avro says only that "a branch" does not fit; this says which, and what is wrong with it. */
    private static List<String> branchProblems(String name, List<Schema> readers, List<Schema> writers) {
        List<String> problems = new ArrayList<>();
        for (Schema writer : writers) {
            readers.stream()
                    .filter(reader -> reader.getFullName().equals(writer.getFullName()))
                    .findFirst()
                    .ifPresentOrElse(
                            reader -> problems.addAll(incompatibilities(name + " " + writer.getName(), reader, writer)),
                            () -> problems.add(name + " " + writer.getName() + " is gone"));
        }
        return problems;
    }

    private static List<Schema> payload(Schema record) {
        Schema.Field payload = record.getField("payload");
        return payload != null && payload.schema().isUnion() ? payload.schema().getTypes() : List.of();
    }
}
