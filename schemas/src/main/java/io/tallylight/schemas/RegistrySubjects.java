package io.tallylight.schemas;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The contract's registry side: a subject's schema and how it may change. */
final class RegistrySubjects {

    /** Each side may be upgraded first, against every version that was ever registered. */
    static final String COMPATIBILITY = "FULL_TRANSITIVE";

    private static final int CONFLICT = 409;

    private final SchemaRegistryClient registry;
    private final String prefix;

    RegistrySubjects(SchemaRegistryClient registry, String prefix) {
        this.registry = registry;
        this.prefix = prefix;
    }

    void apply(Collection<Topic<?>> topics, Consumer<String> progress) {
        asking(() -> {
            registry.reset();
            Set<String> known = Set.copyOf(registry.getAllSubjects());
            for (Topic<?> topic : topics) apply(topic, known, progress);
            return known;
        });
    }

    /** A subject's rule is set before a new version comes, so that the registry checks it; a new subject has none yet. */
    private void apply(Topic<?> topic, Set<String> known, Consumer<String> progress)
            throws IOException, RestClientException {
        String subject = topic.subject(prefix);
        if (known.contains(subject)) setCompatibility(subject, progress);
        register(topic, subject, progress);
        setCompatibility(subject, progress);
    }

    private void register(Topic<?> topic, String subject, Consumer<String> progress)
            throws IOException, RestClientException {
        AvroSchema schema = RegisteredSchemas.published(topic);
        if (isRegistered(subject, schema)) return;
        try {
            int id = registry.register(subject, schema);
            progress.accept("subject " + subject + ": registered the schema, id " + id);
        } catch (RestClientException e) {
            if (e.getStatus() != CONFLICT) throw e;
            throw new ContractException(
                    "The registry refuses the schema for the subject " + subject
                            + ", as it does not go together with an earlier version: " + e.getMessage(),
                    e);
        }
    }

    private void setCompatibility(String subject, Consumer<String> progress) throws IOException, RestClientException {
        if (compatibility(subject).filter(COMPATIBILITY::equals).isPresent()) return;
        registry.updateCompatibility(subject, COMPATIBILITY);
        progress.accept("subject " + subject + ": compatibility " + COMPATIBILITY);
    }

    List<String> differences(Collection<Topic<?>> topics) {
        return asking(() -> {
            registry.reset();
            List<String> differences = new ArrayList<>();
            for (Topic<?> topic : topics) compare(topic, differences);
            return differences;
        });
    }

    private void compare(Topic<?> topic, List<String> differences) throws IOException, RestClientException {
        String subject = topic.subject(prefix);
        if (!isRegistered(subject, RegisteredSchemas.published(topic))) {
            differences.add("subject " + subject
                    + (exists(subject) ? " lacks this version's schema" : " is missing: it has no schema"));
        } else if (compatibility(subject).filter(COMPATIBILITY::equals).isEmpty()) {
            differences.add("subject " + subject + " has the compatibility "
                    + compatibility(subject).orElse("of the registry's default") + ", not " + COMPATIBILITY);
        }
    }

    private boolean isRegistered(String subject, AvroSchema schema) throws IOException, RestClientException {
        return answer(() -> registry.getId(subject, schema)).isPresent();
    }

    private boolean exists(String subject) throws IOException, RestClientException {
        return answer(() -> registry.getAllVersions(subject)).isPresent();
    }

    private Optional<String> compatibility(String subject) throws IOException, RestClientException {
        return answer(() -> registry.getCompatibility(subject));
    }

    private static <A> Optional<A> answer(Question<A> question) throws IOException, RestClientException {
        try {
            return Optional.ofNullable(question.ask());
        } catch (RestClientException e) {
            if (RegisteredSchemas.isAbsence(e)) return Optional.empty();
            throw e;
        }
    }

    private static <A> A asking(Question<A> question) {
        try {
            return question.ask();
        } catch (RestClientException e) {
            throw RegisteredSchemas.unavailable(e);
        } catch (IOException e) {
            throw RegisteredSchemas.unavailable(e);
        }
    }

    private interface Question<A> {
        A ask() throws IOException, RestClientException;
    }
}
