package io.tallylight.runtime;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka Streams' clients, whose every transaction is guarded by {@link ProvingProducer}. Those of an instance with a name
 * have names that outlast its process: whoever comes after it, or after a dead thread of it, takes over its membership at
 * once and ends the transaction that it left open.
 *
 * <pre>
 * transactional.id    APPLICATION-INSTANCE-SLOT
 * group.instance.id   INSTANCE-SLOT               where Kafka Streams would have put the thread's number
 * </pre>
 *
 * A slot is a thread's number at the start; the thread that replaces a dead one gets a new number and inherits the slot.
 */
final class LastingNames implements KafkaClientSupplier {

    private static final Logger log = LoggerFactory.getLogger(LastingNames.class);
    private static final Pattern THREAD = Pattern.compile("(.*-StreamThread-)(\\d+)(?:-.*)?");
    private static final int PATIENCE_SECONDS = 5;
    private static final int MOST_LOSSES = 5;
    private static final long LOSSES_WITHIN = TimeUnit.MINUTES.toNanos(2);

    private final String application;
    private final Optional<String> instance;
    private final Optional<IdleTime> idle;
    private final Map<String, String> slots = new ConcurrentHashMap<>();
    private final Map<String, Consumer<byte[], byte[]>> members = new ConcurrentHashMap<>();
    private final Deque<Long> losses = new ArrayDeque<>();
    private @Nullable Admin admin;

    /** @param idle how long a stream thread can wait for records; empty for what Kafka Streams is set to */
    LastingNames(String application, Optional<String> instance, Optional<IdleTime> idle) {
        this.application = application;
        this.instance = instance;
        this.idle = idle;
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        Admin made = Admin.create(config);
        admin = made;
        return made;
    }

    /**
     * A thread that asks for a second producer for itself lost its work.
     *
     * @throws FencedInstanceIdException if another process has it under the same name: taking it back would go on for ever
     */
    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        Matcher thread = thread(config);
        if (!thread.matches()) {
            return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        }
        String slot = slot(thread);
        instance.ifPresent(name -> {
            if (isOwn(thread)) {
                giveUpIfAnotherHas(slot);
            }
            config.computeIfPresent(
                    ProducerConfig.TRANSACTIONAL_ID_CONFIG, (key, random) -> application + "-" + name + "-" + slot);
        });
        return new ProvingProducer(config, () -> Optional.ofNullable(members.get(slot)));
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        Matcher thread = thread(config);
        if (!thread.matches()) {
            return consumer(config);
        }
        String slot = slot(thread);
        if (instance.isPresent()) {
            config.computeIfPresent(
                    ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
                    (key, numbered) -> numbered.toString().replaceFirst("-\\d+$", "-" + slot));
        }
        Consumer<byte[], byte[]> member = idle.<Consumer<byte[], byte[]>>map(time -> new PacedConsumer(config, time))
                .orElseGet(() -> consumer(config));
        members.put(slot, member);
        return member;
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return consumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return consumer(config);
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static Matcher thread(Map<String, Object> config) {
        return THREAD.matcher(String.valueOf(config.get(CommonClientConfigs.CLIENT_ID_CONFIG)));
    }

    private static boolean isOwn(Matcher thread) {
        return Thread.currentThread().getName().equals(thread.group(1) + thread.group(2));
    }

    /** Kafka Streams makes a replacement on the thread that dies. */
    private String slot(Matcher thread) {
        String maker = slots.getOrDefault(Thread.currentThread().getName(), thread.group(2));
        slots.put(thread.group(1) + thread.group(2), maker);
        return maker;
    }

    private void giveUpIfAnotherHas(String slot) {
        boolean another = Optional.ofNullable(members.get(slot))
                .map(Consumer::groupMetadata)
                .filter(own -> own.groupInstanceId().isPresent())
                .map(this::isReplaced)
                .orElseGet(this::lostTooOften);
        if (another) {
            throw new FencedInstanceIdException(
                    "Another process took over the work of instance " + instance.orElse("of no name"));
        }
    }

    /** Under the streams protocol nobody can see who has the name, only that it is taken again and again. */
    private synchronized boolean lostTooOften() {
        long now = System.nanoTime();
        losses.addLast(now);
        losses.removeIf(loss -> now - loss > LOSSES_WITHIN);
        return losses.size() > MOST_LOSSES;
    }

    /** Told by the member id: a member that is replaced leaves its client id to the one that replaces it. */
    private boolean isReplaced(ConsumerGroupMetadata own) {
        if (own.groupInstanceId().isEmpty() || own.memberId().isEmpty() || admin == null) {
            return false;
        }
        try {
            var groups = admin.describeConsumerGroups(List.of(application)).all();
            return groups.get(PATIENCE_SECONDS, TimeUnit.SECONDS).values().stream()
                    .flatMap(group -> group.members().stream())
                    .filter(member -> member.groupInstanceId().equals(own.groupInstanceId()))
                    .anyMatch(member -> !member.consumerId().equals(own.memberId()));
        } catch (ExecutionException | TimeoutException unseen) {
            log.warn("Whether another process is {} cannot be seen: {}", instance.orElse(""), Causes.inWords(unseen));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
