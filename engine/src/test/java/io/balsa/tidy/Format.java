package io.balsa.tidy;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Formats every Java source in place: {@code ./balsa format}. One style for all, so that a diff shows only changes. */
final class Format {
    private static final Formatter FORMATTER = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .build());

    private Format() {}

    public static void main(String[] args) throws IOException {
        boolean broken = false;
        for (Path file : Repository.javaSources()) {
            String source = Files.readString(file);
            try {
                String formatted = formatted(source);
                if (!formatted.equals(source)) {
                    Files.writeString(file, formatted);
                    System.out.println("formatted " + Repository.relative(file));
                }
            } catch (FormatterException e) {
                System.err.println(Repository.relative(file) + ":" + e.getMessage());
                broken = true;
            }
        }
        System.exit(broken ? 1 : 0);
    }

    static String formatted(String source) throws FormatterException {
        return FORMATTER.formatSourceAndFixImports(source.replace("\r\n", "\n"));
    }
}
