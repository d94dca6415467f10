package io.tallylight.sandbox.scaleengine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class FormFieldTest {

    private static final String MULTIPART = "multipart/form-data; boundary=----x";
    private static final String PART =
            "------x\r\nContent-Disposition: form-data; name=\"json\"\r\n\r\n{\"a\":\"ü\"}\r\n";

    @Test
    void readsTheMultipartThatPhpCurlSends() {
        assertThat(json(MULTIPART, PART + "------x--\r\n")).contains("{\"a\":\"ü\"}");
        assertThat(json("multipart/form-data; boundary=\"----x\"", PART + "------x--"))
                .contains("{\"a\":\"ü\"}");
    }

    @Test
    void readsTheUrlencodedFormThatThePerlClientSends() {
        assertThat(json("application/x-www-form-urlencoded", "json=%7B%22a%22%3A%22%C3%BC+%22%7D&x=1"))
                .contains("{\"a\":\"ü \"}");
    }

    @Test
    void findsNoFieldInOtherForms() {
        assertThat(json("application/json", "{}")).isEmpty();
        assertThat(json("application/x-www-form-urlencoded", "jason={}")).isEmpty();
        assertThat(json("application/x-www-form-urlencoded", "json=%zz")).isEmpty();
        assertThat(json("multipart/form-data", PART + "------x--")).isEmpty();
    }

    @Test
    void findsNoFieldInAMultipartThatIsCutOrIsAFile() {
        assertThat(json(MULTIPART, PART)).isEmpty();
        assertThat(json(MULTIPART, PART.replace("\"json\"", "\"json\"; filename=\"a\"") + "------x--"))
                .isEmpty();
        assertThat(json(MULTIPART, PART.replace("\"json\"", "\"other\"") + "------x--"))
                .isEmpty();
    }

    private static Optional<String> json(String contentType, String body) {
        return FormField.json(contentType, body.getBytes(UTF_8));
    }
}
