package io.tallylight.scte35;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tallylight.scte35.SpliceCommand.RawCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SpliceJsonTest {
    private static final Pattern EXAMPLE = Pattern.compile("```\n(\\S+)\n```\n+```json\n(.*?)```", Pattern.DOTALL);

    /** README.md shows messages and their JSON; both are read from there. */
    @Test
    void looksLikeTheReadmeSays() throws IOException {
        Matcher examples = EXAMPLE.matcher(Files.readString(Path.of("README.md")));
        int found = 0;
        for (; examples.find(); found++) {
            Map<String, Object> json = SpliceJson.of(Splice.decodeBase64(examples.group(1)));

            assertThat(Vector.toJson(json).toString())
                    .isEqualTo(new ObjectMapper().readTree(examples.group(2)).toString());
        }
        assertThat(found).isEqualTo(2);
    }

    @Test
    void showsEverythingThatIsKeptRaw() {
        SpliceInfo info = SpliceInfo.of(
                new RawCommand(0x33, Bytes.ofHex("0102")),
                List.of(new SpliceDescriptor.RawDescriptor(0x70, Bytes.ofHex("4d444e43c335"))));

        String json =
                Vector.toJson(SpliceJson.of(Splice.decode(Splice.encode(info)))).toString();

        assertThat(json)
                .contains("\"splice_command\":{\"hex\":\"0102\"}")
                .contains("\"identifier\":1296322115,\"private_bytes\":[195,53],\"private_bytes_hex\":\"c335\"");
    }

    /** The types that the command prints and other languages' readers rely on. */
    @Test
    void holdsOnlyMapsListsLongsBooleansAndStrings() {
        List<Object> values = new ArrayList<>();
        for (Vector vector : Vector.all()) collect(SpliceJson.of(Splice.decodeBase64(vector.base64())), values);

        assertThat(values)
                .allMatch(value -> value instanceof Long || value instanceof Boolean || value instanceof String);
    }

    private static void collect(Object value, List<Object> values) {
        if (value instanceof Map<?, ?> map) map.values().forEach(one -> collect(one, values));
        else if (value instanceof List<?> list) list.forEach(one -> collect(one, values));
        else values.add(value);
    }
}
