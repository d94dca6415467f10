package io.tallylight.sandbox.scaleengine;

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
 * ScaleEngine's {@code viewer.log} on loopback: signature, replay rule, windows, retention and the oddities of
 * {@link ScaleEngineRules}, told from a {@link Story}.
 */
public final class ScaleEngineSimulator implements Simulator {

    /** What a proxy in front of the provider says when it is down: strike it with {@link #faults()}. */
    public static final Faults.Fault BAD_GATEWAY = new Faults.Fault.Status(
            502, "text/html", "<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>");

    private final SimulatorServer server;
    private final ScaleEngineApi answers;

    private ScaleEngineSimulator(SimulatorServer server, ScaleEngineApi answers) {
        this.server = server;
        this.answers = answers;
    }

    /** Port 0 takes a free one. */
    public static Future<ScaleEngineSimulator> start(
            Vertx vertx,
            int port,
            InstantSource clock,
            Story story,
            Accounts.ScaleEngine account,
            ScaleEngineRules rules) {
        ScaleEngineApi answers = new ScaleEngineApi(clock, story, account, rules);
        return SimulatorServer.start(vertx, port, clock, answers::answer)
                .map(server -> new ScaleEngineSimulator(server, answers));
    }

    /** From the next call on. */
    public void follow(ScaleEngineRules rules) {
        answers.follow(rules);
    }

    @Override
    public String provider() {
        return "scaleengine";
    }

    @Override
    public URI api() {
        return server.uri().resolve(ScaleEngineApi.PATH);
    }

    @Override
    public Faults faults() {
        return server.faults();
    }

    @Override
    public long calls() {
        return server.calls();
    }

    /** None: the provider documents no limit. */
    @Override
    public long overLimit() {
        return 0;
    }

    @Override
    public Future<Void> close() {
        return server.close();
    }
}
