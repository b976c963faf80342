package io.nightshift.web.console.queue;

import io.nightshift.engine.access.Act;
import io.nightshift.engine.handler.JobTypes;
import io.nightshift.engine.handler.JobTypes.JobType;
import io.nightshift.engine.queue.Types;
import io.nightshift.engine.stat.Live;
import io.nightshift.engine.stat.Live.Snapshot;
import io.nightshift.store.node.NodeStore.Node;
import io.nightshift.store.queue.Limits;
import io.nightshift.store.stat.StatStore.Minute;
import io.nightshift.store.type.Breaker;
import io.nightshift.store.type.Breaker.Rule;
import io.nightshift.store.type.TypeStore.Setting;
import io.nightshift.web.console.Posted;
import io.nightshift.web.console.Viewer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The job types: how they fare, what is set for them, and what a person does about it. Counts come from the snapshot. */
@Named("typesPage")
@RequestScoped
public class TypesPage {

    /** What the form proposes for a type without a breaker. */
    private static final Rule PROPOSED = new Rule(50, 20, Duration.ofMinutes(1), Duration.ofSeconds(30));

    private static final Set<String> FAILURES = Set.of("FAILED", "DEAD");
    private static final Set<String> ENDS = Set.of("SUCCEEDED", "FAILED", "DEAD");

    private final JobTypes types;
    private final Types settings;
    private final Live live;
    private final Viewer viewer;
    private final String change;

    @Inject
    public TypesPage(JobTypes types, Types settings, Live live, Viewer viewer) {
        this.types = types;
        this.settings = settings;
        this.live = live;
        this.viewer = viewer;
        // Before any phase: the forms of a type count only if the type is known.
        this.change = Posted.value("change");
    }

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected TypesPage() {
        this.types = null;
        this.settings = null;
        this.live = null;
        this.viewer = null;
        this.change = "";
    }

    /** What any live node knows, and what something is set for. */
    public List<TypeLine> getRows() {
        Snapshot snapshot = live.snapshot();
        Map<String, Setting> set = new TreeMap<>();
        settings.all().forEach(setting -> set.put(setting.type(), setting));
        Set<String> names = new TreeSet<>(set.keySet());
        types.all().forEach(type -> names.add(type.name()));
        snapshot.nodes().stream().filter(Node::live).forEach(node -> names.addAll(node.types()));
        return names.stream()
                .map(name -> line(name, types.find(name).orElse(null), set.get(name), snapshot))
                .toList();
    }

    private static TypeLine line(String name, @Nullable JobType type, @Nullable Setting setting, Snapshot snapshot) {
        long nodes = snapshot.nodes().stream()
                .filter(node -> node.takesJobs() && node.types().contains(name))
                .count();
        return new TypeLine(name, type, setting, nodes, sum(snapshot, name, ENDS), sum(snapshot, name, FAILURES));
    }

    private static long sum(Snapshot snapshot, String type, Set<String> results) {
        return snapshot.minutes().stream()
                .filter(minute -> minute.type().equals(type) && results.contains(minute.result()))
                .mapToLong(Minute::jobs)
                .sum();
    }

    /** The name in the URL of the type that is looked at; empty if none is. */
    public String getChange() {
        return change;
    }

    /** That type; null if none is chosen, or nobody knows it. */
    public @Nullable TypeLine getChosen() {
        return getRows().stream()
                .filter(row -> row.name().equals(change))
                .findFirst()
                .orElse(null);
    }

    /** When the failed attempts of that type are tried again, in words; empty if this node does not know it. */
    public String getRetries() {
        return types.retries(change);
    }

    /** Stops claims of the type in the parameter {@code type}. */
    public void pause() {
        steer(type -> {
            if (settings.pause(type, viewer.getName(), Posted.reason())) {
                viewer.say("Type " + type + " is paused; what runs, runs on");
            } else {
                viewer.warn("Type " + type + " was paused already");
            }
        });
    }

    /** Lets claims go on. */
    public void resume() {
        steer(type -> {
            if (settings.resume(type, viewer.getName())) {
                viewer.say("Type " + type + " goes on");
            } else {
                viewer.warn("Type " + type + " was not paused");
            }
        });
    }

    /** Opens the breaker by hand. */
    public void openBreaker() {
        steer(type -> {
            if (settings.open(type, viewer.getName(), Posted.reason())) {
                viewer.say("The breaker of " + type + " is open; what runs, runs on");
            } else {
                viewer.warn("The breaker of " + type + " was open already, or is gone");
            }
        });
    }

    /** Closes the breaker by hand. */
    public void closeBreaker() {
        steer(type -> {
            if (settings.close(type, viewer.getName(), Posted.reason())) {
                viewer.say("The breaker of " + type + " is closed; attempts are counted anew");
            } else {
                viewer.warn("The breaker of " + type + " was closed already, or is gone");
            }
        });
    }

    /** Sets what opens the breaker. */
    public void changeBreaker() {
        steer(type -> {
            Rule rule = new Rule(
                    needed("Failures in percent", "failurePercent"),
                    needed("Attempts", "minimum"),
                    LimitsForm.duration("The window", Posted.value("window")),
                    LimitsForm.duration("The pause", Posted.value("pause")));
            settings.breaker(type, rule, viewer.getName());
            viewer.say("The breaker of " + type + " is set");
        });
    }

    /** Takes the breaker away. */
    public void removeBreaker() {
        steer(type -> {
            settings.breaker(type, null, viewer.getName());
            viewer.say("Type " + type + " has no breaker any more");
        });
    }

    /** Sets what holds for the type in the whole cluster. */
    public void changeLimits() {
        viewer.require(Act.LIMIT_TYPES);
        steer(type -> {
            Limits limits = LimitsForm.posted();
            settings.limits(type, limits, viewer.getName());
            viewer.say("Limits of " + type + " in the cluster: " + LimitsForm.words(limits));
        });
    }

    private static int needed(String field, String parameter) {
        Integer number = LimitsForm.number(field, Posted.value(parameter));
        if (number == null) {
            throw new IllegalArgumentException(field + " must not be empty; Remove takes the breaker away");
        }
        return number;
    }

    /** What was typed stays as it is if it makes no sense. */
    private void steer(Step step) {
        viewer.require(Act.STEER_TYPES);
        String type = Posted.value("type");
        if (getRows().stream().noneMatch(row -> row.name().equals(type))) {
            viewer.fail("No node knows a job type " + type);
            return;
        }
        try {
            step.with(type);
            viewer.show("list");
            viewer.show("change");
        } catch (IllegalArgumentException e) {
            viewer.fail(String.valueOf(e.getMessage()));
        }
    }

    /** What is done to a type. */
    @FunctionalInterface
    private interface Step {
        void with(String type);
    }

    /**
     * One type.
     *
     * @param name its name
     * @param type what this node knows of it; null if it does not know it
     * @param setting what is set for it; null for nothing
     * @param nodes how many nodes take its jobs
     * @param ended attempts of the last hour
     * @param failed how many of them failed
     */
    public record TypeLine(
            String name, @Nullable JobType type, @Nullable Setting setting, long nodes, long ended, long failed) {

        public boolean isPaused() {
            return setting != null && setting.paused();
        }

        public @Nullable Breaker getBreaker() {
            return setting == null ? null : setting.breaker();
        }

        /** CLOSED, OPEN, HALF_OPEN, or NONE if it has none. */
        public String getBreakerState() {
            Breaker breaker = getBreaker();
            return breaker == null ? "NONE" : breaker.state().name();
        }

        /** Whether it is held up by its breaker. */
        public boolean isTripped() {
            Breaker breaker = getBreaker();
            return breaker != null && !breaker.closed();
        }

        /** What holds in the cluster, in words. */
        public String getLimits() {
            return LimitsForm.words(limits());
        }

        public @Nullable Integer getMaxRunning() {
            return limits().maxRunning();
        }

        public @Nullable Integer getRateCount() {
            Limits.Rate rate = limits().rate();
            return rate == null ? null : rate.count();
        }

        /** The period of its rate as it is typed; empty if it has none. */
        public String getPeriod() {
            Limits.Rate rate = limits().rate();
            return rate == null ? "" : LimitsForm.text(rate.period());
        }

        /** What opens its breaker, or what is proposed for one. */
        public Rule getRule() {
            Breaker breaker = getBreaker();
            return breaker == null ? PROPOSED : breaker.rule();
        }

        public String getWindow() {
            return LimitsForm.text(getRule().window());
        }

        public String getPause() {
            return LimitsForm.text(getRule().pause());
        }

        private Limits limits() {
            return setting == null ? Limits.NONE : setting.limits();
        }
    }
}
