package io.github.keda4j.documentation;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles the Java code of all pages at once, because a compiler that has already read the class path is fast. */
final class Programs {

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    /**
     * Uses the class path of this process, which is the default. It is never closed, so that each archive is opened
     * only once.
     */
    private static final JavaFileManager FILES = COMPILER.getStandardFileManager(null, Locale.ENGLISH, null);

    private Programs() {}

    static List<Problem> compile(List<Page> pages, Path classes) {
        List<Source> sources = pages.stream()
                .flatMap(page -> page.blocks().stream()
                        .filter(block -> block.is("java") && block.note("from").isEmpty())
                        .map(block -> new Source(page, block)))
                .toList();
        if (sources.isEmpty()) {
            return List.of();
        }
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        COMPILER.getTask(
                        null,
                        FILES,
                        diagnostics,
                        List.of(
                                "-proc:none",
                                "-parameters",
                                "-Xlint:deprecation,unchecked,rawtypes",
                                "-d",
                                classes.toString()),
                        null,
                        sources)
                .call();
        List<Problem> problems = new ArrayList<>();
        for (Diagnostic<? extends JavaFileObject> diagnostic : diagnostics.getDiagnostics()) {
            if (diagnostic.getSource() instanceof Source source && diagnostic.getKind() != Diagnostic.Kind.NOTE) {
                problems.add(source.page.problem(
                        source.block.line() + (int) Math.max(diagnostic.getLineNumber(), 1) - 1,
                        diagnostic.getMessage(Locale.ENGLISH)));
            }
        }
        return problems;
    }

    /** A block as a file of its page's package, with the block's own line numbers. */
    private static final class Source extends SimpleJavaFileObject {

        private final Page page;
        private final Block block;

        Source(Page page, Block block) {
            super(URI.create("string:///" + page.packageName() + "/Block" + block.line() + ".java"), Kind.SOURCE);
            this.page = page;
            this.block = block;
        }

        @Override
        public boolean isNameCompatible(String simpleName, Kind kind) {
            return kind == Kind.SOURCE && !simpleName.endsWith("-info");
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return "package " + page.packageName() + "; "
                    + (block.isSnippet() ? Snippets.source(page, block) : block.text());
        }
    }
}
