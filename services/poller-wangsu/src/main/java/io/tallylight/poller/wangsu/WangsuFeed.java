package io.tallylight.poller.wangsu;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tallylight.event.PollTarget;
import io.tallylight.event.PushSession;
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
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/** When and for how long streams were pushed to a domain: /api/report/domain/stream/duration. */
final class WangsuFeed implements Feed<WangsuAsk> {

    private static final Duration EVER = Duration.ofDays(36_500);
    private static final String PATH = "/api/report/domain/stream/duration";
    private static final Duration QUOTA_WINDOW = Duration.ofMinutes(5);
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

    private final WangsuConfig config;
    private final Http http;
    private final WangsuRefusal refusal;
    private final URI uri;
    private final Counter missing;

    WangsuFeed(WangsuConfig config, Http http, MeterRegistry meters) {
        this(config, http, meters, () -> ThreadLocalRandom.current().nextLong());
    }

    /** @param random how long a throttled account pauses where the provider does not say */
    WangsuFeed(WangsuConfig config, Http http, MeterRegistry meters, RandomGenerator random) {
        this.config = config;
        this.http = http;
        this.refusal = new WangsuRefusal(random);
        this.uri = URI.create(config.api().toString().replaceAll("/+$", "") + PATH);
        this.missing = Counter.builder("wangsu.domains.missing")
                .description(
                        "Answers without the domain that was asked for: it has no data, or the provider filtered it")
                .register(meters);
    }

    @Override
    public String provider() {
        return "wangsu";
    }

    @Override
    public Topic<PushSession> topic() {
        return Topics.PUSH_SESSION;
    }

    @Override
    public Quota quota() {
        return new Quota(config.requests(), QUOTA_WINDOW);
    }

    @Override
    public Duration bucket() {
        return Duration.ofDays(1);
    }

    @Override
    public String target(String account, Fields fields) {
        return WangsuTarget.read(account, fields).name();
    }

    /** Today: a session is one whole, however early in the day it began. */
    @Override
    public Instant beginning(Instant now) {
        return LocalDate.ofInstant(now, config.zone())
                .atStartOfDay(config.zone())
                .toInstant();
    }

    @Override
    public Duration ahead() {
        return http.clock().offset();
    }

    @Override
    public Plan<WangsuAsk> plan(PollTarget target, Cursor cursor, Instant now) {
        return WangsuPlan.of(cursor, now, Duration.ofMillis(target.getEveryMillis()), config);
    }

    @Override
    public Future<Answer<WangsuAsk>> fetch(Account account, PollTarget target, WangsuAsk ask) {
        if (account.maybeSecret("api-key").isEmpty()) {
            return Future.succeededFuture(
                    new Answer.Denied<>("Credentials " + account.credentials() + " need the file api-key"));
        }
        WangsuTarget domain = WangsuTarget.of(account.name(), target);
        Duration offset = http.clock().offset();
        Instant now = http.clock().instant();
        return http.post(uri, headers(account, now), domain.question(ask))
                .map(reply -> answer(account, domain, ask, reply, now, offset));
    }

    /** An open push was kept in mind at the time of the answer that showed it open. */
    @Override
    public @Nullable Instant position(SpecificRecordBase event, Instant at) {
        if (event instanceof PushSession push) {
            return push.getEndedAt() == null ? push.getObservedAt() : push.getEndedAt();
        }
        return at;
    }

    /** However long ago a push began, it lies where it ended. */
    @Override
    public Duration stray() {
        return EVER;
    }

    /** One Date, used twice: as the header and in its signature. */
    private Map<String, String> headers(Account account, Instant now) {
        String date = WangsuSignature.date(now);
        String apiKey = account.secret("api-key").reveal();
        return Map.of(
                "Date",
                date,
                "Authorization",
                WangsuSignature.authorization(account.name(), apiKey, date),
                "Accept",
                "application/json",
                "Content-Type",
                "application/json",
                "X-Time-Zone",
                config.timeZone());
    }

    private Answer<WangsuAsk> answer(
            Account account, WangsuTarget target, WangsuAsk ask, Reply reply, Instant signed, Duration offset) {
        Duration corrected = http.clock().offset().minus(offset);
        if (!reply.successful()) {
            return refusal.of(account, reply, ask, corrected);
        }
        Instant asked = signed.plus(corrected); // this answer may be the first that tells the provider's time
        if (ask.finalBefore().isAfter(WangsuAsk.finalBefore(asked.plus(CLOCK_TOLERANCE), config.zone()))) {
            return new Answer.Broken<>("planned by a clock that was ahead of the provider's: " + ask.span());
        }
        try {
            WangsuJson.Body body = WangsuJson.read(reply.body().getBytes());
            return body.code().equals("0")
                    ? data(target, body.domains(), asked)
                    : refusal.of(account, reply, ask, Duration.ZERO);
        } catch (IOException malformed) {
            String found = reply.beginning(text -> WangsuRefusal.clean(account, text));
            return new Answer.Broken<>("HTTP " + reply.status() + " with a body that is no JSON: " + found);
        }
    }

    private Answer<WangsuAsk> data(WangsuTarget target, List<WangsuJson.Domain> domains, Instant now) {
        if (domains.stream().noneMatch(domain -> domain.name().equalsIgnoreCase(target.domain()))) {
            missing.increment();
        }
        WangsuSession.Sessions sessions = WangsuSession.read(domains, target, config, now);
        return new Answer.Data<>(sessions.rows(), sessions.misfits(), List.of());
    }
}
