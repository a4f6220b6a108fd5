package dev.vestnik.ingest.http;

import dev.vestnik.schemas.EventType;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Comparator;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Adds to the OpenAPI document what annotations cannot say: the events, as the Avro schemas define them. */
@Configuration(proxyBeanMethods = false)
class EventApiDescription {

    @Bean
    OpenApiCustomizer events() {
        return api -> {
            api.getInfo().description("The shop's door: events in, as CloudEvents.");
            addSchemas(api);
        };
    }

    private static void addSchemas(OpenAPI api) {
        JsonSchemas schemas = new JsonSchemas(api.getComponents());
        List<EventType> types = EventType.all().stream()
                .sorted(Comparator.comparing(EventType::name))
                .toList();
        api.getComponents().addSchemas("CloudEvent", cloudEvent(types, schemas));
        api.getComponents()
                .addSchemas("CloudEvents", JsonSchemas.of("array").items(JsonSchemas.reference("CloudEvent")));
    }

    private static Schema<?> cloudEvent(List<EventType> types, JsonSchemas schemas) {
        Schema<?> event = JsonSchemas.of("object")
                .description(
                        "A CloudEvent; `data` depends on `type`. Types that start with x. are the shop's own, with free data.")
                .addProperty("specversion", JsonSchemas.of("string")._const("1.0"))
                .addProperty("id", JsonSchemas.of("string").maxLength(256))
                .addProperty("source", JsonSchemas.of("string").description("/shops/{shop}"))
                .addProperty(
                        "type",
                        JsonSchemas.of("string")
                                .description("one of "
                                        + String.join(
                                                ", ",
                                                types.stream()
                                                        .map(EventType::name)
                                                        .toList()) + ", x.*"))
                .addProperty(
                        "time",
                        JsonSchemas.of("string").format("date-time").description("when it happened; absent: now"))
                .addProperty(
                        "subject",
                        JsonSchemas.of("string")
                                .description("the customer (~ and an id: a visitor), for product.* the product"));
        Schema<Object> data = new Schema<>();
        types.forEach(type -> data.addAnyOfItem(schemas.of(type.payload()).title(type.name())));
        return event.addProperty("data", data).required(List.of("specversion", "id", "source", "type", "subject"));
    }
}
