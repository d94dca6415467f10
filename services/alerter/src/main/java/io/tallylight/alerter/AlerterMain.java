package io.tallylight.alerter;

import io.tallylight.runtime.Program;
import io.tallylight.runtime.Service;
import io.tallylight.runtime.Shell;
import io.tallylight.runtime.StreamsLife;
import io.tallylight.schemas.Wire;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/** The alerter as a process. */
public final class AlerterMain {

    public static final Program<?> PROGRAM = new Program<>("alerter", AlerterConfig::from, AlerterMain::start);

    /** Each tick marks its task for commit, so the interval is long and the processor asks when there is something. */
    private static final Map<String, Object> OWN = Map.of(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 5_000);

    private AlerterMain() {}

    public static void main(String[] args) {
        Service.main(PROGRAM);
    }

    private static Program.Running start(Shell shell, AlerterConfig config) {
        Wire wire = shell.kafka().wire();
        Topology topology = new AlerterTopology(wire, config, shell.meters()).build();
        return StreamsLife.start(shell, wire, topology, AlerterTopology.topics(), OWN);
    }
}
