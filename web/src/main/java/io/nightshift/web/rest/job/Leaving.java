package io.nightshift.web.rest.job;

import io.nightshift.engine.watch.JobEnds;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import org.jspecify.annotations.Nullable;

/**
 * Answers those who wait for jobs when the server stops, while answers can still be made: when an application hears of its end,
 * connections are closed already. So the JVM itself is asked to tell. An end of the application alone is told as ever.
 */
@WebListener
public class Leaving implements ServletContextListener {

    @Inject
    @SuppressWarnings("NullAway.Init")
    private JobEnds ends;

    @Resource
    @SuppressWarnings("NullAway.Init")
    private ManagedThreadFactory threads;

    private @Nullable Thread atTheEnd;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        Thread hook = threads.newThread(ends::close);
        Runtime.getRuntime().addShutdownHook(hook);
        atTheEnd = hook;
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        ends.close();
        Thread hook = atTheEnd;
        if (hook != null) {
            try {
                boolean unused = Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException tooLate) {
                // The JVM ends, and has begun to run it.
            }
        }
    }
}
