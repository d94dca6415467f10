package io.tallylight.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.tallylight.schemas.ContractException;
import io.tallylight.schemas.Contracts;
import io.tallylight.schemas.Topics;
import io.tallylight.schemas.Wire;
import io.tallylight.schemas.WireException.RegistryUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ContractsIT {

    private static EmbeddedKafka kafka;
    private static Registry registry;
    private static Admin admin;
    private static SchemaRegistryClient client;

    /** A world of its own for every test, on the same broker. */
    private final String prefix = UUID.randomUUID() + ".";

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.start(0, Optional.empty());
        registry = Registry.start(0, Optional.empty());
        admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
        client = Wire.registry(registry.url(), Map.of());
    }

    @AfterAll
    static void stop() throws Exception {
        client.close();
        admin.close();
        registry.close();
        kafka.close();
    }

    @Test
    void saysWhatIsMissingBeforeAnythingIsThere() {
        assertThat(differences())
                .hasSize(2 * Topics.all().size())
                .contains(
                        "topic " + prefix + "viewer is missing",
                        "subject " + prefix + "viewer-value is missing: it has no schema");
    }

    @Test
    void makesEverythingAsItShouldBe() {
        List<String> progress = apply();

        assertThat(progress).contains("topic " + prefix + "viewer: created with 12 partitions");
        assertThat(differences()).isEmpty();
    }

    @Test
    void changesNothingTheSecondTime() {
        apply();

        assertThat(apply()).isEmpty();
        assertThat(differences()).isEmpty();
    }

    @Test
    void comparesOnlyTheTopicsThatItIsAskedFor() {
        assertThat(Contracts.differences(admin, client, prefix, List.of(Topics.CUES)))
                .hasSize(2)
                .allSatisfy(difference -> assertThat(difference).contains(prefix + "cues"));
    }

    @Test
    void repairsPartitionsAndSettings() throws Exception {
        create(new NewTopic(prefix + "viewer", 3, (short) 1).configs(Map.of("retention.ms", "1000")));
        create(new NewTopic(prefix + "alerts", 12, (short) 1));
        assertThat(differences())
                .contains("topic " + prefix + "viewer has 3 partitions, not 12")
                .contains("topic " + prefix + "viewer has retention.ms=1000, not 2592000000")
                .contains("topic " + prefix + "alerts has cleanup.policy=delete, not compact");

        apply();

        assertThat(differences()).isEmpty();
    }

    @Test
    void leavesPartitionsThatAreTooMany() throws Exception {
        create(new NewTopic(prefix + "viewer", 13, (short) 1));

        assertThat(apply()).anySatisfy(line -> assertThat(line).contains("13 partitions, not 12", "stays"));
        assertThat(differences()).containsExactly("topic " + prefix + "viewer has 13 partitions, not 12");
    }

    @Test
    void repairsTheCompatibility() throws Exception {
        apply();
        client.updateCompatibility(prefix + "cues-value", "BACKWARD");
        assertThat(differences())
                .containsExactly(
                        "subject " + prefix + "cues-value has the compatibility BACKWARD, not FULL_TRANSITIVE");

        apply();

        assertThat(differences()).isEmpty();
    }

    @Test
    void registersThisVersionBesideAnEarlierOne() throws Exception {
        String subject = prefix + "gaps-value";
        client.register(subject, earlier());
        assertThat(differences()).contains("subject " + subject + " lacks this version's schema");

        apply();

        assertThat(client.getAllVersions(subject)).hasSize(2);
        assertThat(differences()).isEmpty();
    }

    @Test
    void namesTheSubjectWhoseSchemaTheRegistryRefuses() throws Exception {
        String subject = prefix + "gaps-value";
        client.register(
                subject,
                new AvroSchema("{\"type\":\"record\",\"name\":\"Gap\",\"namespace\":\"io.tallylight.event\","
                        + "\"fields\":[{\"name\":\"id\",\"type\":\"int\"}]}"));

        assertThatThrownBy(this::apply).isInstanceOf(ContractException.class).hasMessageContaining(subject);
    }

    @Test
    void seesThatASubjectIsGoneAlthoughItsIdWasCached() throws Exception {
        apply();
        client.deleteSubject(prefix + "cues-value");

        assertThat(differences()).containsExactly("subject " + prefix + "cues-value is missing: it has no schema");
    }

    @Test
    void saysThatKafkaCannotBeReached() {
        int nobody = FreePorts.find(1).get(0);
        try (Admin lost = Admin.create(Map.of(
                "bootstrap.servers",
                "127.0.0.1:" + nobody,
                "default.api.timeout.ms",
                2000,
                "request.timeout.ms",
                1000))) {
            assertThatThrownBy(() -> Contracts.differences(lost, client, prefix, Topics.all()))
                    .isInstanceOf(ContractException.class)
                    .hasMessageContaining("KAFKA_BOOTSTRAP_SERVERS");
        }
    }

    @Test
    void saysThatTheRegistryCannotBeReached() throws Exception {
        int nobody = FreePorts.find(1).get(0);
        try (SchemaRegistryClient lost = Wire.registry("http://127.0.0.1:" + nobody, Map.of())) {
            assertThatThrownBy(() -> Contracts.differences(admin, lost, prefix, Topics.all()))
                    .isInstanceOf(RegistryUnavailable.class)
                    .hasMessageContaining("cannot be reached");
        }
    }

    /** Today's schema with another doc: an earlier version that differs and goes together. */
    private static AvroSchema earlier() {
        String today = Topics.GAPS.schema().toString().replace(",\"avro.java.string\":\"String\"", "");
        String doc = Topics.GAPS.schema().getDoc();
        return new AvroSchema(today.replace(doc, "What it was called before."));
    }

    private List<String> differences() {
        return Contracts.differences(admin, client, prefix, Topics.all());
    }

    private List<String> apply() {
        List<String> progress = new ArrayList<>();
        Contracts.apply(admin, client, prefix, (short) 1, progress::add);
        return progress;
    }

    private static void create(NewTopic topic) throws Exception {
        admin.createTopics(List.of(topic)).all().get(10, TimeUnit.SECONDS);
        await().ignoreExceptions()
                .until(() -> admin.describeTopics(List.of(topic.name()))
                                .allTopicNames()
                                .get()
                                .get(topic.name())
                                .partitions()
                                .size()
                        == topic.numPartitions());
    }
}
