package io.tallylight.poller.scaleengine;

import io.micrometer.core.instrument.MeterRegistry;
import io.tallylight.event.PollTarget;
import io.tallylight.event.ViewerCount;
import io.tallylight.poller.Account;
import io.tallylight.poller.Answer;
import io.tallylight.poller.Chunks;
import io.tallylight.poller.Cursor;
import io.tallylight.poller.Feed;
import io.tallylight.poller.Plan;
import io.tallylight.poller.Quota;
import io.tallylight.poller.http.Http;
import io.tallylight.poller.targets.Fields;
import io.tallylight.schemas.Topic;
import io.tallylight.schemas.Topics;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecordBase;

/** Viewers by the minute from ScaleEngine's viewer.log. */
final class ScaleEngineFeed implements Feed<ScaleEngineAsk> {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private final ScaleEngineConfig config;
    private final Http http;
    private final ScaleEngineReader reader;
    private final ReplayGuard seconds = new ReplayGuard();

    ScaleEngineFeed(ScaleEngineConfig config, Http http, MeterRegistry meters) {
        this.config = config;
        this.http = http;
        this.reader = new ScaleEngineReader(config, meters);
    }

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
        return config.quota();
    }

    @Override
    public Duration bucket() {
        return Duration.ofMinutes(1);
    }

    @Override
    public String target(String account, Fields fields) {
        if (!account.matches("[1-9]\\d{0,8}")) {
            fields.problem("account", "expected the cdn id, a positive number, found '" + account + "'");
        }
        List<String> apps = fields.texts("app");
        if (apps.isEmpty()) {
            fields.problem("app", "is required: expected the name or id of an application, or a list of them");
        }
        List<String> urls = fields.texts("url");
        if (!Stream.concat(apps.stream(), urls.stream()).allMatch(PhpJson::wellFormed)) {
            fields.problem("app or url", "holds half of a surrogate pair, which cannot be sent");
        }
        String name = account + "/" + String.join(",", apps);
        return urls.isEmpty() ? name : name + "/" + String.join(",", urls);
    }

    @Override
    public Instant beginning(Instant now) {
        return now.truncatedTo(ChronoUnit.MINUTES);
    }

    @Override
    public Duration ahead() {
        return http.clock().offset();
    }

    @Override
    public Plan<ScaleEngineAsk> plan(PollTarget target, Cursor cursor, Instant now) {
        return ScaleEnginePlan.of(config, cursor, now, Duration.ofMillis(target.getEveryMillis()));
    }

    /** At the last minute of its window, as {@link ScaleEngineRows} places it. */
    @Override
    public Instant position(SpecificRecordBase event, Instant at) {
        return event instanceof ViewerCount viewers ? at.plusSeconds(viewers.getWindowSeconds() - 60) : at;
    }

    /** The longest window is a day. */
    @Override
    public Duration stray() {
        return Duration.ofDays(1);
    }

    @Override
    public Future<Answer<ScaleEngineAsk>> fetch(Account account, PollTarget target, ScaleEngineAsk ask) {
        Gathered gathered = new Gathered();
        return fetch(account, target, ask, gathered).map(gathered::with);
    }

    @Override
    public Future<Answer<ScaleEngineAsk>> fetch(Account account, PollTarget target, ScaleEngineAsk ask, Chunks chunks) {
        ScaleEngineReading reading = reader.begin(account, ask, chunks);
        return Future.succeededFuture(ask) // a secret that is missing becomes a failed future here
                .map(asked -> config.form().body(signed(account, target, asked)))
                .compose(form -> http.stream(HttpMethod.POST, config.api(), headers(), form, reading))
                .map(reply -> reader.answer(account, reply, reading))
                .recover(cause -> reader.failed(account, cause, reading));
    }

    private String signed(Account account, PollTarget target, ScaleEngineAsk ask) {
        Map<String, Object> members = new LinkedHashMap<>(); // in the order of the provider's example, which is signed
        members.put("command", "viewer.log");
        members.put("api_key", account.secret("api-key").reveal());
        members.put("timestamp", 0L);
        members.put("cdn", Long.parseLong(account.name()));
        members.put("app", setting(target, "app"));
        members.put("graph", ask.graph().number());
        if (target.getSettings().containsKey("url")) {
            members.put("url", setting(target, "url"));
        }
        members.put("starttime", TIME.format(ask.span().from().atZone(config.zone())));
        long now = http.clock().instant().getEpochSecond();
        members.put("timestamp", seconds.unused(List.copyOf(members.values()), now));
        return ScaleEngineSignature.signed(members, account.secret("secret-key"));
    }

    private static Object setting(PollTarget target, String name) {
        Object value = target.getSettings().get(name);
        if (value == null) {
            throw new IllegalArgumentException("Target " + target.getId() + " has no " + name);
        }
        return value;
    }

    private Map<String, String> headers() {
        return Map.of("Content-Type", config.form().contentType(), "Accept", "application/json");
    }
}
