package io.tallylight.benchmarks.floor;

import io.tallylight.runtime.Env;
import io.tallylight.runtime.Logs;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The floor: fetch, parse as a stream, tell what is new, one transaction a fetch with the cursor in it. It re-reads two
 * windows, and that is all: no restart, no quota, no second target, nothing final, no metrics.
 */
public final class FloorMain {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Settings settings;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final KafkaProducer<String, byte[]> producer;
    private final Answer answer = new Answer();
    private final Seen seen = new Seen();
    private final ViewerCountBytes bytes;
    private boolean inTransaction;

    private record Settings(
            URI api, String kafka, String topic, String cursors, int schemaId, Duration every, Instant since) {

        static Settings from(Env env) {
            return new Settings(
                    env.uri("FLOOR_API", URI.create("http://127.0.0.1:1/")),
                    env.text("KAFKA_BOOTSTRAP_SERVERS"),
                    env.text("FLOOR_TOPIC"),
                    env.text("FLOOR_CURSORS"),
                    env.integer("FLOOR_SCHEMA_ID", 0, 0, Integer.MAX_VALUE),
                    env.duration("FLOOR_EVERY", Duration.ofMillis(470)),
                    Instant.parse(env.text("FLOOR_SINCE")));
        }
    }

    private FloorMain(Settings settings) {
        this.settings = settings;
        this.bytes = new ViewerCountBytes(settings.schemaId());
        Map<String, Object> kafka = new HashMap<>();
        kafka.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.kafka());
        kafka.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, settings.topic() + ".floor");
        kafka.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 600_000); // a whole backfill is one fetch
        kafka.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        kafka.put(ProducerConfig.BATCH_SIZE_CONFIG, 65_536);
        this.producer = new KafkaProducer<>(kafka, new StringSerializer(), new ByteArraySerializer());
    }

    public static void main(String[] args) throws Exception {
        Logs.TEXT.configure();
        new FloorMain(Env.read(System.getenv(), Settings::from)).run();
    }

    @SuppressWarnings("InfiniteLoopStatement") // whoever measures it kills it
    private void run() throws IOException, InterruptedException {
        producer.initTransactions();
        while (true) {
            long due = System.nanoTime() + settings.every().toNanos();
            turn();
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
    }

    private void turn() throws IOException, InterruptedException {
        long from = seen.from(settings.since().toEpochMilli());
        try (InputStream body =
                http.send(request(from), BodyHandlers.ofInputStream()).body()) {
            answer.read(body, this::row);
        }
        if (inTransaction) {
            inTransaction = false;
            byte[] cursor = Long.toString(seen.from(from)).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            send(new ProducerRecord<>(settings.cursors(), "158/live", cursor));
            producer.commitTransaction();
        }
    }

    private void row(Sample sample) {
        int revision = seen.revision(sample);
        if (revision == 0) {
            return;
        }
        if (!inTransaction) {
            producer.beginTransaction();
            inTransaction = true;
        }
        String key = "scaleengine/158/" + sample.app + "/" + sample.stream;
        String id = key + "/60/" + seen.start();
        byte[] value = bytes.of(id, revision, System.currentTimeMillis(), sample);
        send(new ProducerRecord<>(settings.topic(), null, sample.start, key, value));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the commit fails where a record failed
    private void send(ProducerRecord<String, byte[]> record) {
        producer.send(record);
    }

    private HttpRequest request(long from) {
        String json = "{\"command\":\"viewer.log\",\"graph\":2,\"starttime\":\""
                + TIME.format(Instant.ofEpochMilli(from)) + "\"}";
        return HttpRequest.newBuilder(settings.api())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("json=" + json))
                .build();
    }
}
