package dev.vestnik.engine.authoring;

import dev.vestnik.engine.definitions.Definition.Document;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** A document in the form that the caller wants: JSON, or YAML when that is what Accept asks for first. */
final class DocumentForm {
    static final String YAML = "application/yaml";

    private static final List<String> YAML_NAMES = List.of("yaml", "x-yaml", "vnd.yaml");
    private static final JsonMapper JSON_MAPPER = JsonMapper.builder().build();
    private static final YAMLMapper YAML_MAPPER = YAMLMapper.builder()
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
            .disable(YAMLWriteFeature.SPLIT_LINES)
            .build();

    private DocumentForm() {}

    /** Answers with the document; its revision is the ETag. */
    static ResponseEntity<String> answer(Document document, long revision, ServerHttpRequest request) {
        boolean yaml = wantsYaml(request);
        JsonNode tree = JSON_MAPPER.readTree(document.json());
        return ResponseEntity.ok()
                .eTag(Preconditions.etag(revision))
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .contentType(yaml ? MediaType.parseMediaType(YAML + ";charset=UTF-8") : MediaType.APPLICATION_JSON)
                .body(
                        yaml
                                ? YAML_MAPPER.writeValueAsString(tree)
                                : JSON_MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(tree));
    }

    private static boolean wantsYaml(ServerHttpRequest request) {
        List<MediaType> accepted = request.getHeaders().getAccept();
        return !accepted.isEmpty() && YAML_NAMES.contains(accepted.getFirst().getSubtype());
    }
}
