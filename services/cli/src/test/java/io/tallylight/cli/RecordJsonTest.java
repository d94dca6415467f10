package io.tallylight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordJsonTest {

    private static final Schema TIME = LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG));
    private static final Schema LONG = Schema.create(Schema.Type.LONG);

    @Test
    void writesATimeAsAnInstantAndANumberAsANumber() {
        assertThat(line(TIME, 1_763_856_000_000L)).isEqualTo("{\"f\":\"2025-11-23T00:00:00Z\"}");
        assertThat(line(LONG, 1_763_856_000_000L)).isEqualTo("{\"f\":1763856000000}");
    }

    @Test
    void writesAnOptionalByWhatIsThere() {
        Schema optional = Schema.createUnion(Schema.create(Schema.Type.NULL), TIME);

        assertThat(line(optional, 0L)).isEqualTo("{\"f\":\"1970-01-01T00:00:00Z\"}");
        assertThat(line(optional, null)).isEqualTo("{\"f\":null}");
    }

    @Test
    void writesARecordWithinARecord() {
        Schema inner = SchemaBuilder.record("Inner")
                .fields()
                .name("at")
                .type(TIME)
                .noDefault()
                .endRecord();
        GenericRecord value = new GenericData.Record(inner);
        value.put("at", 1L);

        assertThat(line(inner, value)).isEqualTo("{\"f\":{\"at\":\"1970-01-01T00:00:00.001Z\"}}");
    }

    @Test
    void writesTimesInListsAndMapsAlsoWhereTheseAreOptional() {
        Schema times = Schema.createUnion(Schema.create(Schema.Type.NULL), Schema.createArray(TIME));

        assertThat(line(times, List.of(0L))).isEqualTo("{\"f\":[\"1970-01-01T00:00:00Z\"]}");
        assertThat(line(Schema.createMap(TIME), Map.of("a", 0L))).isEqualTo("{\"f\":{\"a\":\"1970-01-01T00:00:00Z\"}}");
    }

    @Test
    void keepsANullWithinAList() {
        Schema optional = Schema.createUnion(Schema.create(Schema.Type.NULL), LONG);

        assertThat(line(Schema.createArray(optional), Arrays.asList(1L, null))).isEqualTo("{\"f\":[1,null]}");
    }

    @Test
    void writesBytesAsTextAndLeavesThemUnread() {
        ByteBuffer bytes = ByteBuffer.wrap("频道".getBytes(StandardCharsets.UTF_8));
        Schema schema = Schema.create(Schema.Type.BYTES);

        assertThat(line(schema, bytes)).isEqualTo("{\"f\":\"频道\"}");
        assertThat(line(schema, bytes)).isEqualTo("{\"f\":\"频道\"}");
    }

    @Test
    void writesAChoiceByWhatWasChosen() {
        Schema choice = Schema.createUnion(Schema.create(Schema.Type.STRING), Schema.create(Schema.Type.BOOLEAN));

        assertThat(line(choice, true)).isEqualTo("{\"f\":true}");
        assertThat(line(choice, "true")).isEqualTo("{\"f\":\"true\"}");
    }

    private static String line(Schema schema, @Nullable Object value) {
        Schema outer = SchemaBuilder.record("Outer")
                .fields()
                .name("f")
                .type(schema)
                .noDefault()
                .endRecord();
        GenericRecord record = new GenericData.Record(outer);
        record.put("f", value);
        return RecordJson.line(RecordJson.of(record));
    }
}
