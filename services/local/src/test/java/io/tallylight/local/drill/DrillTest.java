package io.tallylight.local.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class DrillTest {

    private final CommandLine command = new CommandLine(new Drill());

    @Test
    void hasEveryOptionInTheReadme() throws IOException {
        String readme = Files.readString(Path.of(System.getProperty("tallylight.root"), "services/local/README.md"));
        String drill = readme.substring(readme.indexOf("## The drill"));

        assertThat(command.getCommandSpec().options())
                .extracting(OptionSpec::longestName)
                .allSatisfy(name -> assertThat(drill + "--help --version").contains(name));
        assertThat(ProviderFault.values()).allSatisfy(fault -> assertThat(drill).contains(fault.name()));
    }

    @Test
    void refusesWhatIsNoNumberOfMinutes() {
        assertThat(command.execute("--minutes", "soon")).isEqualTo(2);
        assertThat(command.execute("--minutes", "0")).isEqualTo(2);
    }
}
