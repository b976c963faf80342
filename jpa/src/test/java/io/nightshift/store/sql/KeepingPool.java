package io.nightshift.store.sql;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A pool as the server's: it keeps what is closed and asks nothing, and lets go of what it has seen break. */
final class KeepingPool {

    private final Deque<Connection> idle = new ArrayDeque<>();
    private final String url;
    private final String user;
    private final String password;

    KeepingPool(String url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    DataSource source() {
        return (DataSource) Proxy.newProxyInstance(
                KeepingPool.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, args) -> switch (method.getName()) {
                    case "getConnection" -> wrap(next());
                    case "getParentLogger" -> Logger.getGlobal();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private synchronized Connection next() throws SQLException {
        Connection kept = idle.poll();
        return kept == null ? DriverManager.getConnection(url, user, password) : kept;
    }

    private synchronized void back(Connection physical) throws SQLException {
        if (!physical.isClosed()) {
            idle.add(physical);
        }
    }

    private Connection wrap(Connection physical) {
        return (Connection) Proxy.newProxyInstance(
                KeepingPool.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, args) -> {
                    if (method.getName().equals("close")) {
                        back(physical);
                        return null;
                    }
                    return invoke(physical, method, args);
                });
    }

    private static Object invoke(Connection physical, Method method, Object[] args) throws Throwable {
        try {
            return method.invoke(physical, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    synchronized void closeAll() throws SQLException {
        for (Connection one : idle) {
            one.close();
        }
        idle.clear();
    }
}
