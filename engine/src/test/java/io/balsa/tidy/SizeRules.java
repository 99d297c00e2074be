package io.balsa.tidy;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.List;
import java.util.regex.Pattern;

/** How long a file and a method may be, how many parameters it may take, and what a type may not be called. */
final class SizeRules extends TreeScanner<Void, ClassTree> {
    private static final int FILE_LINES = 400;
    private static final int METHOD_LINES = 40;
    private static final int PARAMETERS = 5;
    private static final Pattern EMPTY_NAME = Pattern.compile(".*(Impl|Manager|Helper|Utils?)");
    private static final Pattern BUFFER = Pattern.compile("\\w*Buffer|byte\\[\\]");
    private static final Pattern PART_OF_BUFFER = Pattern.compile("int \\w*([oO]ffset|[lL]ength)");

    private final SourceFile source;
    private final List<Violation> violations;

    private SizeRules(SourceFile source, List<Violation> violations) {
        this.source = source;
        this.violations = violations;
    }

    static void check(SourceFile source, List<Violation> violations) {
        if (source.lines() > FILE_LINES) {
            String advice =
                    source.lines() + " lines, at most " + FILE_LINES + ": it does more than one thing, split it";
            violations.add(new Violation("file-length", source.path(), 1, "file", advice));
        }
        new SizeRules(source, violations).scan(source.tree(), null);
    }

    @Override
    public Void visitClass(ClassTree type, ClassTree enclosing) {
        String name = type.getSimpleName().toString();
        if (EMPTY_NAME.matcher(name).matches()) {
            report("type-name", type, name, "the ending says nothing: name what it does");
        }
        return super.visitClass(type, type);
    }

    @Override
    public Void visitMethod(MethodTree method, ClassTree type) {
        String name = isConstructor(method) ? "new" : method.getName().toString();
        String subject = type.getSimpleName() + "." + name;
        long lines = source.lastLine(method) - source.firstLine(method) + 1;
        if (lines > METHOD_LINES) {
            report("method-length", method, subject, lines + " lines, at most " + METHOD_LINES + ": name its parts");
        }
        int parameters = parameters(method);
        if (parameters > PARAMETERS && !hasNoChoice(method, type)) {
            String advice = parameters + " parameters, at most " + PARAMETERS + ": pass a record or a reused flyweight";
            report("parameters", method, subject, advice);
        }
        return super.visitMethod(method, type);
    }

    private void report(String rule, Tree where, String subject, String advice) {
        violations.add(new Violation(rule, source.path(), source.firstLine(where), subject, advice));
    }

    /** A buffer with the offset and the length that follow it is one value in three, and counts once. */
    private static int parameters(MethodTree method) {
        int count = 0;
        boolean inBuffer = false;
        for (Tree parameter : method.getParameters()) {
            String text = parameter.toString();
            inBuffer = inBuffer && PART_OF_BUFFER.matcher(text).matches();
            if (!inBuffer) {
                count++;
                inBuffer =
                        BUFFER.matcher(text.substring(0, text.lastIndexOf(' '))).matches();
            }
        }
        return count;
    }

    /** An override repeats a declaration that is checked where it stands; a record's constructor repeats its header. */
    private static boolean hasNoChoice(MethodTree method, ClassTree type) {
        return (isConstructor(method) && type.getKind() == Tree.Kind.RECORD)
                || method.getModifiers().getAnnotations().stream()
                        .anyMatch(annotation ->
                                annotation.getAnnotationType().toString().equals("Override"));
    }

    private static boolean isConstructor(MethodTree method) {
        return method.getName().contentEquals("<init>");
    }
}
