package io.tallylight.sandbox.wangsu;

import io.tallylight.sandbox.Accounts;
import io.tallylight.sandbox.Faults;
import io.tallylight.sandbox.Simulator;
import io.tallylight.sandbox.SimulatorServer;
import io.tallylight.sandbox.Story;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.InstantSource;

/**
 * Wangsu's stream duration report on loopback: Basic authorization over the Date header, periods, domains, limits and
 * the oddities of {@link WangsuRules}, told from a {@link Story}.
 */
public final class WangsuSimulator implements Simulator {

    private final SimulatorServer server;
    private final WangsuApi answers;

    private WangsuSimulator(SimulatorServer server, WangsuApi answers) {
        this.server = server;
        this.answers = answers;
    }

    /** Port 0 takes a free one. */
    public static Future<WangsuSimulator> start(
            Vertx vertx, int port, InstantSource clock, Story story, Accounts.Wangsu account, WangsuRules rules) {
        WangsuApi answers = new WangsuApi(clock, story, account, rules);
        return SimulatorServer.start(vertx, port, clock, answers::answer)
                .map(server -> new WangsuSimulator(server, answers));
    }

    /** The document's 24102500: strike it with {@link #faults()}. */
    public static Faults.Fault internalError() {
        return new Faults.Fault.Status(
                WangsuError.INTERNAL.status(),
                "application/json;charset=UTF-8",
                new JsonWriting(WangsuRules.documented()).error(WangsuError.INTERNAL));
    }

    /** From the next call on. */
    public void follow(WangsuRules rules) {
        answers.follow(rules);
    }

    @Override
    public String provider() {
        return "wangsu";
    }

    @Override
    public URI api() {
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
        return answers.overLimit();
    }

    @Override
    public Future<Void> close() {
        return server.close();
    }
}
