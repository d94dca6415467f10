package io.tallylight.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallylight.runtime.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofHours(1));

    @TempDir
    private Path folder;

    @Test
    void goesOnWithTheStoryThatItHolds() {
        DataDirectory first = DataDirectory.open(Optional.of(folder), Optional.of(7L), NOW);
        DataDirectory again = DataDirectory.open(Optional.of(folder), Optional.empty(), LATER);

        assertThat(again).isEqualTo(first);
        assertThat(again.seed()).isEqualTo(7);
        assertThat(again.epoch()).isEqualTo(NOW);
        assertThat(again.lasting()).isTrue();
    }

    @Test
    void refusesTheStoryOfAnotherSeed() {
        DataDirectory.open(Optional.of(folder), Optional.of(7L), NOW);

        assertThatThrownBy(() -> DataDirectory.open(Optional.of(folder), Optional.of(8L), LATER))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("seed 7, not of 8")
                .hasMessageContaining("--data");
    }

    @Test
    void isMadeWithAllItsParents() {
        Path deep = folder.resolve("a/b");

        DataDirectory.open(Optional.of(deep), Optional.empty(), NOW);

        assertThat(deep.resolve("story.properties")).exists();
    }

    @Test
    void tellsStoryOneByItself() {
        assertThat(DataDirectory.open(Optional.of(folder), Optional.empty(), NOW)
                        .seed())
                .isEqualTo(1);
    }

    @Test
    void refusesAFileInItsPlace() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> DataDirectory.open(Optional.of(file), Optional.empty(), NOW))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("cannot be used")
                .hasMessageContaining(file.toString());
    }

    @Test
    void refusesAStoryThatCannotBeRead() throws IOException {
        Files.writeString(folder.resolve("story.properties"), "seed=one\n");

        assertThatThrownBy(() -> DataDirectory.open(Optional.of(folder), Optional.empty(), NOW))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("does not say which seed");
    }

    @Test
    void goesAwayOnlyWhereItIsTemporary() throws IOException {
        DataDirectory temporary = DataDirectory.open(Optional.empty(), Optional.empty(), NOW);
        DataDirectory lasting = DataDirectory.open(Optional.of(folder), Optional.empty(), NOW);
        Files.createDirectories(temporary.secrets());

        temporary.close();
        lasting.close();

        assertThat(temporary.root()).doesNotExist();
        assertThat(lasting.root()).exists();
    }
}
