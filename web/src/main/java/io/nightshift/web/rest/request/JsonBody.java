package io.nightshift.web.rest.request;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.nightshift.api.client.InvalidJobException.Violation;
import io.nightshift.store.text.Fitting;
import io.nightshift.web.rest.json.Json;
import io.nightshift.web.rest.problem.Problem;
import io.nightshift.web.rest.problem.ProblemException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Turns bodies into records and records into bodies, and says what is wrong with a body in terms of its own fields. */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
public class JsonBody implements MessageBodyReader<Object>, MessageBodyWriter<Object> {

    /** The most bytes of a body: arguments of 1 MiB and what stands around them. */
    public static final long LIMIT = (1 << 20) + (64 << 10);

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type.isRecord();
    }

    @Override
    public Object readFrom(
            Class<Object> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        BodyLimit own = type.getAnnotation(BodyLimit.class);
        long limit = own == null ? LIMIT : own.value();
        refuseUnreadable(headers, limit);
        try {
            Object value = Json.MAPPER
                    .readerFor(type)
                    // The quoted source would show up in messages.
                    .without(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .readValue(new LimitedInput(body, limit));
            if (value == null) {
                throw ProblemException.invalid("body", "must be a JSON object, not null");
            }
            return value;
        } catch (StreamConstraintsException e) {
            throw overLimit(e);
        } catch (JsonMappingException e) {
            throw mismatch(e);
        } catch (JsonProcessingException e) {
            throw malformed(e, e.getOriginalMessage());
        } catch (LimitedInput.Exceeded e) {
            throw ProblemException.tooLarge(e.limit());
        } catch (IOException e) {
            throw incomplete();
        }
    }

    /** Its sender went away or was too slow: their fault, and mostly nobody reads the answer. */
    private static ProblemException incomplete() {
        return new ProblemException(
                400, "incomplete", "The body ended before it was whole; nothing was stored", List.of());
    }

    private static void refuseUnreadable(MultivaluedMap<String, String> headers, long limit) {
        String encoding = headers.getFirst(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new ProblemException(415, "unsupported", "Send the body without Content-Encoding", List.of());
        }
        String length = headers.getFirst(HttpHeaders.CONTENT_LENGTH);
        if (length != null && Long.parseLong(length) > limit) {
            throw ProblemException.tooLarge(limit);
        }
    }

    private static ProblemException mismatch(JsonMappingException e) {
        if (e.getCause() instanceof LimitedInput.Exceeded exceeded) {
            return ProblemException.tooLarge(exceeded.limit());
        }
        // Syntax errors deep inside a value come wrapped.
        if (e.getCause() instanceof StreamConstraintsException over) {
            return overLimit(over);
        }
        if (e.getCause() instanceof JsonProcessingException syntax
                && !(syntax instanceof JsonMappingException)
                && !(syntax instanceof InputCoercionException)) {
            return malformed(syntax, syntax.getOriginalMessage());
        }
        if (e.getCause() instanceof IOException && !(e.getCause() instanceof JsonProcessingException)) {
            return incomplete();
        }
        String field = path(e.getPath());
        if (e instanceof UnrecognizedPropertyException unknown) {
            return ProblemException.invalid(
                    field,
                    "is not known here; known are "
                            + unknown.getKnownPropertyIds().stream()
                                    .map(String::valueOf)
                                    .sorted()
                                    .toList());
        }
        if (e instanceof InvalidFormatException wrong
                && wrong.getTargetType() != null
                && wrong.getTargetType().isEnum()) {
            String words = Arrays.stream(wrong.getTargetType().getEnumConstants())
                    .map(String::valueOf)
                    .collect(Collectors.joining(", "));
            return ProblemException.invalid(field, "must be one of " + words + at(e));
        }
        if (field.isEmpty()) {
            return malformed(e, firstLine(e.getOriginalMessage()));
        }
        return ProblemException.invalid(field, firstLine(e.getOriginalMessage()) + at(e));
    }

    private static ProblemException overLimit(StreamConstraintsException e) {
        return malformed(e, e.getOriginalMessage().replaceAll(", from `[^`]*`", ""));
    }

    private static ProblemException malformed(JsonProcessingException e, String what) {
        boolean twice = what.startsWith("Duplicate") && e.getProcessor() instanceof JsonParser;
        return new ProblemException(
                400,
                "malformed-json",
                "The JSON" + at(e) + ": " + firstLine(what),
                twice
                        ? List.of(new Violation(
                                path(((JsonParser) e.getProcessor()).getParsingContext()), "is given twice"))
                        : List.of());
    }

    /** {@code jobs[3].args.amount}: where a parser stands. */
    private static String path(JsonStreamContext at) {
        StringBuilder path = new StringBuilder();
        for (JsonStreamContext level = at; level != null && !level.inRoot(); level = level.getParent()) {
            String name = level.getCurrentName();
            String step = level.inArray() ? "[" + level.getCurrentIndex() + "]" : name == null ? "" : name;
            path.insert(0, path.isEmpty() || path.charAt(0) == '[' ? step : step + ".");
        }
        return path.toString();
    }

    private static String at(JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }

    /** The first line, without the names of classes that are nobody's business. */
    private static String firstLine(String message) {
        String line = message.lines().findFirst().orElse("");
        int must = line.lastIndexOf("must be ");
        return must >= 0 ? line.substring(must) : line.replaceAll("`?(?:[a-z0-9_]+\\.){2,}[\\w.$]+`?", "this type");
    }

    static String path(List<Reference> references) {
        StringBuilder path = new StringBuilder();
        for (Reference reference : references) {
            if (reference.getFieldName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
            }
        }
        return path.toString();
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type.isRecord();
    }

    @Override
    public void writeTo(
            Object value,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream body)
            throws IOException {
        // Whole and not bit by bit: half a surrogate pair in an old row must not break the answer in its middle.
        body.write(Fitting.readable(Json.write(value)).getBytes(StandardCharsets.UTF_8));
    }
}
