package io.tallylight.poller.engine;

import io.tallylight.event.Gap;
import io.tallylight.event.Rejection;
import io.tallylight.event.Target;
import io.tallylight.poller.Answer;
import io.tallylight.poller.Ask;
import io.vertx.core.AsyncResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hosts the engine on a stream thread: targets come in as records, time as punctuations, answers through {@link Arrivals}.
 * Commits only after it forwarded something, because every commit is a transaction.
 */
final class PollProcessor<A extends Ask> implements Processor<String, Target, String, SpecificRecordBase>, Outbox {

    /** A drain ends after so many rows or so long, so that a transaction never comes near its timeout. */
    private static final int ROWS_A_STEP = 500;

    private static final Duration LONGEST_DRAIN = Duration.ofMillis(200);

    /** What changed without an event, such as a cursor, is stored this late at most; a crash repeats that much. */
    private static final Duration LATEST_SAVE = Duration.ofSeconds(5);

    /** A thread that slept for longer may be a zombie whose targets have another owner: it asks nothing before a commit. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private static final Duration LONGEST_SLEEP = Duration.ofHours(1);
    private static final Duration RECALL_TICK = Duration.ofMillis(500);
    private static final Logger log = LoggerFactory.getLogger(PollProcessor.class);

    private final PollHost<A> host;
    private ProcessorContext<String, SpecificRecordBase> context;
    private StreamsPollStore store;
    private Arrivals<A> arrivals;
    private Queue<Runnable> recalled;
    private Recaller.@Nullable ReadBy read;
    private PollEngine<A> engine;
    private Cancellable tick;
    private Instant tickAt = Instant.EPOCH;
    private Instant unsavedSince = Instant.MAX;
    private int begun;
    private int recalls;
    private boolean forwarded;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    PollProcessor(PollHost<A> host) {
        this.host = host;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecordBase> context) {
        this.context = context;
        store = new StreamsPollStore(host.feed().provider(), context);
        arrivals = new Arrivals<>(host.inFlight());
        recalled = new ConcurrentLinkedQueue<>();
        read = null;
        recalls = 0;
        engine = host.engine(store, this, this::begin, this::recall);
        Instant now = now();
        store.eachAccount((name, account) -> engine.accept(account, now));
        schedule(now, host.tick());
    }

    @Override
    public void process(Record<String, Target> record) {
        Instant now = now();
        read = context.recordMetadata().map(this::read).orElse(null);
        if (record.value() == null) {
            store.deleteAccount(record.key());
            engine.remove(record.key());
        } else {
            store.putAccount(record.key(), record.value());
            engine.accept(record.value(), now);
        }
        save();
        tick.cancel();
        schedule(now, host.tick());
    }

    @Override
    public void close() {
        tick.cancel();
        arrivals.close();
        engine.end();
        host.inFlight().end(begun);
        begun = 0;
        markSaved();
    }

    @Override
    public void event(String key, Instant at, SpecificRecordBase event) {
        forward(
                new Record<>(key, event, at.toEpochMilli()),
                PollTopology.events(host.feed().provider()));
    }

    @Override
    public void gap(Gap gap) {
        forward(
                new Record<>(gap.getTarget(), gap, gap.getWindowStart().toEpochMilli()),
                PollTopology.gaps(host.feed().provider()));
    }

    @Override
    public void rejection(String key, Rejection rejection) {
        long at = rejection.getObservedAt().toEpochMilli();
        forward(
                new Record<>(key, rejection, at),
                PollTopology.rejections(host.feed().provider()));
    }

    private void forward(Record<String, SpecificRecordBase> record, String sink) {
        context.forward(record, sink);
        forwarded = true;
    }

    /**
     * Ticks only while something is on its way or to be stored, and sleeps until the next turn otherwise: each punctuation
     * marks its task for commit, and an empty commit is a transaction too.
     */
    private void tick(Instant now) {
        tick.cancel();
        drain(now);
        if (now.isAfter(tickAt.plus(LONGEST_PAUSE))) {
            log.info("Slept for {}: commits before it asks again", Duration.between(tickAt, now));
            engine.saveAccounts();
            save();
        } else if (!host.inFlight().stopped()) {
            engine.turn(now);
        }
        engine.show(now);
        saveWhereDue(now);
        schedule(now, untilNext(now));
    }

    private void schedule(Instant now, Duration in) {
        tickAt = now.plus(in);
        tick = context.schedule(in, PunctuationType.WALL_CLOCK_TIME, time -> tick(Instant.ofEpochMilli(time)));
    }

    private Duration untilNext(Instant now) {
        if (begun > 0 || !arrivals.isEmpty() || engine.taking() || unsavedSince.isBefore(Instant.MAX)) {
            return host.tick();
        }
        Instant next = engine.nextDue();
        Instant latest = now.plus(recalls > 0 ? RECALL_TICK : LONGEST_SLEEP);
        Duration sleep = Duration.between(now, next.isBefore(latest) ? next : latest);
        return sleep.compareTo(host.tick()) < 0 ? host.tick() : sleep;
    }

    private void saveWhereDue(Instant now) {
        boolean stopped = host.inFlight().stopped();
        if (engine.unsaved() && unsavedSince.equals(Instant.MAX)) {
            unsavedSince = now;
            host.inFlight().unsaved(1);
        }
        boolean late = engine.unsaved() && (stopped || !now.isBefore(unsavedSince.plus(LATEST_SAVE)));
        if (forwarded || late || engine.mustSave()) {
            save();
        }
    }

    /** State reaches the stores just before a commit only, so that a transaction is open for a moment, never between ticks. */
    private void save() {
        engine.save();
        forwarded = false;
        context.commit();
        markSaved();
    }

    private void markSaved() {
        if (!unsavedSince.equals(Instant.MAX)) {
            unsavedSince = Instant.MAX;
            host.inFlight().unsaved(-1);
        }
    }

    private void drain(Instant now) {
        long until = System.nanoTime() + LONGEST_DRAIN.toNanos();
        for (Arrivals.Arrival<A> next = arrivals.poll(); next != null; next = arrivals.poll()) {
            if (next.answer() == null) {
                engine.partly(next.fetch(), next.rows(), next.misfits(), next.taken());
            } else {
                engine.answered(next.fetch(), next.answer(), now);
                begun--;
                host.inFlight().end(1);
            }
        }
        for (Runnable next = recalled.poll(); next != null; next = recalled.poll()) {
            next.run();
        }
        boolean more = true;
        while (more && System.nanoTime() < until) {
            more = engine.take(ROWS_A_STEP, now);
        }
    }

    /** Called on the stream thread; the feed runs on an event loop, and its answer only enqueues. */
    private void begin(Fetch<A> fetch) {
        begun++;
        host.inFlight().begin();
        Arrivals<A> mine = arrivals;
        host.fetch(fetch, loop -> mine.chunks(fetch, loop)).onComplete(done -> mine.put(fetch, answer(done)));
    }

    /** Called on the stream thread; what is found comes back to the engine that asked, in a later tick. */
    private void recall(Recall recall) {
        recalls++;
        Queue<Runnable> mine = recalled;
        host.recaller()
                .recall(recall, read)
                .onComplete(done -> mine.add(() -> {
                    recalls--;
                    if (done.succeeded()) {
                        engine.recalled(recall, done.result(), now());
                    } else {
                        engine.notRecalled(recall, done.cause(), now());
                    }
                }));
    }

    private Recaller.ReadBy read(RecordMetadata record) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        return new Recaller.ReadBy(context.applicationId(), partition, record.offset());
    }

    private Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }

    private Answer<A> answer(AsyncResult<Answer<A>> done) {
        Answer<A> answer = done.succeeded() ? done.result() : new Answer.Broken<>(String.valueOf(done.cause()));
        return answer.reasoned(host::redact);
    }
}
