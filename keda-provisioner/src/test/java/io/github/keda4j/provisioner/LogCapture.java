package io.github.keda4j.provisioner;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.AbstractLogger;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Discards logs, unless a test listens: then it collects everything that keda4j logs, and what others log at level
 * INFO or above.
 */
public final class LogCapture implements SLF4JServiceProvider {

    private static final AtomicReference<@Nullable StringBuffer> LISTENING = new AtomicReference<>();

    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter context = new NOPMDCAdapter();

    /** A listener of both SLF4J and java.util.logging, until it is closed. */
    static final class Listener extends Handler implements AutoCloseable {

        private final StringBuffer heard = new StringBuffer();

        Listener() {
            LISTENING.set(heard);
            java.util.logging.Logger.getLogger("").addHandler(this);
        }

        String heard() {
            return heard.toString();
        }

        @Override
        public void publish(LogRecord event) {
            heard.append(event.getMessage()).append(' ');
            append(heard, event.getThrown());
            if (event.getParameters() != null) {
                for (Object parameter : event.getParameters()) {
                    heard.append(parameter).append('\n');
                }
            }
        }

        @Override
        public void flush() {
            // Nothing is buffered.
        }

        @Override
        public void close() {
            LISTENING.set(null);
            java.util.logging.Logger.getLogger("").removeHandler(this);
        }
    }

    private static void append(StringBuffer text, @Nullable Throwable thrown) {
        if (thrown != null) {
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace));
            text.append(trace);
        }
        text.append('\n');
    }

    private static final class Capture extends AbstractLogger {

        private static final long serialVersionUID = 1;

        Capture(String name) {
            this.name = name;
        }

        private boolean isEnabled(Level level) {
            return LISTENING.get() != null
                    && (name.startsWith("io.github.keda4j") || level.toInt() >= Level.INFO.toInt());
        }

        @Override
        protected @Nullable String getFullyQualifiedCallerName() {
            return null;
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level,
                @Nullable Marker marker,
                @Nullable String pattern,
                @Nullable Object @Nullable [] arguments,
                @Nullable Throwable thrown) {
            StringBuffer heard = LISTENING.get();
            if (heard != null) {
                heard.append(MessageFormatter.basicArrayFormat(pattern, arguments))
                        .append(' ');
                append(heard, thrown);
            }
        }

        @Override
        public boolean isTraceEnabled() {
            return isEnabled(Level.TRACE);
        }

        @Override
        public boolean isTraceEnabled(Marker marker) {
            return isTraceEnabled();
        }

        @Override
        public boolean isDebugEnabled() {
            return isEnabled(Level.DEBUG);
        }

        @Override
        public boolean isDebugEnabled(Marker marker) {
            return isDebugEnabled();
        }

        @Override
        public boolean isInfoEnabled() {
            return isEnabled(Level.INFO);
        }

        @Override
        public boolean isInfoEnabled(Marker marker) {
            return isInfoEnabled();
        }

        @Override
        public boolean isWarnEnabled() {
            return isEnabled(Level.WARN);
        }

        @Override
        public boolean isWarnEnabled(Marker marker) {
            return isWarnEnabled();
        }

        @Override
        public boolean isErrorEnabled() {
            return isEnabled(Level.ERROR);
        }

        @Override
        public boolean isErrorEnabled(Marker marker) {
            return isErrorEnabled();
        }
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return Capture::new;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return context;
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99";
    }

    @Override
    public void initialize() {
        // Everything has already been written.
    }
}
