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
import io.tallylight.poller.http.Reply;
import io.tallylight.poller.targets.Fields;
import io.tallylight.schemas.Topic;
import io.tallylight.schemas.Topics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Plays, traffic and viewers by the hour from Polyv's v2/hourly. */
final class PolyvFeed implements Feed<PolyvAsk> {

    private static final int PTIME_DIGITS = 13;

    /** Clocks differ by so much at most where nothing is wrong with them. */
    static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

    /** Later than that, the plan behind a request is an old one. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private final PolyvConfig config;
    private final Http http;
    private final PolyvReader reader;
    private final Vertx vertx;
    private final AddressPace address;

    PolyvFeed(PolyvConfig config, Http http, Vertx vertx) {
        this(config, http, vertx, System::nanoTime);
    }

    /** @param nanos a clock that only goes on, because what an address may do does not depend on the time of day */
    PolyvFeed(PolyvConfig config, Http http, Vertx vertx, LongSupplier nanos) {
        this.config = config;
        this.http = http;
        this.vertx = vertx;
        this.address = new AddressPace(config.address(), nanos);
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
    public Duration ahead() {
        return http.clock().offset();
    }

    @Override
    public Plan<PolyvAsk> plan(PollTarget target, Cursor cursor, Instant now) {
        Duration every = Duration.ofMillis(target.getEveryMillis());
        Duration rest = every.compareTo(config.leastRest()) < 0 ? config.leastRest() : every;
        return PolyvPlan.of(config, cursor, now, rest);
    }

    /** Each request waits for the address's turn; where the line is too long, it is not made. */
    @Override
    public Future<Answer<PolyvAsk>> fetch(Account account, PollTarget target, PolyvAsk ask) {
        if (!address.rests().isZero()) {
            return shutOut();
        }
        return address.reserve(LONGEST_WAIT)
                .map(wait -> after(wait).compose(turn -> ask(account, ask)))
                .orElseGet(() -> Future.succeededFuture(new Answer.Broken<>(
                        "more requests wait than this address may make in " + LONGEST_WAIT.toSeconds() + " seconds")));
    }

    private Future<Void> after(Duration wait) {
        return wait.isZero()
                ? Future.succeededFuture()
                : vertx.timer(wait.toMillis() + 1, TimeUnit.MILLISECONDS); // rounded up: never early
    }

    private Future<Answer<PolyvAsk>> ask(Account account, PolyvAsk ask) {
        if (!address.rests().isZero()) { // since the wait began
            return shutOut();
        }
        Duration offset = http.clock().offset();
        return Future.succeededFuture(ask) // a secret that is missing becomes a failed future here
                .map(asked -> uri(account, asked))
                .compose(uri -> http.get(uri, Map.of("Accept", "application/json")))
                .map(reply -> read(account, ask, reply, offset))
                .otherwise(fault -> new Answer.Broken<>(
                        PolyvReader.redacted(account, String.valueOf(fault)))) // it may quote the URI
                .onSuccess(this::heed);
    }

    /** By address: one account's block is every account's. */
    private Future<Answer<PolyvAsk>> shutOut() {
        return Future.succeededFuture(new Answer.Throttled<>(address.rests(), "the host has shut this address out"));
    }

    /** @param signedBy the clock's offset when the request was signed: another answer may have corrected it since */
    private Answer<PolyvAsk> read(Account account, PolyvAsk ask, Reply reply, Duration signedBy) {
        Instant now = http.clock().instant(); // this answer may be the first that tells the provider's time
        Answer<PolyvAsk> answer =
                reader.read(account, ask, reply, now, http.clock().offset().minus(signedBy));
        return answer instanceof Answer.Data<PolyvAsk> && ask.planned().isAfter(now.plus(CLOCK_TOLERANCE))
                ? new Answer.Broken<>("planned by a clock that was ahead of the provider's: " + ask.planned())
                : answer;
    }

    private void heed(Answer<PolyvAsk> answer) {
        if (answer instanceof Answer.Throttled<PolyvAsk> throttled) {
            address.rest(throttled.retryAfter());
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
