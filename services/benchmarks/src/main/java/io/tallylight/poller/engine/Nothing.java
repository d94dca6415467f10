package io.tallylight.poller.engine;

import io.tallylight.event.Gap;
import io.tallylight.event.GapReason;
import io.tallylight.event.PollTarget;
import io.tallylight.event.Rejection;
import io.tallylight.event.ViewerCount;
import io.tallylight.poller.Account;
import io.tallylight.poller.Answer;
import io.tallylight.poller.Cursor;
import io.tallylight.poller.Feed;
import io.tallylight.poller.Plan;
import io.tallylight.poller.Quota;
import io.tallylight.poller.Span;
import io.tallylight.poller.state.AccountState;
import io.tallylight.poller.state.RowBucket;
import io.tallylight.poller.state.TargetState;
import io.tallylight.poller.targets.Fields;
import io.tallylight.schemas.Topic;
import io.tallylight.schemas.Topics;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/** All that surrounds the engine, at no cost: a feed that plans one ask a turn, and nobody who keeps or watches anything. */
final class Nothing implements Feed<Nothing.Ask>, PollStore, Outbox, PollWatch {

    record Ask(Span span, Instant finalBefore) implements io.tallylight.poller.Ask {}

    @Override
    public String provider() {
        return "scaleengine";
    }

    @Override
    public Topic<ViewerCount> topic() {
        return Topics.VIEWER;
    }

    @Override
    public Quota quota() {
        return new Quota(1_000_000_000, Duration.ofSeconds(1));
    }

    @Override
    public Duration bucket() {
        return Duration.ofMinutes(1);
    }

    @Override
    public String target(String account, Fields fields) {
        return account;
    }

    @Override
    public Instant beginning(Instant now) {
        return now;
    }

    @Override
    public Plan<Ask> plan(PollTarget target, Cursor cursor, Instant now) {
        Span open = new Span(cursor.settledBefore(), now.plusMillis(1));
        return new Plan<>(List.of(new Ask(open, now)), now.plusMillis(target.getEveryMillis()));
    }

    @Override
    public Future<Answer<Ask>> fetch(Account account, PollTarget target, Ask ask) {
        return Future.failedFuture("answered by whoever ticks");
    }

    @Override
    public @Nullable AccountState account(String account) {
        return null;
    }

    @Override
    public void putAccount(String account, AccountState state) {}

    @Override
    public @Nullable TargetState target(String target) {
        return null;
    }

    @Override
    public void putTarget(String target, TargetState state) {}

    @Override
    public SortedMap<Long, RowBucket> buckets(String target) {
        return Collections.emptySortedMap();
    }

    @Override
    public int putBucket(String target, long start, RowBucket bucket) {
        return 0;
    }

    @Override
    public void deleteBucket(String target, long start) {}

    @Override
    public void event(String key, Instant at, SpecificRecordBase event) {}

    @Override
    public void gap(Gap gap) {}

    @Override
    public void rejection(String key, Rejection rejection) {}

    @Override
    public void answered(String answer) {}

    @Override
    public void rows(Outcome outcome, long count) {}

    @Override
    public void gap(GapReason reason) {}

    @Override
    public void target(TargetFacts facts) {}

    @Override
    public void gone(String target) {}

    @Override
    public void account(AccountFacts facts) {}

    @Override
    public void accountGone(String account) {}
}
