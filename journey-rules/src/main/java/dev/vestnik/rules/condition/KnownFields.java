package dev.vestnik.rules.condition;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.vestnik.rules.document.Nearest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/** The fields that could have been meant where one does not exist. */
record KnownFields(EventShapes shapes, Scope scope, CelType context) {

    /** The fields that {@code operand} has, or every field there is where its type is not plain to see. */
    Collection<String> of(CelExpr operand) {
        return type(operand) instanceof StructType struct ? struct.fieldNames() : shapes.fieldNames();
    }

    Set<String> variables() {
        return scope.instance()
                ? Set.of("event", "customer", "now", "key", "context")
                : Set.of("event", "customer", "now");
    }

    /** The fault in reading a plain path such as {@code event.window.to}. */
    Optional<String> unknownField(String path) {
        String[] names = path.split("\\.", -1);
        CelType type = variable(names[0]);
        for (int i = 1; i < names.length; i++) {
            if (type instanceof StructType struct && !struct.fieldNames().contains(names[i])) {
                return Optional.of(
                        "there is no field \"" + String.join(".", List.of(names).subList(0, i + 1)) + "\""
                                + Nearest.hint(names[i], struct.fieldNames()));
            }
            type = field(type, names[i]);
        }
        return Optional.empty();
    }

    /** The first part of a plain path such as {@code event.expected.to} that may be absent; empty where none may, or nobody can know. */
    Optional<String> mayBeAbsent(String path) {
        return absent(path, "", this::isOptional);
    }

    /**
     * The same of a path with elements of lists, in which a field that no type promises may be absent too.
     *
     * @param present the beginning of the path that is surely there
     */
    Optional<String> mayBeAbsent(String path, String present) {
        return absent(path, present, (types, names) -> isOptional(types, names) || isUnpromised(names));
    }

    private Optional<String> absent(String path, String present, BiPredicate<CelType, List<String>> mayBe) {
        List<String> names = List.of(path.split("\\.", -1));
        CelType type = variable(names.getFirst());
        for (int i = 1; i < names.size(); i++) {
            List<String> upTo = names.subList(0, i + 1);
            String name = withoutElements(names.get(i));
            String part = String.join(".", names.subList(0, i)) + "." + name;
            boolean sure = present.equals(part) || present.startsWith(part + ".") || present.startsWith(part + "[");
            if (!sure && mayBe.test(type, upTo)) {
                return Optional.of(part);
            }
            type = elements(field(type, name), names.get(i));
        }
        return Optional.empty();
    }

    private static String withoutElements(String name) {
        int bracket = name.indexOf('[');
        return bracket < 0 ? name : name.substring(0, bracket);
    }

    private CelType elements(CelType type, String name) {
        CelType element = type;
        for (int at = name.indexOf('['); at >= 0; at = name.indexOf('[', at + 1)) {
            element = element instanceof ListType list ? whole(list.elemType()) : SimpleType.DYN;
        }
        return element;
    }

    private boolean isOptional(CelType type, List<String> names) {
        String name = withoutElements(names.getLast());
        return names.getFirst().equals("context") && names.size() == 2
                ? isRememberedMaybe(name)
                : type instanceof StructType record && shapes.mayBeAbsent(record, name);
    }

    private boolean isUnpromised(List<String> names) {
        boolean ofCustomEvent = scope.events().size() == 1
                && !shapes.isKnown(scope.events().iterator().next());
        boolean extra = names.get(1).equals("extra") && names.size() == 3;
        return names.getFirst().equals("event") && (extra || ofCustomEvent && names.size() == 2);
    }

    private boolean isRememberedMaybe(String name) {
        Map<String, ValueType> remembered = scope.context();
        ValueType type = remembered == null ? null : remembered.get(name);
        return type != null && type.mayBeAbsent();
    }

    private CelType type(CelExpr expr) {
        return switch (expr.getKind()) {
            case IDENT -> variable(expr.ident().name());
            case SELECT -> field(type(expr.select().operand()), expr.select().field());
            case CALL -> element(expr.call());
            default -> SimpleType.DYN;
        };
    }

    private CelType variable(String name) {
        return switch (name) {
            case "event" -> shapes.of(scope.events());
            case "customer" -> resolved(EventShapes.CUSTOMER);
            case "context" -> context;
            default -> SimpleType.DYN;
        };
    }

    private CelType field(CelType type, String field) {
        return type instanceof StructType struct
                ? struct.findField(field).map(found -> whole(found.type())).orElse(SimpleType.DYN)
                : SimpleType.DYN;
    }

    private CelType element(CelExpr.CelCall call) {
        boolean index = call.function().equals("_[_]") && !call.args().isEmpty();
        return index && type(call.args().getFirst()) instanceof ListType list ? whole(list.elemType()) : SimpleType.DYN;
    }

    private CelType whole(CelType type) {
        return shapes.findType(type.name()).orElse(type);
    }

    private CelType resolved(String name) {
        return shapes.findType(name).orElse(SimpleType.DYN);
    }
}
