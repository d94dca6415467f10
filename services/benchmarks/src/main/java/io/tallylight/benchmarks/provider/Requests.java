package io.tallylight.benchmarks.provider;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Who asked when, by the real clock. Instances of a poller are told apart by the path that they were given. */
public final class Requests {

    private record Request(long at, String path) {}

    private final InstantSource clock;
    private final List<Request> all = new ArrayList<>();

    Requests(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void came(String path) {
        all.add(new Request(clock.millis(), path));
    }

    public synchronized int count() {
        return all.size();
    }

    /** The first request at or after an instant, in milliseconds. */
    public synchronized OptionalLong first(String path, long since) {
        return all.stream()
                .filter(request -> request.at() >= since && request.path().equals(path))
                .mapToLong(Request::at)
                .findFirst();
    }

    /** The path that was asked last; empty before the first. */
    public synchronized String latest() {
        return all.isEmpty() ? "" : all.get(all.size() - 1).path();
    }
}
