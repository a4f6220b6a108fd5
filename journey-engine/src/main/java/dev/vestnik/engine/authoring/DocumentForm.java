package dev.vestnik.engine.authoring;

import dev.vestnik.engine.definitions.LogSnapshot;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.definition.Definition.Document;
import dev.vestnik.rules.definition.DefinitionKey;
import java.util.List;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** A document in the form that the caller wants: JSON, or YAML when that is what Accept asks for first. */
final class DocumentForm {
    static final String YAML = "application/yaml";

    /** Tells that what is published of this definition is not in use, and why. */
    static final String BROKEN = "Vestnik-Broken";

    private static final MediaType TEXT = MediaType.parseMediaType("text/plain;charset=UTF-8");

    private static final List<String> YAML_NAMES = List.of("yaml", "x-yaml", "vnd.yaml");
    private static final JsonMapper JSON_MAPPER = JsonMapper.builder().build();
    private static final YAMLMapper YAML_MAPPER = YAMLMapper.builder()
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
            .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS) // a text of digits would come back as a number
            .disable(YAMLWriteFeature.SPLIT_LINES)
            .build();

    private DocumentForm() {}

    /**
     * Answers with the document; its revision is the ETag. YAML is the text that its author wrote, where that was YAML. The log may hold
     * a text that is no document at all: the answer is that text then.
     *
     * @param problems why this version cannot use it; a header tells the first of them
     */
    static ResponseEntity<String> answer(
            Document document, long revision, List<String> problems, ServerHttpRequest request) {
        boolean yaml = wantsYaml(request);
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.ok().eTag(Preconditions.etag(revision)).header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        problems.stream().findFirst().ifPresent(problem -> answer.header(BROKEN, ascii(problem)));
        JsonNode tree;
        try {
            tree = JSON_MAPPER.readTree(document.json());
        } catch (JacksonException e) {
            return answer.contentType(TEXT).body(document.json());
        }
        return answer.contentType(yaml ? MediaType.parseMediaType(YAML + ";charset=UTF-8") : MediaType.APPLICATION_JSON)
                .body(yaml ? yaml(document, tree) : json(tree));
    }

    /**
     * The same of a document that was saved.
     *
     * @throws ProblemException 404 where there is none
     */
    static ResponseEntity<String> saved(DefinitionKey key, LogSnapshot snapshot, ServerHttpRequest request) {
        Definition definition = DefinitionWriting.existing(key, snapshot);
        return answer(
                Objects.requireNonNull(definition.document()),
                definition.revision(),
                Summary.problems(definition, snapshot),
                request);
    }

    private static String json(JsonNode tree) {
        return JSON_MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(tree);
    }

    /** The text that its author wrote, where that was YAML, else its YAML; a text that is no document at all as it is. */
    static String yaml(Document document) {
        try {
            return yaml(document, JSON_MAPPER.readTree(document.json()));
        } catch (JacksonException e) {
            return document.json();
        }
    }

    private static String yaml(Document document, JsonNode tree) {
        String source = document.source();
        return source == null ? yamlOf(tree) : source;
    }

    static String yamlOf(JsonNode tree) {
        return YAML_MAPPER.writeValueAsString(tree);
    }

    private static String ascii(String text) {
        return text.replaceAll("[^\\x20-\\x7e]", "?");
    }

    private static boolean wantsYaml(ServerHttpRequest request) {
        List<MediaType> accepted = request.getHeaders().getAccept();
        return !accepted.isEmpty() && YAML_NAMES.contains(accepted.getFirst().getSubtype());
    }
}
