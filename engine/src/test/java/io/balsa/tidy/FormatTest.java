package io.balsa.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.FormatterException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormatTest {
    @Test
    void everySourceIsFormatted() {
        List<String> unformatted = new ArrayList<>();
        for (Path file : Repository.javaSources()) {
            String source = Repository.read(file);
            try {
                if (!Format.formatted(source).equals(source)) {
                    unformatted.add(Repository.relative(file));
                }
            } catch (FormatterException e) {
                unformatted.add(Repository.relative(file) + ":" + e.getMessage());
            }
        }
        assertThat(unformatted).as("not formatted; run ./balsa format").isEmpty();
    }
}
