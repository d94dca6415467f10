package io.tallylight.poller.engine;

import io.tallylight.event.Rejection;
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

/**
 * Hosts the engine on a stream thread: targets come in as records, time as punctuations, answers through {@link Arrivals}.
 * Commits only after it forwarded something, because every commit is a transaction.
 */
final class PollProcessor<A extends Ask> implements Processor<String, Target, String, SpecificRecordBase>, Outbox {

    /** A drain ends after so many rows or so long, so that a transaction never comes near its timeout. */
    private static final int ROWS_A_STEP = 500;

    private static final Duration LONGEST_DRAIN = Duration.ofMillis(200);

    private final PollHost<A> host;
    private ProcessorContext<String, SpecificRecordBase> context;
    private StreamsPollStore store;
    private Arrivals<A> arrivals;
    private PollEngine<A> engine;
    private Cancellable tick;
    private int begun;
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
        engine = host.engine(store, this, this::begin);
        Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
        store.eachAccount((name, account) -> engine.accept(account, now));
        tick = context.schedule(host.tick(), PunctuationType.WALL_CLOCK_TIME, time -> tick(Instant.ofEpochMilli(time)));
    }

    @Override
    public void process(Record<String, Target> record) {
        Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
        if (record.value() == null) {
            store.deleteAccount(record.key());
            engine.remove(record.key());
        } else {
            store.putAccount(record.key(), record.value());
            engine.accept(record.value(), now);
        }
        engine.flush();
    }

    @Override
    public void close() {
        tick.cancel();
        arrivals.close();
        engine.end();
        host.inFlight().end(begun);
        begun = 0;
    }

    @Override
    public void event(String key, Instant at, SpecificRecordBase event) {
        forward(
                new Record<>(key, event, at.toEpochMilli()),
                PollTopology.events(host.feed().provider()));
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

    private void tick(Instant now) {
        drain(now);
        if (!host.inFlight().stopped()) {
            engine.turn(now);
        }
        engine.flush();
        if (forwarded) {
            forwarded = false;
            context.commit();
        }
    }

    private void drain(Instant now) {
        long until = System.nanoTime() + LONGEST_DRAIN.toNanos();
        for (Arrivals.Arrival<A> next = arrivals.poll(); next != null; next = arrivals.poll()) {
            engine.answered(next.fetch(), next.answer(), now);
            begun--;
            host.inFlight().end(1);
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
        host.fetch(fetch).onComplete(done -> mine.put(fetch, answer(done)));
    }

    private Answer<A> answer(AsyncResult<Answer<A>> done) {
        Answer<A> answer = done.succeeded() ? done.result() : new Answer.Broken<>(String.valueOf(done.cause()));
        return answer.reasoned(host::redact);
    }
}
