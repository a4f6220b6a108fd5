package dev.vestnik.system.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import dev.vestnik.schemas.topic.TopicCreation;
import dev.vestnik.schemas.topic.TopicLayout;
import dev.vestnik.schemas.topic.Topics;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Helm itself renders the chart, and Kubernetes' own types read what comes of it. */
class ChartTest {
    private static final Path DEPLOY = Path.of("..", "deploy");
    private static final Path PLAIN = DEPLOY.resolve("kubernetes/vestnik.yaml");

    private final KubernetesSerialization kubernetes = new KubernetesSerialization();

    private static String rendered(String... values) {
        assumeTrue(
                System.getProperty("os.name").equals("Linux")
                        && System.getProperty("os.arch").equals("amd64"),
                "no Helm library for this machine");
        TemplateCommand template =
                new Helm(DEPLOY.resolve("helm/vestnik")).template().withName("vestnik");
        for (String value : values) {
            String[] parts = value.split("=", 2);
            template.set(parts[0], parts[1]);
        }
        return template.call();
    }

    private List<HasMetadata> documents(String... values) {
        List<HasMetadata> documents = new ArrayList<>();
        for (String document : rendered(values).split("(?m)^---$")) { // an unknown kind is a generic resource
            if (document.lines().anyMatch(line -> line.startsWith("kind:"))) {
                documents.add(kubernetes.unmarshal(document, HasMetadata.class));
            }
        }
        return documents;
    }

    private Stream<PodSpec> pods() {
        return documents().stream()
                .map(document -> switch (document) {
                    case Deployment deployment ->
                        deployment.getSpec().getTemplate().getSpec();
                    case StatefulSet set -> set.getSpec().getTemplate().getSpec();
                    default -> null;
                })
                .filter(pod -> pod != null);
    }

    @Test
    void thePlainManifestsAreWhatTheChartRenders() throws IOException {
        String expected =
                "# Made from deploy/helm/vestnik by ChartTest (-Dvestnik.write=true); change the chart instead.\n"
                        + rendered().replaceAll("(?m)[ \t]+$", "");
        if (Boolean.getBoolean("vestnik.write")) {
            Files.createDirectories(PLAIN.getParent());
            Files.writeString(PLAIN, expected);
        }
        assertThat(Files.readString(PLAIN)).isEqualTo(expected);
    }

    /** A field that a kind does not have is taken over by its type as an additional one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "engine.replicas=3",
                "engine.storageClass=fast",
                "image.tag=1.2.3",
                "services.sms-sender.maxReplicas=4",
                "links.url=https://go.shop.example"
            })
    void hasNoFieldThatKubernetesDoesNotKnow(String value) {
        List<HasMetadata> documents = documents(value);
        assertThat(documents)
                .hasSizeGreaterThan(15)
                .allSatisfy(document -> assertThat(AdditionalFields.of(document))
                        .as(document.getKind() + " " + document.getMetadata().getName())
                        .isEmpty());
    }

    private List<GenericKubernetesResource> ofStrimzi(String kind) {
        return documents(
                        "strimzi.enabled=true",
                        "strimzi.cluster=main",
                        "kafka.topicPrefix=shop1.",
                        "kafka.partitions=24")
                .stream()
                .filter(document -> document.getKind().equals(kind))
                .map(GenericKubernetesResource.class::cast)
                .peek(resource ->
                        assertThat(resource.getMetadata().getLabels()).containsEntry("strimzi.io/cluster", "main"))
                .toList();
    }

    @Test
    void theTopicsOfTheChartAreThoseOfTheCatalogue() throws IOException {
        String expected = "# Made from the catalogue of topics by ChartTest (-Dvestnik.write=true).\n"
                + new YAMLMapper()
                        .writeValueAsString(Topics.all().stream()
                                .map(topic ->
                                        new ChartTopic(topic.name(), topic.partitioned(), TopicCreation.config(topic)))
                                .toList());
        if (Boolean.getBoolean("vestnik.write")) {
            Files.writeString(DEPLOY.resolve("helm/vestnik/topics.yml"), expected);
        }
        assertThat(Files.readString(DEPLOY.resolve("helm/vestnik/topics.yml"))).isEqualTo(expected);
        TopicLayout layout = new TopicLayout("shop1.", 24, (short) 3);
        assertThat(ofStrimzi("KafkaTopic"))
                .extracting(topic -> Map.<String, Object>of(
                        "topicName", topic.get("spec", "topicName"),
                        "partitions", topic.get("spec", "partitions"),
                        "replicas", topic.get("spec", "replicas"),
                        "config", topic.get("spec", "config")))
                .containsExactlyInAnyOrderElementsOf(Topics.all().stream()
                        .map(topic -> Map.<String, Object>of(
                                "topicName", layout.name(topic),
                                "partitions", layout.partitions(topic),
                                "replicas", (int) layout.replication(),
                                "config", Map.copyOf(TopicCreation.config(topic))))
                        .toList());
    }

    private record ChartTopic(String name, boolean partitioned, SortedMap<String, String> config) {}

    @Test
    void eachServiceIsAUserWithTheRightsOfTheList() throws IOException {
        Rights rights = Rights.read();
        List<GenericKubernetesResource> users = ofStrimzi("KafkaUser");

        assertThat(users)
                .extracting(user -> user.getMetadata().getName())
                .containsExactlyInAnyOrderElementsOf(
                        rights.services().stream().map("vestnik-"::concat).toList());
        for (GenericKubernetesResource user : users) {
            List<Object> acls = user.get("spec", "authorization", "acls");
            assertThat(acls)
                    .containsExactlyInAnyOrderElementsOf(
                            rights.acls(user.getMetadata().getName().replaceFirst("vestnik-", ""), "shop1."));
        }
        assertThat(rendered("strimzi.enabled=true"))
                .contains(
                        "{secretKeyRef: {name: vestnik-sms-sender, key: sasl.jaas.config}}",
                        "secretName: kafka-cluster-ca-cert");
    }

    @Test
    void noPodRunsAsRootOrWritesOutsideItsVolumes() {
        assertThat(pods()).hasSize(5).allSatisfy(pod -> {
            assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getAutomountServiceAccountToken()).isFalse();
            Container container = pod.getContainers().getFirst();
            assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                    .isTrue();
            assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                    .isFalse();
            assertThat(container.getSecurityContext().getCapabilities().getDrop())
                    .containsExactly("ALL");
            assertThat(container.getResources().getLimits()).containsKey("memory");
            assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/actuator/health/readiness");
        });
    }

    @Test
    void thereArePagesWhereTheyHaveAnAddress() {
        assertThat(rendered()).doesNotContain("customer-pages").doesNotContain("VESTNIK_LINKS_URL");
        String rendered = rendered("links.url=https://go.shop.example", "keda.enabled=true");
        assertThat(rendered)
                .contains("image: vestnik/customer-pages:")
                .doesNotContain("vestnik.customer-pages")
                .contains("{name: VESTNIK_PAGES_ENGINEURL, value: \"http://journey-engine:8081\"}");
        assertThat(rendered.split("VESTNIK_LINKS_URL, value: \"https://go.shop.example\"", -1))
                .hasSize(7);
    }

    @Test
    void noSecretIsAmongTheValues() {
        assertThat(rendered()).doesNotContainIgnoringCase("password").doesNotContain("kind: Secret");
    }

    @Test
    void refusesMoreCopiesThanThereAreOtherInstances() {
        assertThatThrownBy(() -> rendered("engine.standbys=2"))
                .hasMessageContaining("engine.standbys must be smaller than engine.replicas");
    }

    @Test
    void refusesKedaWhereKafkaAsksForAUser() {
        assertThatThrownBy(() -> rendered("strimzi.enabled=true", "keda.enabled=true"))
                .hasMessageContaining("strimzi.enabled and keda.enabled exclude each other");
    }

    @Test
    void sendersScaleByTheLagOfTheirLanesWhereKedaIsThere() {
        assertThat(rendered("keda.enabled=true", "kafka.topicPrefix=shop1."))
                .contains("consumerGroup: \"shop1.vestnik.sms.bulk\"", "topic: \"shop1.messages.sms.bulk\"")
                .doesNotContain("averageUtilization: 70\n---\napiVersion: keda.sh");
    }
}
