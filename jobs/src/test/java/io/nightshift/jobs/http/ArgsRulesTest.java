package io.nightshift.jobs.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.jobs.http.HttpCall.Args;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.List;
import java.util.Map;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgsRulesTest {

    private final Validator validator = Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory()
            .getValidator();

    @Test
    void acceptsWhatCanBeCalled() {
        assertThat(faults(Args.get("http://127.0.0.1:65535/x?y#z"))).isEmpty();
        assertThat(faults(new Args("POST", "https://h/ü", Map.of("Accept", "*/*"), "{}", 1)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:99999/",
                "http://127.0.0.1:0/",
                "http://h:port/",
                "http://u:p@h/",
                "ftp://h/",
                "h/x",
                "http://",
                "http:///x",
                "http://h h/",
                "http://${1+1}/",
                "http://[::1/"
            })
    void refusesUrlsThatNobodyCanCall(String url) {
        assertThat(faults(Args.get(url))).singleElement().asString().startsWith("url ");
    }

    @Test
    void refusesHeadersAndMethodsThatCannotBeSent() {
        assertThat(faults(new Args("get", "http://h/", Map.of("A\r\nB", "x"), null, null)))
                .hasSize(2)
                .anyMatch(fault -> fault.startsWith("headers Header 'A??B' cannot be sent"))
                .anyMatch(fault -> fault.startsWith("method "));
        assertThat(faults(new Args(null, "http://h/", Map.of("Host", "x"), null, null)))
                .containsExactly("headers Header 'Host' cannot be sent: it belongs to the client");
    }

    private List<String> faults(Args args) {
        return validator.validate(args).stream()
                .map(fault -> fault.getPropertyPath() + " " + fault.getMessage())
                .toList();
    }
}
