package io.tallylight.poller.engine;

import io.tallylight.event.Target;
import io.tallylight.poller.Answer;
import io.tallylight.poller.Ask;
import io.vertx.core.AsyncResult;
import java.time.Duration;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hosts the engine on a stream thread: targets come in as records, time as punctuations, answers through {@link Arrivals};
 * what it tells goes out through {@link StreamsOutbox}, and {@link Commits} decides when that is committed.
 */
final class PollProcessor<A extends Ask> implements Processor<String, Target, String, SpecificRecordBase> {

    /** A drain ends after so many rows or so long, so that a transaction never comes near its timeout. */
    private static final int ROWS_A_STEP = 500;

    private static final Duration LONGEST_DRAIN = Duration.ofMillis(200);

    /** A thread that slept for longer may be a zombie whose targets have another owner: it asks nothing before a commit. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private static final Duration LONGEST_SLEEP = Duration.ofHours(1);

    /** While something may come or end that no answer announces: a recall, or the order to stop. */
    private static final Duration WATCHFUL = Duration.ofMillis(200);

    private static final Duration AT_ONCE = Duration.ofMillis(1);
    private static final Logger log = LoggerFactory.getLogger(PollProcessor.class);

    private final PollHost<A> host;
    private ProcessorContext<String, SpecificRecordBase> context;
    private StreamsPollStore store;
    private Arrivals<A> arrivals;
    private Recalls recalls;
    private PollEngine<A> engine;
    private Commits commits;
    private Cancellable tick;
    private Instant tickAt = Instant.EPOCH;
    private int begun;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    PollProcessor(PollHost<A> host) {
        this.host = host;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecordBase> context) {
        this.context = context;
        store = new StreamsPollStore(host.feed().provider(), context);
        arrivals = new Arrivals<>(host.inFlight());
        recalls = new Recalls(host.recaller(), context.applicationId());
        StreamsOutbox outbox = new StreamsOutbox(host.feed().provider(), context);
        engine = host.engine(store, outbox, this::begin, recalls::begin);
        commits = new Commits(engine, outbox, context, host.inFlight());
        Instant now = now();
        store.eachAccount((name, account) -> engine.accept(account, now));
        schedule(now, host.tick());
    }

    @Override
    public void process(Record<String, Target> record) {
        Instant now = now();
        recalls.read(context.recordMetadata().orElse(null));
        if (record.value() == null) {
            store.deleteAccount(record.key());
            engine.remove(record.key());
        } else {
            store.putAccount(record.key(), record.value());
            engine.accept(record.value(), now);
        }
        commits.commit();
        tick.cancel();
        schedule(now, host.tick());
    }

    @Override
    public void close() {
        tick.cancel();
        host.wakes().gone(this);
        arrivals.close();
        engine.end();
        host.inFlight().end(begun);
        begun = 0;
        commits.end();
    }

    /**
     * Ticks only while something is on its way or to be stored, and sleeps until the next turn otherwise: each punctuation
     * marks its task for commit, and an empty commit is a transaction too.
     */
    private void tick(Instant now) {
        tick.cancel();
        recalls.handTo(engine, now);
        if (takes(now)) {
            drain(now);
        }
        if (now.isAfter(tickAt.plus(LONGEST_PAUSE))) {
            log.info("Slept for {}: commits before it asks again", Duration.between(tickAt, now));
            engine.saveAccounts();
            commits.commit();
        } else if (!host.inFlight().stopped()) {
            engine.turn(now);
        }
        engine.show(now);
        commits.whereDue(now);
        schedule(now, untilNext(now));
    }

    private void schedule(Instant now, Duration in) {
        tickAt = now.plus(in);
        host.wakes().in(this, in);
        tick = context.schedule(in, PunctuationType.WALL_CLOCK_TIME, time -> tick(Instant.ofEpochMilli(time)));
    }

    private Duration untilNext(Instant now) {
        if (engine.taking() || (!arrivals.isEmpty() && takes(now))) {
            return AT_ONCE;
        }
        Instant next = earlier(engine.nextDue(), now.plus(LONGEST_SLEEP));
        next = arrivals.isEmpty() ? next : earlier(next, commits.next());
        next = begun > 0 ? earlier(next, now.plus(host.tick())) : next;
        next = recalls.underway() || commits.unsaved() ? earlier(next, now.plus(WATCHFUL)) : next;
        Duration sleep = Duration.between(now, next);
        return sleep.compareTo(AT_ONCE) < 0 ? AT_ONCE : sleep;
    }

    /** Small answers wait for one another, so that they share a transaction; the parts of a long one fill it anyway. */
    private boolean takes(Instant now) {
        return engine.taking() || arrivals.inParts() || !now.isBefore(commits.next());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
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

    private Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }

    private Answer<A> answer(AsyncResult<Answer<A>> done) {
        Answer<A> answer = done.succeeded() ? done.result() : new Answer.Broken<>(String.valueOf(done.cause()));
        return answer.reasoned(host::redact);
    }
}
