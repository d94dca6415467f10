package io.tallylight.sandbox.polyv;

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
 * Polyv's {@code v2/hourly/{userid}} on loopback: sign, clock, day ranges, the delays of plays and bytes, and the
 * block of an address that calls too often, told from a {@link Story}.
 */
public final class PolyvSimulator implements Simulator {

    private final SimulatorServer server;
    private final PolyvApi answers;

    private PolyvSimulator(SimulatorServer server, PolyvApi answers) {
        this.server = server;
        this.answers = answers;
    }

    /** Port 0 takes a free one. */
    public static Future<PolyvSimulator> start(
            Vertx vertx, int port, InstantSource clock, Story story, Accounts.Polyv account, PolyvRules rules) {
        PolyvApi answers = new PolyvApi(clock, story, account, rules);
        return SimulatorServer.start(vertx, port, clock, answers::answer)
                .map(server -> new PolyvSimulator(server, answers));
    }

    /** The document's {@code query failed.}: strike it with {@link #faults()}. */
    public static Faults.Fault queryFailed(PolyvRules rules) {
        return new Faults.Fault.Status(
                rules.httpStatus() ? 500 : 200,
                "application/json;charset=UTF-8",
                PolyvAnswer.error(rules, 500, "query failed."));
    }

    /** From the next call on. */
    public void follow(PolyvRules rules) {
        answers.follow(rules);
    }

    @Override
    public String provider() {
        return "polyv";
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
