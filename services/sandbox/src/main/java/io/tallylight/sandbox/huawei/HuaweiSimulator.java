package io.tallylight.sandbox.huawei;

import io.tallylight.sandbox.Accounts;
import io.tallylight.sandbox.Faults;
import io.tallylight.sandbox.Simulator;
import io.tallylight.sandbox.SimulatorServer;
import io.tallylight.sandbox.SimulatorServer.Reply;
import io.tallylight.sandbox.SimulatorServer.Request;
import io.tallylight.sandbox.Story;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Huawei Cloud Live, {@code POST /v1/{project_id}/ott/channels/statistic}, and on the same server IAM's {@code POST
 * /v3/auth/tokens}. Strict: what the documents do not allow is refused as they say.
 */
public final class HuaweiSimulator implements Simulator {

    private static final Pattern STATISTIC = Pattern.compile("/v1/([^/]+)/ott/channels/statistic");
    private static final String TOKENS = "/v3/auth/tokens";

    private final SimulatorServer server;
    private final Service service;

    private HuaweiSimulator(SimulatorServer server, Service service) {
        this.server = server;
        this.service = service;
    }

    /** Port 0 takes a free one. */
    public static Future<HuaweiSimulator> start(
            Vertx vertx, int port, InstantSource clock, Story story, Accounts.Huawei account, HuaweiRules rules) {
        Service service = new Service(clock, story, account, rules);
        return SimulatorServer.start(vertx, port, clock, service::answer)
                .map(server -> new HuaweiSimulator(server, service));
    }

    @Override
    public String provider() {
        return "huawei";
    }

    @Override
    public URI api() {
        return server.uri();
    }

    /** Where IAM is, as HUAWEI_IAM_API wants it: the same server. */
    public URI iam() {
        return server.uri();
    }

    @Override
    public Faults faults() {
        return server.faults();
    }

    @Override
    public long calls() {
        return server.calls();
    }

    @Override
    public long overLimit() {
        return service.gate.overLimit();
    }

    @Override
    public Future<Void> close() {
        return server.close();
    }

    /** Called for one request at a time, so that nothing in here need be thread-safe. */
    private static final class Service {
        private final InstantSource clock;
        private final HuaweiRules rules;
        private final Tokens tokens;
        private final Gate gate;
        private final Statistic statistic;

        Service(InstantSource clock, Story story, Accounts.Huawei account, HuaweiRules rules) {
            this.clock = clock;
            this.rules = rules;
            this.tokens = new Tokens(account, rules.tokenLength());
            this.gate = new Gate(account, tokens, rules.callsPerMinute());
            this.statistic = new Statistic(story, rules);
        }

        Reply answer(Request request) {
            Instant now = clock.instant();
            Matcher path = STATISTIC.matcher(request.path());
            if (request.method().equals("POST") && request.path().equals(TOKENS)) {
                return tokens.issue(request.text(), request.shown(now));
            }
            if (!request.method().equals("POST") || !path.matches()) {
                return Refusal.noSuchApi().reply();
            }
            Optional<Refusal> refusal = gate.refuse(request, path.group(1), now);
            return refusal.map(Refusal::reply).orElseGet(() -> statistic(request, now));
        }

        private Reply statistic(Request request, Instant now) {
            try {
                StatisticQuery query = StatisticQuery.of(request);
                return rules.channels().contains(query.channel())
                        ? Reply.json(200, statistic.answer(query, now))
                        : Refusal.queryFailed().reply();
            } catch (StatisticQuery.Invalid invalid) {
                return invalid.refusal().reply();
            }
        }
    }
}
