package io.tallylight.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallylight.event.Gap;
import io.tallylight.event.Target;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.util.ClassSecurityValidator;
import org.junit.jupiter.api.Test;

class TrustedRecordsTest {

    @Test
    void letsAvroFindTheClassOfARecord() {
        Schema gap = SpecificData.get().getSchema(Gap.class);

        assertThat(SpecificData.getForClass(Gap.class).getClass(gap)).isEqualTo(Gap.class);
    }

    @Test
    void trustsNothingElse() {
        SpecificData.getForClass(Target.class);

        assertThatThrownBy(() -> ClassSecurityValidator.validate(ProcessBuilder.class))
                .isInstanceOf(SecurityException.class);
    }
}
