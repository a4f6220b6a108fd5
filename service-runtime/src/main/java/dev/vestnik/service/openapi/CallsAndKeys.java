package dev.vestnik.service.openapi;

import dev.vestnik.service.access.AccessTable;
import dev.vestnik.service.access.AccessTable.Verdict;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;

/** Names the service and its keys, and says of each call whether it takes one, as the table of calls has it. */
final class CallsAndKeys implements OpenApiCustomizer {
    private static final String KEY = "key";

    private final AccessTable table;
    private final String service;

    CallsAndKeys(AccessTable table, String service) {
        this.table = table;
        this.service = service;
    }

    @Override
    public void customise(OpenAPI api) {
        api.info(new Info().title("Vestnik " + service).version("v1"));
        if (api.getComponents() == null) {
            api.components(new Components());
        }
        api.getComponents()
                .addSecuritySchemes(
                        KEY,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description("an API key, or a token (JWT) of the configured OpenID Connect issuer"));
        api.getPaths().forEach(this::requireKeys);
    }

    private void requireKeys(String path, PathItem item) {
        item.readOperationsMap().forEach((method, operation) -> requireKey(method.name(), path, operation));
    }

    private void requireKey(String method, String path, Operation operation) {
        PathContainer sample = PathContainer.parsePath(path.replaceAll("\\{[^}]*}", "x"));
        boolean open = table.find(HttpMethod.valueOf(method), sample) instanceof Verdict.Known known
                && known.row().open();
        if (!open && operation.getSecurity() == null) {
            operation.addSecurityItem(new SecurityRequirement().addList(KEY));
        }
    }
}
