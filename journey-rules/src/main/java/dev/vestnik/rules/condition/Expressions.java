package dev.vestnik.rules.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.CelStandardFunctions.StandardFunction;
import dev.vestnik.rules.work.Needle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Compiles CEL expressions against the types of events; thread-safe, built once. */
public final class Expressions {
    private static final String CONTEXT = "vestnik.Context";
    private static final int MAX_LENGTH = 4_000;
    private static final int MOST_COMPILERS = 500;
    private static final int MOST_CONDITIONS = 500;
    private static final int LONGEST_KEPT = 200;
    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .maxExpressionCodePointSize(MAX_LENGTH)
            .maxParseRecursionDepth(64)
            .comprehensionMaxIterations(10_000)
            .maxRegexProgramSize(2_000)
            .build();

    private final EventShapes shapes = new EventShapes();
    private final CelRuntime runtime = CelRuntimeFactory.plannerRuntimeBuilder()
            .setOptions(OPTIONS)
            .setStandardFunctions(CelStandardFunctions.newBuilder()
                    .excludeFunctions(StandardFunction.CONTAINS)
                    .build())
            .addFunctionBindings(CelFunctionBinding.fromOverloads(
                    "contains",
                    CelFunctionBinding.from(
                            "contains_string",
                            String.class,
                            String.class,
                            (hay, needle) -> new Needle(needle).in(hay, 0) >= 0)))
            .build();
    private final Map<Scope, CelCompiler> compilers = new ConcurrentHashMap<>();
    private final Map<Written, CompiledCondition> conditions = new ConcurrentHashMap<>();

    private record Written(String source, Scope scope) {}

    /**
     * Compiles a source text: a value of any type. A journey is checked, tried and published with the same short texts, and CEL's checker
     * declares all of its functions anew for each: they are kept.
     */
    public CompiledCondition compile(String source, Scope scope) {
        if (source.length() > LONGEST_KEPT) {
            return checked(source, scope);
        }
        if (conditions.size() > MOST_CONDITIONS) {
            conditions.clear();
        }
        return conditions.computeIfAbsent(
                new Written(source, scope), written -> checked(written.source(), written.scope()));
    }

    private CompiledCondition checked(String source, Scope scope) {
        if (source.isBlank()) {
            return new CompiledCondition.Problems(List.of("is empty"));
        }
        Optional<String> shape = source.length() > MAX_LENGTH
                ? Optional.of("is longer than " + MAX_LENGTH + " characters")
                : ExpressionShape.problem(source);
        return shape.<CompiledCondition>map(problem -> new CompiledCondition.Problems(List.of(problem)))
                .orElseGet(() -> compiled(source, scope));
    }

    private CompiledCondition compiled(String source, Scope scope) {
        CelCompiler compiler = compiler(scope);
        try {
            return planned(source, compiler.compile(PastMacros.compiled(source)).getAst(), scope);
        } catch (CelValidationException e) {
            return new CompiledCondition.Problems(
                    FaultWording.of(e, source, new KnownFields(shapes, scope, context(scope))));
        } catch (RuntimeException | StackOverflowError e) {
            return new CompiledCondition.Problems(
                    List.of("cannot be compiled: " + e.getClass().getSimpleName()));
        }
    }

    /**
     * The fault in reading {@code event.trackingUrl} or another plain path; empty where there is none or nobody can know. Unlike an
     * expression this may end in a property that templates know of lists and texts: {@code size}, {@code first}, {@code last}.
     */
    public Optional<String> unknownField(String path, Scope scope) {
        Stream<String> ofConditions = Stream.concat(
                PastMacros.FIELDS.stream(),
                ConsentMacros.FIELDS.keySet().stream().map(name -> "customer." + name));
        if (ofConditions.anyMatch(field -> path.equals(field) || path.startsWith(field + "."))) {
            return Optional.of("there is no field \"" + path + "\"");
        }
        return new KnownFields(shapes, scope, context(scope)).unknownField(path);
    }

    /**
     * The part of a path such as {@code event.items[].imageUrl} that may be absent, a field of a custom event and of {@code extra} too:
     * nothing promises those. Empty where none may, or nobody can know.
     *
     * @param present the beginning of the path that is surely there
     */
    public Optional<String> mayBeAbsent(String path, String present, Scope scope) {
        return new KnownFields(shapes, scope, context(scope)).mayBeAbsent(path, present);
    }

    private CompiledCondition planned(String source, CelAbstractSyntaxTree tree, Scope scope) {
        if (makesRecords(tree)) {
            return new CompiledCondition.Problems(List.of("records cannot be made here"));
        }
        MatchPatterns patterns = MatchPatterns.in(tree);
        if (!patterns.problems().isEmpty()) {
            return new CompiledCondition.Problems(patterns.problems());
        }
        try {
            CelExpression expression = new CelExpression(source, tree, runtime.createProgram(tree), patterns.factors());
            OptionalReads reads = OptionalReads.in(tree, new KnownFields(shapes, scope, context(scope)));
            return new CompiledCondition.Compiled(
                    expression, new ValueType(tree.getResultType()), reads.all(), reads.besideEqualities());
        } catch (CelEvaluationException e) {
            return new CompiledCondition.Problems(List.of(String.valueOf(e.getMessage())));
        }
    }

    private static boolean makesRecords(CelAbstractSyntaxTree tree) {
        return CelNavigableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .anyMatch(node -> node.getKind() == CelExpr.ExprKind.Kind.STRUCT);
    }

    private CelCompiler compiler(Scope scope) {
        if (compilers.size() > MOST_COMPILERS) {
            compilers.clear();
        }
        return compilers.computeIfAbsent(scope, this::build);
    }

    private CelCompiler build(Scope scope) {
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addMacros(PastMacros.ALL)
                .addMacros(ConsentMacros.ALL)
                .addMacros(new CounterMacros(scope.counters()).all())
                .setTypeProvider(shapes)
                .addVar("event", shapes.of(scope.events()))
                .addVar("customer", shapes.findType(EventShapes.CUSTOMER).orElseThrow())
                .addVar("now", SimpleType.TIMESTAMP);
        if (scope.instance()) {
            CelType context = context(scope);
            if (context instanceof StructType struct) {
                builder.setTypeProvider(shapes.with(struct));
            }
            builder.addVar("key", SimpleType.STRING).addVar("context", context);
        }
        return builder.build();
    }

    private static CelType context(Scope scope) {
        Map<String, ValueType> types = scope.context();
        if (types == null) {
            return SimpleType.DYN;
        }
        Map<String, CelType> fields = new LinkedHashMap<>();
        types.forEach((name, type) -> fields.put(name, type.cel()));
        return EventShapes.structType(CONTEXT, fields);
    }
}
