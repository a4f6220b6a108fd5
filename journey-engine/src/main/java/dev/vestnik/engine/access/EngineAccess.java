package dev.vestnik.engine.access;

import static dev.vestnik.service.access.AccessTable.call;
import static dev.vestnik.service.access.AccessTable.callOfAll;
import static dev.vestnik.service.access.AccessTable.everything;
import static dev.vestnik.service.access.AccessTable.open;
import static dev.vestnik.service.access.Role.MARKETER;
import static dev.vestnik.service.access.Role.OPS;
import static dev.vestnik.service.access.Role.SHOP;
import static dev.vestnik.service.access.Role.SUPPORT;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import dev.vestnik.engine.definitions.DefinitionsLog;
import dev.vestnik.service.access.AccessTable;
import dev.vestnik.service.access.KeysConfiguration;
import dev.vestnik.service.access.ShopRule;
import dev.vestnik.service.openapi.OpenApiConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The engine's calls. */
@Configuration(proxyBeanMethods = false)
@Import({KeysConfiguration.class, OpenApiConfiguration.class})
public class EngineAccess {
    @Bean
    AccessTable accessTable(DefinitionsLog log) {
        DefinitionRules of = new DefinitionRules(log);
        ShopRule shop = ShopRule.parameter("shop", "main");
        return AccessTable.of(
                open(GET, "/u/{token}"),
                open(POST, "/u/{token}"),
                open(GET, "/public/preferences/{token}"), // the customer's link is the key
                open(PUT, "/public/preferences/{token}"),
                open(GET, "/actuator/health"),
                open(GET, "/actuator/health/{*part}"),
                open(GET, "/actuator/prometheus"),
                everything("/actuator/{*endpoint}", OPS),
                open(GET, "/api/schema/{name}"), // editors have no key
                open(GET, "/api/reasons"),
                open(GET, "/openapi"),
                open(GET, "/openapi.yaml"),
                open(GET, "/console"), // the page asks for a key itself
                open(GET, "/console/{*path}"),
                callOfAll(GET, "/api/me"),
                callOfAll(GET, "/api/status"),
                call(GET, "/api/feature-level", OPS),
                call(POST, "/api/feature-level", OPS).in(of.settings()),
                call(GET, "/internal/feature-level", OPS), // with the key of who asks for it
                call(GET, "/internal/revision", MARKETER, OPS), // with the key of who publishes
                call(GET, "/internal/in-flight/{id}", MARKETER, OPS).in(of.journey()),
                call(GET, "/internal/in-flight/{id}/steps", MARKETER, OPS).in(of.journey()),
                call(GET, "/internal/stuck", SUPPORT, MARKETER, OPS).in(ShopRule.HANDLER),
                call(GET, "/api/stuck", SUPPORT, MARKETER, OPS).in(ShopRule.HANDLER),
                call(POST, "/api/stuck/{instance}/retry", SUPPORT, OPS).in(ShopRule.HANDLER),
                call(POST, "/api/stuck/{instance}/end", SUPPORT, OPS).in(ShopRule.HANDLER),
                call(GET, "/internal/tasks", SUPPORT).in(ShopRule.HANDLER),
                call(GET, "/api/tasks", SUPPORT).in(ShopRule.HANDLER),
                call(POST, "/api/tasks/{id}/take", SUPPORT).in(ShopRule.HANDLER),
                call(POST, "/api/tasks/{id}/finish", SUPPORT).in(ShopRule.HANDLER),
                call(POST, "/api/tasks/{id}/release", SUPPORT).in(ShopRule.HANDLER),
                call(GET, "/api/journeys", MARKETER, OPS).in(ShopRule.HANDLER),
                call(GET, "/api/journeys/{id}", MARKETER, OPS).in(of.journey()),
                call(PUT, "/api/journeys/{id}", MARKETER).in(of.journey()),
                call(DELETE, "/api/journeys/{id}", MARKETER).in(of.journey()),
                call(POST, "/api/journeys/{id}/revert", MARKETER).in(of.journey()),
                call(POST, "/api/journeys/{id}/publish", MARKETER).in(of.journey()),
                call(POST, "/api/journeys/{id}/pause", MARKETER).in(of.journey()),
                call(POST, "/api/journeys/{id}/resume", MARKETER).in(of.journey()),
                call(POST, "/api/journeys/{id}/archive", MARKETER).in(of.journey()),
                call(GET, "/api/journeys/{id}/versions", MARKETER, OPS).in(of.journey()),
                call(GET, "/api/journeys/{id}/versions/{version}", MARKETER, OPS)
                        .in(of.journey()),
                call(GET, "/api/journeys/{id}/versions/{a}/diff/{b}", MARKETER, OPS)
                        .in(of.journey()),
                call(POST, "/api/journeys/{id}/test-runs", MARKETER).in(of.journeyToRead()),
                call(POST, "/api/journeys/{id}/simulations", MARKETER).in(of.journeyToRead()),
                call(GET, "/api/simulations", MARKETER, OPS).in(ShopRule.HANDLER),
                call(GET, "/api/simulations/{id}", MARKETER, OPS).in(ShopRule.HANDLER),
                call(GET, "/api/simulations/{id}/timelines", MARKETER, OPS).in(ShopRule.HANDLER),
                call(DELETE, "/api/simulations/{id}", MARKETER).in(ShopRule.HANDLER),
                call(GET, "/api/journeys/{id}/tests", MARKETER, OPS).in(of.journey()),
                call(POST, "/api/journeys/{id}/tests", MARKETER).in(of.journey()),
                call(DELETE, "/api/journeys/{id}/tests/{name}", MARKETER).in(of.journey()),
                call(GET, "/api/templates", MARKETER, OPS).in(ShopRule.HANDLER),
                call(GET, "/api/templates/{id}", MARKETER, OPS).in(of.template()),
                call(PUT, "/api/templates/{id}", MARKETER).in(of.template()),
                call(DELETE, "/api/templates/{id}", MARKETER).in(of.template()),
                call(POST, "/api/templates/{id}/preview", MARKETER).in(of.templateToRead()),
                call(GET, "/api/templates/{id}/draft", MARKETER, OPS).in(of.template()),
                call(PUT, "/api/templates/{id}/draft", MARKETER).in(of.template()),
                call(DELETE, "/api/templates/{id}/draft", MARKETER).in(of.template()),
                call(POST, "/api/templates/{id}/publish", MARKETER).in(of.template()),
                call(POST, "/api/templates/{id}/revert", MARKETER).in(of.template()),
                call(GET, "/api/templates/{id}/versions", MARKETER, OPS).in(of.template()),
                call(GET, "/api/templates/{id}/versions/{version}", MARKETER, OPS)
                        .in(of.template()),
                call(GET, "/api/templates/{id}/versions/{a}/diff/{b}", MARKETER, OPS)
                        .in(of.template()),
                call(GET, "/api/settings", MARKETER, OPS),
                call(GET, "/api/settings/shop", MARKETER, OPS),
                call(PUT, "/api/settings", MARKETER).in(of.settings()),
                call(PUT, "/api/settings/shop", MARKETER).in(of.settings()),
                call(GET, "/api/settings/shop/versions", MARKETER, OPS),
                call(GET, "/api/settings/shop/versions/{version}", MARKETER, OPS),
                call(GET, "/api/settings/shop/versions/{a}/diff/{b}", MARKETER, OPS),
                call(POST, "/api/settings/shop/revert", MARKETER).in(of.settings()),
                call(GET, "/api/settings/shop/effective", MARKETER, OPS).in(shop),
                call(GET, "/api/audit", OPS).in(ShopRule.HANDLER),
                call(GET, "/api/dead-letters", OPS).in(ShopRule.EVERY),
                call(GET, "/api/dead-letters/{topic}", OPS).in(ShopRule.EVERY),
                call(GET, "/api/dead-letters/{topic}/{offset}", OPS).in(ShopRule.EVERY),
                call(POST, "/api/dead-letters/{topic}/replay", OPS).in(ShopRule.EVERY),
                call(GET, "/api/bundles", MARKETER, OPS).in(ShopRule.HANDLER),
                call(POST, "/api/bundles", MARKETER).in(ShopRule.HANDLER),
                call(GET, "/api/offers", MARKETER, OPS).in(ShopRule.HANDLER),
                call(GET, "/api/offers/{id}", MARKETER, OPS).in(of.offer()),
                call(PUT, "/api/offers/{id}", MARKETER).in(of.offer()),
                call(POST, "/api/offers/{id}/codes", MARKETER).in(of.offer()),
                call(POST, "/api/offers/{id}/codes/make", MARKETER).in(of.offer()),
                call(GET, "/api/offers/{id}/stock", MARKETER, OPS).in(of.offer()),
                call(POST, "/api/offers/{id}/redeem", SHOP, SUPPORT).in(shop),
                call(POST, "/api/codes", SHOP).in(shop),
                call(POST, "/api/codes/verify", SHOP).in(shop),
                call(GET, "/api/segments", MARKETER, OPS).in(ShopRule.HANDLER),
                call(GET, "/api/segments/{id}", MARKETER, OPS).in(of.segment()),
                call(PUT, "/api/segments/{id}", MARKETER).in(of.segment()),
                call(POST, "/api/segments/{id}/count", MARKETER, OPS).in(of.segmentToRead()),
                call(GET, "/internal/segments/{id}/count", MARKETER, OPS).in(of.segment()), // with the key of who asks
                call(GET, "/api/segments/{id}/members", SUPPORT, MARKETER, OPS).in(of.segment()),
                call(GET, "/api/lists", MARKETER, OPS).in(shop),
                call(GET, "/api/lists/{id}", MARKETER, OPS).in(shop),
                call(PUT, "/api/lists/{id}", MARKETER).in(shop),
                call(DELETE, "/api/lists/{id}", MARKETER).in(shop),
                call(GET, "/api/campaigns", MARKETER, OPS).in(ShopRule.HANDLER),
                call(GET, "/api/campaigns/{id}", MARKETER, OPS).in(of.campaign()),
                call(PUT, "/api/campaigns/{id}", MARKETER).in(of.campaign()),
                call(POST, "/api/campaigns/{id}/forecast", MARKETER, OPS).in(of.campaignToRead()),
                call(GET, "/internal/campaigns/{id}/forecast", MARKETER, OPS).in(of.campaign()),
                call(POST, "/api/campaigns/{id}/launch", MARKETER).in(of.campaign()),
                call(POST, "/api/campaigns/{id}/pause", MARKETER).in(of.campaign()),
                call(POST, "/api/campaigns/{id}/resume", MARKETER).in(of.campaign()),
                call(POST, "/api/campaigns/{id}/cancel", MARKETER).in(of.campaign()),
                call(GET, "/api/campaigns/{id}/progress", MARKETER, OPS).in(of.campaign()),
                call(GET, "/internal/campaigns/{id}/progress", MARKETER, OPS).in(of.campaign()),
                call(GET, "/api/reports/journeys/{id}", MARKETER, OPS)
                        .in(of.journey().and(shop)),
                call(GET, "/api/reports/campaigns/{id}", MARKETER, OPS)
                        .in(of.campaign().and(shop)),
                call(GET, "/api/reports/summary", MARKETER, OPS).in(shop),
                call(GET, "/api/reports/funnel", MARKETER, OPS)
                        .in(of.journeyAskedFor().and(shop)),
                call(GET, "/internal/reports/journeys/{id}", MARKETER, OPS).in(shop), // with the key of who asks
                call(GET, "/internal/reports/summary", MARKETER, OPS).in(shop),
                call(GET, "/api/customers/{id}/offers", SHOP, SUPPORT).in(shop),
                call(GET, "/api/customers/{id}", SUPPORT, MARKETER, OPS).in(shop),
                call(GET, "/api/customers/{id}/timeline", SUPPORT, MARKETER, OPS)
                        .in(shop),
                call(GET, "/api/customers/{id}/explain", SUPPORT, MARKETER, OPS).in(shop),
                call(DELETE, "/api/customers/{id}", SUPPORT).in(shop),
                call(GET, "/api/customers/{id}/export", SUPPORT).in(shop),
                call(PUT, "/api/customers/{id}/consents", SUPPORT).in(shop),
                call(POST, "/api/customers/{id}/messages", SUPPORT).in(shop),
                call(GET, "/api/messages/{messageId}", SUPPORT, MARKETER, OPS).in(ShopRule.HANDLER));
    }
}
