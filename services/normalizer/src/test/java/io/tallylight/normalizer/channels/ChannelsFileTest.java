package io.tallylight.normalizer.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallylight.normalizer.mapping.StreamName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChannelsFileTest {

    private static final StreamName STREAM = new StreamName("wangsu", "a", "d/s");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit gives it
    Path folder;

    @Test
    void takesAChange() throws IOException {
        Path path = write("- { channel: before }");
        ChannelsFile file = new ChannelsFile(path);

        write("- { channel: after }");
        file.look();

        assertThat(file.get().channelOf(STREAM)).contains("after");
    }

    @Test
    void keepsTheNamesOfBeforeWhereAChangeIsInvalid() throws IOException {
        ChannelsFile file = new ChannelsFile(write("- { channel: before }"));

        write("- { channel: after }\n- { chanel: typo }");
        file.look();

        assertThat(file.get().channelOf(STREAM)).contains("before");
    }

    @Test
    void keepsTheNamesWhileTheFileIsAway() throws IOException {
        Path path = write("- { channel: before }");
        ChannelsFile file = new ChannelsFile(path);

        Files.delete(path);
        file.look();

        assertThat(file.get().channelOf(STREAM)).contains("before");
    }

    @Test
    void doesNotStartWithAnInvalidFile() throws IOException {
        Path path = write("- {}");

        assertThatThrownBy(() -> new ChannelsFile(path)).hasMessage("line 1: channel: expected a text, found nothing");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("channels.yaml"), text);
    }
}
