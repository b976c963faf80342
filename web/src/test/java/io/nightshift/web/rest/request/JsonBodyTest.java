package io.nightshift.web.rest.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonRawValue;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonBodyTest {

    record View(String text, @JsonRawValue String json) {}

    @Test
    void answersWhateverIsStored() throws Exception {
        assertThat(written(new View("half \uD83D", "{\"k\uD800\":\"a\uDC00b\"}")))
                .isEqualTo("{\"text\":\"half \uFFFD\",\"json\":{\"k\uFFFD\":\"a\uFFFDb\"}}");
    }

    @Test
    void writesWholeCharactersAsTheyAre() throws Exception {
        assertThat(written(new View("\uD83D\uDE00 \u00e4 \u0000", "{\"n\":1.10}")))
                .isEqualTo("{\"text\":\"\uD83D\uDE00 \u00e4 \\u0000\",\"json\":{\"n\":1.10}}");
    }

    private static String written(View view) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new JsonBody()
                .writeTo(
                        view,
                        View.class,
                        View.class,
                        new Annotation[0],
                        MediaType.APPLICATION_JSON_TYPE,
                        new jakarta.ws.rs.core.MultivaluedHashMap<>(),
                        bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
