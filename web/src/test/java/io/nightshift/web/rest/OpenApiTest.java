package io.nightshift.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.api.bulk.BulkFilter;
import io.nightshift.api.bulk.BulkTarget;
import io.nightshift.api.job.AttemptError;
import io.nightshift.store.ingress.RejectStore;
import io.nightshift.store.node.NodeStore;
import io.nightshift.store.port.JobSearch;
import io.nightshift.store.stat.StatStore;
import io.nightshift.web.rest.Resources.Operation;
import io.nightshift.web.rest.json.Json;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OpenApiTest {

    private static final Pattern ROLES = Pattern.compile("Roles?: ([a-z, ]+)\\.");

    private static final Map<String, Class<?>> SCHEMAS = Map.ofEntries(
            Map.entry("JobRequest", view("job.JobBody")),
            Map.entry("Problem", view("problem.Problem")),
            Map.entry("Submitted", view("job.SubmittedView")),
            Map.entry("SubmittedBatch", view("job.BulkResource$BatchView")),
            Map.entry("Steered", view("job.JobsResource$Steered")),
            Map.entry("Progress", view("job.JobView$ProgressView")),
            Map.entry("JobRow", view("job.JobRow")),
            Map.entry("JobPage", view("job.JobRow$PageView")),
            Map.entry("Job", view("job.JobView")),
            Map.entry("AttemptError", AttemptError.class),
            Map.entry("PastOutcome", JobSearch.PastOutcome.class),
            Map.entry("LogPage", view("job.JobsResource$LogView")),
            Map.entry("JobType", view("queue.JobTypesResource$JobTypeView")),
            Map.entry("Why", view("job.WhyResource$WhyView")),
            Map.entry("Reason", view("job.WhyResource$ReasonView")),
            Map.entry("JobTypeSetting", view("queue.JobTypesResource$SettingView")),
            Map.entry("AccessRequest", view("queue.AccessBody")),
            Map.entry("Access", view("queue.AccessView")),
            Map.entry("BreakerRule", view("queue.BreakerBody")),
            Map.entry("Breaker", view("queue.BreakerView")),
            Map.entry("Limits", view("queue.LimitsView")),
            Map.entry("Rate", view("queue.LimitsView$RateView")),
            Map.entry("Queue", view("queue.QueueView")),
            Map.entry("ScheduleRequest", view("schedule.ScheduleBody")),
            Map.entry("Schedule", view("schedule.ScheduleView")),
            Map.entry("Fire", view("schedule.ScheduleView$FireView")),
            Map.entry("Binding", view("ingress.BindingsResource$BindingView")),
            Map.entry("Reject", RejectStore.Reject.class),
            Map.entry("Node", NodeStore.Node.class),
            Map.entry("Minute", StatStore.Minute.class),
            Map.entry("Overview", view("cluster.ClusterResource$Overview")),
            Map.entry("BulkFilter", BulkFilter.class),
            Map.entry("BulkTarget", BulkTarget.class),
            Map.entry("BulkRequest", view("operation.OperationsResource$BulkBody")),
            Map.entry("Count", view("operation.OperationsResource$CountView")),
            Map.entry("Operation", view("operation.OperationsResource$OperationView")),
            Map.entry("AuditEntry", view("cluster.AuditResource$EntryView")));

    private static OpenAPI document;

    @BeforeAll
    static void parse() {
        document = read();
    }

    static OpenAPI read() {
        try (InputStream file = OpenApiTest.class.getResourceAsStream(OpenApiResource.FILE)) {
            ParseOptions options = new ParseOptions();
            options.setResolve(true);
            SwaggerParseResult result = new OpenAPIV3Parser()
                    .readContents(new String(file.readAllBytes(), StandardCharsets.UTF_8), null, options);
            assertThat(result.getMessages()).isEmpty();
            return result.getOpenAPI();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void describesEveryOperationAndNoOther() {
        Set<String> described = new TreeSet<>();
        document.getPaths()
                .forEach((path, item) ->
                        item.readOperationsMap().keySet().forEach(method -> described.add(method + " " + path)));

        Set<String> coded =
                Resources.operations().stream().map(Operation::toString).collect(Collectors.toCollection(TreeSet::new));

        assertThat(described).isEqualTo(coded).isNotEmpty();
    }

    @Test
    void namesTheRolesThatTheCodeAsksFor() {
        for (Operation operation : Resources.operations()) {
            PathItem path = Objects.requireNonNull(document.getPaths().get(operation.path()));
            String description = Objects.requireNonNull(
                            path.readOperationsMap().get(PathItem.HttpMethod.valueOf(operation.method())))
                    .getDescription();
            Matcher matcher = ROLES.matcher(description);

            assertThat(matcher.find()).as("%s says its roles", operation).isTrue();
            assertThat(Set.of(matcher.group(1).split(", ")))
                    .as(operation.toString())
                    .isEqualTo(operation.roles());
        }
    }

    @Test
    void describesEveryFieldAndNoOther() {
        Map<String, Set<String>> described = new TreeMap<>();
        Map<String, Set<String>> coded = new TreeMap<>();
        SCHEMAS.forEach((name, type) -> {
            Schema<?> schema =
                    Objects.requireNonNull(document.getComponents().getSchemas().get(name), name);
            described.put(name, new TreeSet<>(schema.getProperties().keySet()));
            coded.put(
                    name,
                    Arrays.stream(type.getRecordComponents())
                            .map(RecordComponent::getName)
                            .collect(Collectors.toCollection(TreeSet::new)));
        });

        assertThat(described).isEqualTo(coded);
    }

    @Test
    void everyOperationNeedsARole() {
        assertThat(Resources.operations())
                .allSatisfy(operation ->
                        assertThat(operation.roles()).as(operation.toString()).isNotEmpty());
    }

    /** The fields of a schema that have a default, each with it as JSON. */
    static Map<String, String> defaults(String name) {
        Map<String, String> defaults = new TreeMap<>();
        OpenAPI read = read();
        Map<String, Schema> schemas = read.getComponents().getSchemas();
        Map<String, Schema> fields =
                Objects.requireNonNull(schemas.get(name), name).getProperties();
        fields.forEach((field, schema) -> {
            String reference = schema.get$ref();
            Schema<?> told =
                    reference == null ? schema : schemas.get(reference.substring(reference.lastIndexOf('/') + 1));
            if (told != null && told.getDefault() != null) {
                defaults.put(field, Json.write(told.getDefault()));
            }
        });
        return defaults;
    }

    /** What only its own package sees. */
    private static Class<?> view(String name) {
        try {
            return Class.forName(OpenApiTest.class.getPackageName() + "." + name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
