package io.tallylight.poller.engine;

import io.tallylight.poller.Account;
import io.tallylight.poller.Answer;
import io.tallylight.poller.Ask;
import io.tallylight.poller.Chunks;
import io.tallylight.poller.Feed;
import io.tallylight.runtime.Rejections;
import io.tallylight.runtime.Secrets;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** What all tasks of one poller share: its feed and settings, its watchers, its requests on their way. */
record PollHost<A extends Ask>(
        String service,
        Feed<A> feed,
        PollSettings settings,
        Secrets secrets,
        Vertx vertx,
        PollWatch watch,
        Arrivals.InFlight inFlight,
        Wakes wakes,
        RandomGenerator chance,
        Recaller recaller) {

    Duration tick() {
        return settings.tick();
    }

    String redact(String text) {
        return secrets.redact(text);
    }

    PollEngine<A> engine(PollStore store, Outbox outbox, Consumer<Fetch<A>> fetcher, Consumer<Recall> recalls) {
        Stamp stamp = new Stamp(feed.topic().schema());
        Intake intake = new Intake(feed.provider(), stamp, outbox, new Rejections(service, secrets::redact));
        return new PollEngine<>(feed, store, intake, new Pace(chance), watch, settings.bounds(), fetcher, recalls);
    }

    /**
     * Begun on an event loop, so that the thread that owns the state never waits; a feed that throws is a failed future.
     *
     * @param chunks where rows go before the answer ends, for the loop on which they come
     */
    Future<Answer<A>> fetch(Fetch<A> fetch, Function<Context, Chunks> chunks) {
        Promise<Answer<A>> answer = Promise.promise();
        Account account = new Account(fetch.account(), fetch.credentials(), secrets);
        Context loop = vertx.getOrCreateContext();
        loop.runOnContext(begun -> Future.succeededFuture(account)
                .compose(known -> feed.fetch(known, fetch.target(), fetch.ask(), chunks.apply(loop)))
                .onComplete(answer));
        return answer.future();
    }
}
