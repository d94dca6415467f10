package io.tallylight.poller.polyv;

import io.tallylight.event.HourlyPlayback;
import io.tallylight.event.PollTarget;
import io.tallylight.poller.Account;
import io.tallylight.poller.Answer;
import io.tallylight.poller.Cursor;
import io.tallylight.poller.Feed;
import io.tallylight.poller.Plan;
import io.tallylight.poller.Quota;
import io.tallylight.poller.http.Http;
import io.tallylight.poller.targets.Fields;
import io.tallylight.schemas.Topic;
import io.tallylight.schemas.Topics;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/** Plays, traffic and viewers by the hour from Polyv's v2/hourly. */
final class PolyvFeed implements Feed<PolyvAsk> {

    private static final int PTIME_DIGITS = 13;

    private final PolyvConfig config;
    private final Http http;
    private final PolyvReader reader;
    private volatile Instant blockedUntil = Instant.MIN;

    PolyvFeed(PolyvConfig config, Http http) {
        this.config = config;
        this.http = http;
        this.reader = new PolyvReader(config.block());
    }

    @Override
    public String provider() {
        return "polyv";
    }

    @Override
    public Topic<HourlyPlayback> topic() {
        return Topics.HOURLY;
    }

    @Override
    public Quota quota() {
        return config.quota();
    }

    @Override
    public Duration bucket() {
        return Duration.ofDays(1);
    }

    /** A target has no fields of its own: an account is one target. */
    @Override
    public String target(String account, Fields fields) {
        if (account.isBlank()) {
            fields.problem("account", "expected the userid, found nothing");
        }
        return account;
    }

    /** The beginning of the provider's day, because a day is what is asked for. */
    @Override
    public Instant beginning(Instant now) {
        return PolyvAsk.span(LocalDate.ofInstant(now, config.zone()), config.zone())
                .from();
    }

    @Override
    public Plan<PolyvAsk> plan(PollTarget target, Cursor cursor, Instant now) {
        Duration every = Duration.ofMillis(target.getEveryMillis());
        Duration rest = every.compareTo(config.leastRest()) < 0 ? config.leastRest() : every;
        return PolyvPlan.of(config.zone(), cursor, now, rest);
    }

    @Override
    public Future<Answer<PolyvAsk>> fetch(Account account, PollTarget target, PolyvAsk ask) {
        Instant now = http.clock().instant();
        if (now.isBefore(blockedUntil)) { // by address: one account's block is every account's
            return Future.succeededFuture(
                    new Answer.Throttled<>(Duration.between(now, blockedUntil), "the host has shut this address out"));
        }
        return Future.succeededFuture(ask) // a secret that is missing becomes a failed future here
                .map(asked -> uri(account, asked))
                .compose(uri -> http.get(uri, Map.of("Accept", "application/json")))
                .map(reply -> reader.read(account, ask, reply, http.clock().instant()))
                .otherwise(fault -> new Answer.Broken<>(
                        PolyvReader.redacted(account, String.valueOf(fault)))) // it may quote the URI
                .onSuccess(this::heed);
    }

    private void heed(Answer<PolyvAsk> answer) {
        if (answer instanceof Answer.Throttled<PolyvAsk> throttled) {
            blockedUntil = http.clock().instant().plus(throttled.retryAfter());
        }
    }

    private URI uri(Account account, PolyvAsk ask) {
        String day = ask.day().toString();
        String ptime = String.valueOf(http.clock().instant().toEpochMilli());
        if (ptime.length() != PTIME_DIGITS) {
            throw new IllegalStateException("The clock is off by centuries: " + ptime);
        }
        Map<String, String> parameters = Map.of("start", day, "end", day, "ptime", ptime);
        String base = config.api().toString().replaceAll("/+$", "");
        String path = "/v2/hourly/" + PolyvSignature.encoded(account.name());
        return URI.create(base + path + "?" + PolyvSignature.query(parameters, account.secret("secret-key")));
    }
}
