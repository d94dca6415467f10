package io.tallylight.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ports that somebody is about to listen on, asked for before anything starts. */
public final class Ports {

    private static final int HIGHEST = 65_535;

    private final Map<Integer, String> wanted = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    /**
     * Looks whether the port can be had; 0 always can.
     *
     * @param what who wants it
     * @param option what to choose another with
     */
    public void want(String what, String option, int port) {
        if (port == 0) return;
        if (port < 0 || port > HIGHEST) {
            problems.add("Port " + port + " for " + what + " is none: choose one up to " + HIGHEST + " with " + option);
        } else if (wanted.containsKey(port)) {
            problems.add("Port " + port + " is wanted for both " + wanted.get(port) + " and " + what
                    + ": choose another with " + option);
        } else if (taken(port)) {
            problems.add("Port " + port + " for " + what
                    + " is in use: stop what listens there, or choose another with " + option);
        }
        wanted.putIfAbsent(port, what);
    }

    /** A sentence for each port that cannot be had. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    private static boolean taken(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true); // as servers do: connections that have just ended do not count
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return false;
        } catch (IOException inUse) {
            return true;
        }
    }
}
