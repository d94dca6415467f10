package io.tallylight.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    @TempDir
    Path folder;

    private Secrets secrets;

    @BeforeEach
    void make() throws IOException {
        Files.createDirectory(folder.resolve("acme"));
        secrets = new Secrets(folder.resolve("acme").resolve(".."));
    }

    @Test
    void readsAgainAtEachUse() throws IOException {
        write("key", "  first-value \n");
        assertThat(secrets.get("acme", "key").reveal()).isEqualTo("first-value");

        write("key", "second-value");

        assertThat(secrets.get("acme", "key").reveal()).isEqualTo("second-value");
        assertThat(secrets.redact("first-value, then second-value")).isEqualTo("***, then ***");
    }

    @Test
    void namesTheFileThatIsMissingOrEmpty() throws IOException {
        write("empty", " \n");

        assertThat(secrets.find("acme", "empty")).isEmpty();
        assertThat(secrets.find("acme", "absent")).isEmpty();
        assertThatThrownBy(() -> secrets.get("acme", "empty")).hasMessageContaining("acme/empty is missing");
        assertThatThrownBy(() -> secrets.get("nobody", "key")).hasMessageContaining("nobody/key is missing");
    }

    @Test
    void redactsTheLongestFirstAndAsItLooksInAQuery() throws IOException {
        write("short", "open-sesame");
        write("long", "open-sesame/and more");
        secrets.get("acme", "short");
        secrets.get("acme", "long");

        assertThat(secrets.redact("open-sesame/and more")).isEqualTo("***");
        assertThat(secrets.redact("?sign=open-sesame%2Fand+more&x=1")).isEqualTo("?sign=***&x=1");
    }

    @Test
    void leavesOrdinaryWordsThatAreTooShortToBeSecrets() throws IOException {
        write("tiny", "the");
        secrets.get("acme", "tiny");

        assertThat(secrets.redact("the text")).isEqualTo("the text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "", " ", "../acme", "acme/../..", "/etc", "..data", "a\0b"})
    void refusesWhatIsNoPlainName(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> secrets.find(name, "key"));
        assertThatIllegalArgumentException().isThrownBy(() -> secrets.find("acme", name));
    }

    @Test
    void aSecretPrintsAsStarsAlsoInJson() throws JsonProcessingException {
        Secret secret = new Secret("hunter22");

        assertThat(secret).hasToString("***");
        assertThat(new ObjectMapper().writeValueAsString(secret)).isEqualTo("\"***\"");
        assertThat(secret.reveal()).isEqualTo("hunter22");
    }

    private void write(String name, String value) throws IOException {
        Files.writeString(folder.resolve("acme").resolve(name), value);
    }
}
