package io.balsa.tidy;

import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Finds the uses of banned names in one source: identifiers, imports and members, but not comments and strings. */
final class BannedNames extends TreeScanner<Void, Void> {
    private final SourceFile source;
    private final List<Ban> bans;
    private final List<Violation> violations;

    private BannedNames(SourceFile source, List<Ban> bans, List<Violation> violations) {
        this.source = source;
        this.bans = bans;
        this.violations = violations;
    }

    static void check(SourceFile source, List<Violation> violations) {
        List<Ban> bans =
                Ban.ALL.stream().filter(ban -> ban.where().test(source)).toList();
        if (!bans.isEmpty()) {
            new BannedNames(source, bans, violations).scan(source.tree(), null);
        }
    }

    @Override
    public Void visitIdentifier(IdentifierTree identifier, Void unused) {
        use(identifier.getName().toString(), identifier);
        return super.visitIdentifier(identifier, null);
    }

    @Override
    public Void visitMemberSelect(MemberSelectTree member, Void unused) {
        String name = member.getIdentifier().toString();
        use(name, member);
        use(lastName(member.getExpression()) + "." + name, member);
        return super.visitMemberSelect(member, null);
    }

    @Override
    public Void visitSynchronized(SynchronizedTree block, Void unused) {
        use("synchronized", block);
        return super.visitSynchronized(block, null);
    }

    @Override
    public Void visitModifiers(ModifiersTree modifiers, Void unused) {
        if (modifiers.getFlags().contains(Modifier.SYNCHRONIZED)) {
            use("synchronized", modifiers);
        }
        return super.visitModifiers(modifiers, null);
    }

    private static String lastName(Tree expression) {
        return switch (expression) {
            case IdentifierTree identifier -> identifier.getName().toString();
            case MemberSelectTree member -> member.getIdentifier().toString();
            default -> "";
        };
    }

    private void use(String name, Tree where) {
        for (Ban ban : bans) {
            if (ban.name().equals(name)) {
                violations.add(
                        new Violation("banned", source.path(), source.firstLine(where), ban.name(), ban.instead()));
            }
        }
    }
}
