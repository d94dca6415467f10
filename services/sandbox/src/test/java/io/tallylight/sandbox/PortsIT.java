package io.tallylight.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsIT {

    private final Ports ports = new Ports();

    @Test
    void namesAPortThatIsTakenAndHowToChooseAnother() throws IOException {
        int free = FreePorts.find(1).get(0);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ports.want("Kafka", "--kafka-port", taken.getLocalPort());
            ports.want("the registry", "--registry-port", free);

            assertThat(ports.problems())
                    .containsExactly("Port " + taken.getLocalPort()
                            + " for Kafka is in use: stop what listens there, or choose another with --kafka-port");
        }
    }

    @Test
    void findsTwoThatWantTheSame() {
        int free = FreePorts.find(1).get(0);

        ports.want("Kafka", "--kafka-port", free);
        ports.want("the registry", "--registry-port", free);

        assertThat(ports.problems()).singleElement().asString().contains("both Kafka and the registry");
    }

    @Test
    void lets0BeWantedByAll() {
        ports.want("Kafka", "--kafka-port", 0);
        ports.want("the registry", "--registry-port", 0);

        assertThat(ports.problems()).isEmpty();
    }

    @Test
    void refusesANumberThatIsNoPort() {
        ports.want("Kafka", "--kafka-port", 65_536);
        ports.want("the registry", "--registry-port", -1);

        assertThat(ports.problems()).hasSize(2);
    }
}
