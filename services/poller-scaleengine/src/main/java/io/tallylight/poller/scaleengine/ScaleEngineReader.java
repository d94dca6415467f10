package io.tallylight.poller.scaleengine;

import io.micrometer.core.instrument.MeterRegistry;
import io.tallylight.poller.Account;
import io.tallylight.poller.Answer;
import io.tallylight.poller.Chunks;
import io.tallylight.poller.http.Reply;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what a reply means. The provider documents neither the texts of its failures nor their HTTP status, so a failure is
 * sorted by the words in it, and what no word explains is tried again later.
 */
final class ScaleEngineReader {

    private static final Logger log = LoggerFactory.getLogger(ScaleEngineReader.class);
    private static final Duration REST = Duration.ofMinutes(1);
    private static final int LONGEST_SHOWN = 200;
    private static final Pattern CREDENTIALS = Pattern.compile(
            "(?i)api.?key|signature|authenti|authori[sz]|credential|permission|denied|forbidden|not allowed|unknown cdn|invalid cdn");
    private static final Pattern TOO_OFTEN = Pattern.compile("(?i)too many|rate.?limit|throttl|quota|slow down");

    private final ScaleEngineConfig config;
    private final MeterRegistry meters;
    private final ScaleEngineRows.Known known;

    ScaleEngineReader(ScaleEngineConfig config, MeterRegistry meters) {
        this.config = config;
        this.meters = meters;
        this.known =
                new ScaleEngineRows.Known(new StreamNames(), new StreamOrder.Known(), new ViewerWindows(config.zone()));
    }

    /** Where the body of an answer is to go while it comes. */
    ScaleEngineReading begin(Account account, ScaleEngineAsk ask, Chunks chunks) {
        return new ScaleEngineReading(known, account.name(), ask, chunks);
    }

    /** What a complete reply means; the body of a success went to {@code reading}. */
    Answer<ScaleEngineAsk> answer(Account account, Reply reply, ScaleEngineReading reading) {
        if (!reply.successful()) {
            return unsuccessful(account, reply);
        }
        count(reading);
        return reading.said().successful() ? reading.rest() : failure(account, reply, reading.said());
    }

    /** What an exchange that failed means; rows that were handed over stand. What Jackson says is left out: it quotes. */
    Future<Answer<ScaleEngineAsk>> failed(Account account, Throwable cause, ScaleEngineReading reading) {
        count(reading);
        if (!reading.malformed()) {
            return Future.failedFuture(cause);
        }
        return Future.succeededFuture(new Answer.Broken<>(malformed(account, reading)));
    }

    private static String malformed(Account account, ScaleEngineReading reading) {
        long records = reading.said().records();
        if (!reading.endless().isEmpty()) {
            return "The answer does not end: " + reading.endless();
        }
        return records == 0
                ? "The answer is no viewer.log answer: " + shown(account, reading.beginning())
                : "The answer is no viewer.log answer after its first " + records + " records";
    }

    private void count(ScaleEngineReading reading) {
        if (reading.said().lenient()) {
            meters.counter("poll_lenient_parses", "provider", "scaleengine").increment();
        }
        meters.counter("poll_rows_dropped", "provider", "scaleengine", "why", "not asked for or repeated")
                .increment((double) reading.dropped());
    }

    private Answer<ScaleEngineAsk> failure(Account account, Reply reply, ScaleEngineJson json) {
        String said = account.secrets().redact(json.message());
        if (json.records() > 0) {
            return new Answer.Broken<>("status '" + account.secrets().redact(json.status()) + "' after "
                    + json.records() + " records: " + said);
        } else if (config.empty().matcher(said).find()) {
            log.warn("account {}: ScaleEngine reports a failure that is read as no viewers: {}", account.name(), said);
            meters.counter("poll_empty_failures", "provider", "scaleengine").increment();
            return new Answer.Data<>(List.of(), List.of(), List.of());
        } else if (TOO_OFTEN.matcher(said).find()) {
            return new Answer.Throttled<>(reply.retryAfter().orElse(REST), said);
        } else if (CREDENTIALS.matcher(said).find()) {
            return new Answer.Denied<>(said);
        }
        return new Answer.Broken<>("status '" + account.secrets().redact(json.status()) + "': " + said);
    }

    private static Answer<ScaleEngineAsk> unsuccessful(Account account, Reply reply) {
        int status = reply.status();
        String reason = "HTTP " + status + ": " + shown(account, reply.text());
        Optional<Duration> rest = reply.throttled(REST);
        if (rest.isPresent()) {
            return new Answer.Throttled<>(rest.get(), reason);
        } else if (status == 401 || status == 403) {
            return new Answer.Denied<>(reason);
        } else if (status >= 400 && status < 500 && status != 408) {
            return new Answer.Refused<>(reason);
        }
        return new Answer.Broken<>(reason);
    }

    /** Redacted first, so that no half of a secret is left at the end. */
    private static String shown(Account account, String text) {
        String clean = account.secrets().redact(text);
        return clean.length() <= LONGEST_SHOWN ? clean : clean.substring(0, LONGEST_SHOWN) + "…";
    }
}
