package io.tallylight.poller.huawei;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tallylight.event.PollTarget;
import io.tallylight.event.SpliceSignal;
import io.tallylight.poller.Account;
import io.tallylight.poller.Answer;
import io.tallylight.poller.Cursor;
import io.tallylight.poller.Feed;
import io.tallylight.poller.Plan;
import io.tallylight.poller.Quota;
import io.tallylight.poller.http.Http;
import io.tallylight.poller.http.Reply;
import io.tallylight.poller.targets.Fields;
import io.tallylight.schemas.Topic;
import io.tallylight.schemas.Topics;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/** The ad signals that Huawei Cloud Live saw on a channel: ShowChannelStatistic, type scte35. */
final class HuaweiFeed implements Feed<HuaweiAsk> {

    /** The provider may answer a signal in any window. */
    private static final Duration EVER = Duration.ofDays(36_500);

    private static final Duration SHORTEST_BUCKET = Duration.ofMinutes(1);
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

    private final HuaweiConfig config;
    private final Http http;
    private final HuaweiRefusal refusal;
    private final HuaweiAuth auth;
    private final Counter restarts;

    HuaweiFeed(HuaweiConfig config, Http http, MeterRegistry meters) {
        this(config, http, meters, () -> ThreadLocalRandom.current().nextLong());
    }

    /** @param random how long a throttled account pauses where the provider does not say */
    HuaweiFeed(HuaweiConfig config, Http http, MeterRegistry meters, RandomGenerator random) {
        this.config = config;
        this.http = http;
        this.refusal = new HuaweiRefusal(random);
        this.auth = new HuaweiAuth(http, new HuaweiTokens(config.iam(), http, refusal));
        this.restarts = Counter.builder("huawei.windows.restarted")
                .description("Windows begun again because their total changed while they were paged")
                .register(meters);
    }

    @Override
    public String provider() {
        return "huawei";
    }

    @Override
    public Topic<SpliceSignal> topic() {
        return Topics.SCTE35;
    }

    @Override
    public Quota quota() {
        return new Quota(config.requestsPerMinute(), Duration.ofMinutes(1));
    }

    @Override
    public Duration bucket() {
        return config.overlap().compareTo(SHORTEST_BUCKET) < 0 ? SHORTEST_BUCKET : config.overlap();
    }

    @Override
    public String target(String account, Fields fields) {
        return HuaweiChannel.read(account, fields).name();
    }

    @Override
    public Instant beginning(Instant now) {
        return now.minus(config.overlap());
    }

    @Override
    public Duration ahead() {
        return http.clock().offset();
    }

    @Override
    public Plan<HuaweiAsk> plan(PollTarget target, Cursor cursor, Instant now) {
        return HuaweiPlan.of(cursor, now, Duration.ofMillis(target.getEveryMillis()), config);
    }

    @Override
    public Future<Answer<HuaweiAsk>> fetch(Account account, PollTarget target, HuaweiAsk ask) {
        if (ask.page() > HuaweiAsk.MOST_PAGES) {
            return Future.succeededFuture(
                    new Answer.Refused<>("A window has more than " + HuaweiAsk.MOST_PAGES + " pages: " + ask.span()));
        }
        HuaweiChannel channel = HuaweiChannel.of(account.name(), target);
        URI uri = channel.uri(config.api(), ask);
        Buffer question = channel.question(ask, config.regions());
        return Future.succeededFuture()
                .compose(begin -> auth.pass(account, uri, question))
                .compose(pass -> http.post(uri, pass.headers(), question)
                        .map(reply -> answer(account, channel, ask, pass, reply)))
                .recover(HuaweiFeed::cannotAsk);
    }

    @Override
    public boolean answers(PollTarget target, SpecificRecordBase event) {
        return event instanceof SpliceSignal signal
                && target.getId()
                        .equals(String.join(
                                "/", signal.getAccount(), signal.getDomain(), signal.getApp(), signal.getChannel()));
    }

    /** A signal that was answered outside of its window is kept in mind there, and no event says where that was. */
    @Override
    public @Nullable Instant position(SpecificRecordBase event, Instant at) {
        return event instanceof SpliceSignal signal && signal.getFlags().contains(HuaweiSignal.OUTSIDE) ? null : at;
    }

    @Override
    public Duration stray() {
        return EVER;
    }

    private Answer<HuaweiAsk> answer(
            Account account, HuaweiChannel channel, HuaweiAsk ask, HuaweiAuth.Pass pass, Reply reply) {
        if (!reply.successful()) {
            return refusal.of(account, reply, pass.remedy());
        }
        pass.accepted().run();
        Instant now = http.clock().instant(); // this answer may be the first that tells the provider's time
        if (ask.finalBefore().isAfter(HuaweiPlan.finalBefore(now.plus(CLOCK_TOLERANCE), config))) {
            return new Answer.Broken<>("planned by a clock that was ahead of the provider's: " + ask.span());
        }
        try {
            return data(ask, now, HuaweiJson.read(reply.body().getBytes(), channel, ask));
        } catch (IOException malformed) {
            String found = reply.beginning(text -> HuaweiRefusal.clean(account, text));
            return new Answer.Broken<>(
                    "HTTP " + reply.status() + " with a body that is no channel statistic: " + found);
        }
    }

    private Answer<HuaweiAsk> data(HuaweiAsk ask, Instant now, HuaweiJson.Page page) {
        if (ask.restartsAfter(page.total())) {
            restarts.increment();
        }
        List<HuaweiAsk> next = ask.next(page.received(), page.total());
        List<SpliceSignal> signals =
                page.rows().stream().map(row -> (SpliceSignal) row.event()).toList();
        boolean whole = ask.isLive() && ask.offset() == 0 && next.isEmpty();
        @Nullable Instant until = HuaweiUrgency.until(signals, whole, now, config);
        return new Answer.Data<>(page.rows(), page.misfits(), next, until);
    }

    private static Future<Answer<HuaweiAsk>> cannotAsk(Throwable failure) {
        return failure instanceof HuaweiRefusal.CannotAsk refused
                ? Future.succeededFuture(refused.answer())
                : Future.failedFuture(failure);
    }
}
