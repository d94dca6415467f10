package io.tallylight.local.drill;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One replica of a poller: the process that it has now, and how to start the next one after that was killed. */
public final class Replica implements AutoCloseable {

    private final Poller poller;
    private final int number;
    private final Map<String, String> env;
    private final Path folder;
    private int starts;
    private volatile PollerProcess process;

    Replica(Poller poller, int number, Map<String, String> common, Path folder) {
        this.poller = poller;
        this.number = number;
        this.folder = folder;
        this.env = new TreeMap<>(common);
        env.put("INSTANCE", poller.provider() + "-" + number);
        this.process = next();
    }

    public Poller poller() {
        return poller;
    }

    public PollerProcess process() {
        return process;
    }

    /** A new process in place of one that was killed, under the same name, as a supervisor starts it. */
    public void start() {
        process = next();
    }

    /** Whether it is the one that polls: an account's targets are all with one replica. */
    public boolean polls() {
        return metric("poll_targets") > 0;
    }

    /** A metric's sum; -1 where the process does not answer. */
    public double metric(String name, String... labels) {
        return process.look().map(page -> page.sum(name, labels)).orElse(-1.0);
    }

    /** What it waits for, in its own words; empty where it does not answer. */
    public Optional<String> waiting() {
        return process.get("/health/ready").map(HttpResponse::body);
    }

    /** Where its targets stand; empty where it does not answer. */
    public Optional<String> targets() {
        return process.get("/targets").map(HttpResponse::body);
    }

    @Override
    public void close() {
        process.close();
    }

    @Override
    public String toString() {
        return "poller-" + poller.provider() + " " + number;
    }

    private PollerProcess next() {
        starts++;
        return PollerProcess.start(poller.program, env, folder, poller.provider() + "-" + number + "-" + starts);
    }
}
