package io.tallylight.poller.scaleengine;

import io.micrometer.core.instrument.MeterRegistry;
import io.tallylight.poller.Account;
import io.tallylight.poller.Answer;
import io.tallylight.poller.Row;
import io.tallylight.poller.http.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
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
    private static final Pattern CREDENTIALS = Pattern.compile(
            "(?i)api.?key|signature|authenti|authori[sz]|credential|permission|denied|forbidden|not allowed|unknown cdn|invalid cdn");
    private static final Pattern TOO_OFTEN = Pattern.compile("(?i)too many|rate.?limit|throttl|quota|slow down");

    private final ScaleEngineConfig config;
    private final MeterRegistry meters;

    ScaleEngineReader(ScaleEngineConfig config, MeterRegistry meters) {
        this.config = config;
        this.meters = meters;
    }

    Answer<ScaleEngineAsk> read(Account account, ScaleEngineAsk ask, Reply reply) {
        if (!reply.successful()) {
            return unsuccessful(account, reply);
        }
        try {
            return said(account, ask, reply, ScaleEngineJson.read(reply.body().getBytes()));
        } catch (IOException malformed) { // what Jackson says would quote the body, so it is left out
            return new Answer.Broken<>("The answer is no viewer.log answer: " + beginning(account, reply));
        }
    }

    private Answer<ScaleEngineAsk> said(Account account, ScaleEngineAsk ask, Reply reply, ScaleEngineJson json) {
        if (json.lenient()) {
            meters.counter("poll_lenient_parses", "provider", "scaleengine").increment();
        }
        if (json.successful()) {
            return data(account, ask, json);
        }
        String said = account.secrets().redact(json.message());
        if (config.empty().matcher(said).find()) {
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

    private Answer<ScaleEngineAsk> data(Account account, ScaleEngineAsk ask, ScaleEngineJson json) {
        List<Row> rows = new ScaleEngineRows(account.name(), config.zone())
                .of(json.samples(), ask.span(), ask.graph().windowSeconds());
        meters.counter("poll_rows_dropped", "provider", "scaleengine", "why", "not asked for or repeated")
                .increment((double) json.samples().size() - rows.size());
        return new Answer.Data<>(rows, json.misfits(), List.of());
    }

    private static Answer<ScaleEngineAsk> unsuccessful(Account account, Reply reply) {
        int status = reply.status();
        String reason = "HTTP " + status + ": " + beginning(account, reply);
        if (status == 429 || (status == 503 && reply.retryAfter().isPresent())) {
            return new Answer.Throttled<>(reply.retryAfter().orElse(REST), reason);
        } else if (status == 401 || status == 403) {
            return new Answer.Denied<>(reason);
        } else if (status >= 400 && status < 500 && status != 408) {
            return new Answer.Refused<>(reason);
        }
        return new Answer.Broken<>(reason);
    }

    private static String beginning(Account account, Reply reply) {
        return account.secrets().redact(reply.beginning());
    }
}
