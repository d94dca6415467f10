package io.tallylight.poller.scaleengine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScaleEngineFormTest {

    @Test
    void sendsOnePartWithoutAContentTypeOfItsOwnAsPhpDoes() {
        assertThat(ScaleEngineForm.MULTIPART.contentType())
                .isEqualTo("multipart/form-data; boundary=tallylight-viewer-log");
        assertThat(ScaleEngineForm.MULTIPART.body("{\"a\":1}").toString())
                .isEqualTo("--tallylight-viewer-log\r\n"
                        + "Content-Disposition: form-data; name=\"json\"\r\n"
                        + "\r\n"
                        + "{\"a\":1}\r\n"
                        + "--tallylight-viewer-log--\r\n");
    }

    @Test
    void encodesWhatAFormGivesAMeaning() {
        assertThat(ScaleEngineForm.URLENCODED.contentType()).isEqualTo("application/x-www-form-urlencoded");
        assertThat(ScaleEngineForm.URLENCODED.body("{\"a\":\"b+c&d=\"}").toString())
                .isEqualTo("json=%7B%22a%22%3A%22b%2Bc%26d%3D%22%7D");
    }
}
